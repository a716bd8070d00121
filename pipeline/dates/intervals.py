"""From a TIMEX3 value to the inclusive interval of days that it names, and back.

Values follow TimeML 1.2.1 (Saurí et al. 2006) and ISO 8601: ``2026-01-26``,
``2026-01``, ``2026``, ``2026-Q1``, ``2026-H1``, ``2026-W05``, ``2026-W05-WE``,
``198X`` (a decade), ``19`` (a century), ``2026/2027`` (an interval of two values).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from pipeline.records import Precision

Span = tuple[dt.date, dt.date, Precision]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_PART = re.compile(r"(\d{4})-([QHT])(\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_YEAR = re.compile(r"(?:FY)?(\d{4})$")
_DECADE = re.compile(r"(\d{3})X?$")
_CENTURY = re.compile(r"(\d\d)(?:XX)?$")
_MONTHS_IN = {"Q": 3, "T": 4, "H": 6}
_PRECISION: dict[str, Precision] = {"Q": "quarter", "T": "range", "H": "half"}


def month_span(year: int, month: int, n_months: int = 1) -> tuple[dt.date, dt.date]:
    """Return the first and last day of ``n_months`` months that begin with ``month``."""
    last = month + n_months - 1
    return dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _day(m: re.Match[str]) -> Span:
    day = dt.date(int(m[1]), int(m[2]), int(m[3]))
    return day, day, "day"


def _month(m: re.Match[str]) -> Span:
    return (*month_span(int(m[1]), int(m[2])), "month")


def _part(m: re.Match[str]) -> Span:
    size = _MONTHS_IN[m[2]]
    return (*month_span(int(m[1]), 1 + size * (int(m[3]) - 1), size), _PRECISION[m[2]])


def _week(m: re.Match[str]) -> Span:
    first, last = (6, 7) if m[3] else (1, 7)
    year, week = int(m[1]), int(m[2])
    precision: Precision = "range" if m[3] else "week"
    return (
        dt.date.fromisocalendar(year, week, first),
        dt.date.fromisocalendar(year, week, last),
        precision,
    )


def _years(first: int, n: int, precision: Precision) -> Span:
    return dt.date(first, 1, 1), dt.date(first + n - 1, 12, 31), precision


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...] = (
    (_DAY, _day),
    (_MONTH, _month),
    (_PART, _part),
    (_WEEK, _week),
    (_YEAR, lambda m: _years(int(m[1]), 1, "year")),
    (_DECADE, lambda m: _years(10 * int(m[1]), 10, "range")),
    (_CENTURY, lambda m: _years(100 * int(m[1]) or 1, 100 if int(m[1]) else 99, "range")),
)


def interval(timex: str) -> Span | None:
    """Return the first day, last day and precision of a TIMEX3 value.

    None for values that name no days: unresolved ones (``XXXX-05``), durations,
    vague references, seasons (they depend on the hemisphere), years before Christ.
    """
    if "/" in timex:
        left, right = (interval(half) for half in timex.split("/", 1))
        return (left[0], right[1], "range") if left and right and left[0] <= right[1] else None
    for pattern, read in _READERS:
        if match := pattern.match(timex):
            try:
                return read(match)
            except ValueError:  # the 31st of June, week 54, year 0
                return None
    return None


def week_of(day: dt.date) -> str:
    """Return the ISO week of a day, ``2026-W05``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def add_months(day: dt.date, n: int) -> dt.date:
    """Shift a date by calendar months, to the month's last day where it is shorter.

    Raises:
        OverflowError: the result is outside the years 1 to 9999.
    """
    year, month = divmod(12 * day.year + day.month - 1 + n, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year}")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
