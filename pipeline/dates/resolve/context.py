"""What valuing may look at, and the arithmetic of units that the forms share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.dates.intervals import add_months, interval, week_of
from pipeline.dates.numeric import NumericOrder
from pipeline.dates.tense import Direction

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Slots = Mapping[str, str]

MONTHS = {"M": 1, "Q": 3, "T": 4, "HY": 6, "Y": 12, "DEC": 120, "CEN": 1200, "MIL": 12000}
DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
_UNRESOLVED = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "FN": "XXXX-WXX", "M": "XXXX-XX",
    "Q": "XXXX-QX", "T": "XXXX-TX", "HY": "XXXX-HX", "DEC": "XXX", "CEN": "XX", "MIL": "X",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Valued:
    """The value of one expression: TIMEX3 value and type, other readings, what it hangs on."""

    timex: str
    type: TimexType = "DATE"
    alternatives: tuple[str, ...] = ()
    anchored: bool = False


@dataclass(slots=True)
class Context:
    """The state of a text while its expressions are valued from left to right.

    Attributes:
        anchor: the day that relative expressions count from, None when unknown.
        order: how numeric dates are to be read where the text or publisher decides it.
        default_order: the language's habit.
        table: whether the values are for a table of mentions, else as TimeML annotates.
        reference: the value of the last calendar date mentioned, "" before the first.
        sentence_reference: the same in this sentence, "" if there is none.
        year_told: the past year that opens the sentence ("In 2024 it began on 25 September").
        sentence_year: the last year by itself in the sentence, 0 if none.
        spanned: the ends of the last interval written with both, ("", "") if none.
        sentence_day: the value of the last day mentioned in the same sentence, "" if none.
        next_day: looks for a day mentioned later in the same sentence, "" if none.
        named_days: the last day told by its date, by its day of the week.
        weekdays: the last day told in any way, by its day of the week.
        last_day: the last single day mentioned, None before the first.
        direction: looks at the tense around the expression being valued.
    """

    anchor: dt.date | None
    order: NumericOrder | None = None
    default_order: NumericOrder = "dmy"
    table: bool = True
    settings: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""
    sentence_reference: str = ""
    year_told: int = 0
    sentence_year: int = 0
    spanned: tuple[str, str] = ("", "")
    sentence_day: str = ""
    named_days: dict[int, dt.date] = field(default_factory=dict)
    weekdays: dict[int, dt.date] = field(default_factory=dict)
    last_day: dt.date | None = None
    direction: Callable[[], Direction] = lambda: "none"
    next_day: Callable[[], str] = lambda: ""

    @property
    def reference_day(self) -> dt.date | None:
        """The first day of the last calendar date mentioned, else the anchor."""
        found = interval(self.reference) if self.reference else None
        return found[0] if found else self.anchor


Form = Callable[[Slots, Context], Valued | None]


def unresolved(unit: str) -> str:
    """Return the value of a period that is not known: ``XXXX-XX`` for a month."""
    return _UNRESOLVED.get(unit, "XXXX")


def named(day: dt.date, unit: str) -> str:
    """Return the value of the period of size ``unit`` that a day lies in."""
    year = f"{day.year:04d}"
    month_forms = {
        "M": f"{year}-{day.month:02d}",
        "Q": f"{year}-Q{(day.month + 2) // 3}",
        "T": f"{year}-T{(day.month + 3) // 4}",
        "HY": f"{year}-H{(day.month + 5) // 6}",
        "Y": year,
        "DEC": year[:3],
        "CEN": year[:2],
        "MIL": year[:1],
    }
    if unit in month_forms:
        return month_forms[unit]
    if unit in {"W", "FN"}:
        return week_of(day)
    if unit == "WE":
        return f"{week_of(day)}-WE"
    return day.isoformat()


def shift(day: dt.date, n: int, unit: str) -> dt.date:
    """Shift a day by ``n`` units; hours and smaller ones leave it.

    Raises:
        OverflowError: outside the calendar.
    """
    if unit in MONTHS:
        return add_months(day, n * MONTHS[unit])
    return day + dt.timedelta(days=n * DAYS.get(unit, 0))
