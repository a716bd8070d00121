"""When a release was published: header, dateline, footer and metadata read together.

The best clue gives the readings; where it leaves two (``07/09/2022``), the other clues
of the same text decide, each by its own rule. A habit of the language or the country
only says which reading is preferred, never that the date is certain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.records import PublicationDate
from pipeline.release.calendar import Reading, Written

ClueKind = Literal[
    "metadata",
    "label",
    "header",
    "dateline",
    "footer",
    "updated",
    "url",
    "code",
    "rights",
    "above",
    "body",
    "told",
]
_RANK: tuple[ClueKind, ...] = (
    "metadata",
    "label",
    "header",
    "dateline",
    "url",
    "footer",
    "above",
    "updated",
)
_TRUST = {
    "metadata": 0.98,
    "label": 0.97,
    "header": 0.95,
    "dateline": 0.95,
    "url": 0.9,
    "footer": 0.85,
    "above": 0.7,
    "updated": 0.6,
}
_YEARS: tuple[ClueKind, ...] = ("url", "code", "rights")
_NEAR = dt.timedelta(days=12)
# How many days before its publication a release may name its last date in the past, and after.
_PAST, _AHEAD = 366, 10


@dataclass(frozen=True, slots=True)
class Clue:
    """One date of the text that may tell when it was published."""

    kind: ClueKind
    written: Written
    words: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"


def decide(clues: Iterable[Clue], *, month_first: bool) -> PublicationDate:
    """Return the publication date that the clues of one release give.

    Args:
        clues: every date that may tell, in the order of the text.
        month_first: the habit of the language and place, for the preferred reading.
    """
    given = sorted(
        (clue for clue in clues),
        key=lambda clue: _RANK.index(clue.kind) if clue.kind in _RANK else len(_RANK),
    )
    full = [clue for clue in given if clue.kind in _RANK and clue.written.dates]
    if not full:
        return _with_year(given)
    best, others = full[0], [clue for clue in given if clue is not full[0]]
    dates = best.written.dates
    if len(dates) == 1:
        agree = any(clue.kind in _RANK and _agrees(dates[0], clue) for clue in others)
        return PublicationDate(
            dates[0], (), min(_TRUST[best.kind] + 0.02 * agree, 1.0), (str(best),)
        )
    return _narrowed(best, others, month_first=month_first)


def _narrowed(best: Clue, others: list[Clue], *, month_first: bool) -> PublicationDate:
    """Choose between the readings of an ambiguous date by the other clues."""
    dates = best.written.dates
    for clue in others:
        agreeing = [date for date in dates if _supports(date, best, clue)]
        if len(agreeing) == 1:
            sure = 0.95 if clue.kind in _RANK else 0.8
            return PublicationDate(agreeing[0], (), sure, (str(best), str(clue)))
    if _separator(best) == "." and (dotted := [d for d in dates if _order(best, d) == "dmy"]):
        return PublicationDate(dotted[0], (), 0.85, (str(best), "numbers parted by points"))
    ordered = sorted(dates, key=lambda date: (_order(best, date) == "mdy") != month_first)
    habit = "month first" if month_first else "day first"
    return PublicationDate(ordered[0], tuple(ordered[1:]), 0.5, (str(best), f"habit: {habit}"))


def _order(clue: Clue, date: dt.date) -> str:
    return next((reading.order for reading in clue.written.readings if reading.date == date), "")


def _separator(clue: Clue) -> str:
    """Return the mark between the numbers of a date: each has an order of its own."""
    return next((char for char in clue.words if char in "/-."), "")


def _supports(date: dt.date, best: Clue, clue: Clue) -> bool:
    """Whether a clue speaks for one reading of the best clue's date."""
    orders = {reading.order for reading in clue.written.readings}
    numeric = len(clue.written.dates) == 1 and orders & {"dmy", "mdy"}
    if numeric and _separator(clue) == _separator(best) and _order(best, date) in orders:
        return True
    if len(clue.written.readings) != 1:
        return False
    if clue.kind != "body":
        return _agrees(date, clue)
    reading = clue.written.readings[0]
    near = _nearest(reading.month, reading.day, reading.year, date)
    return near is not None and -_NEAR <= near - date <= dt.timedelta(days=3)


def _agrees(date: dt.date, clue: Clue) -> bool:
    """Whether a date is the clue's, as far as the clue goes."""
    return any(
        reading.month == date.month
        and reading.year in (0, date.year)
        and reading.day in (0, date.day)
        for reading in clue.written.readings
    )


def _nearest(month: int, day: int, year: int, date: dt.date) -> dt.date | None:
    """Return the day of a month that is nearest to a date (the year may be missing)."""
    years = (year,) if year else (date.year - 1, date.year, date.year + 1)
    found = [made for one in years if day and (made := _made(one, month, day))]
    return min(found, key=lambda made: abs(made - date), default=None)


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _with_year(clues: list[Clue]) -> PublicationDate:
    """Complete a day and month (``Lima, Jan. 26.``) with the year that another clue gives."""
    partial = [
        c
        for c in clues
        if c.kind in _RANK and any(r.day and not r.year for r in c.written.readings)
    ]
    if not partial:
        return PublicationDate()
    day = partial[0].written.readings[0]
    for clue in clues:
        for reading in clue.written.readings:
            date = _made(reading.year, day.month, day.day) if reading.year else None
            if date and _fits(clue, date, partial[0].written.weekday):
                return PublicationDate(date, (), 0.6, (str(partial[0]), str(clue)))
    return _after_news(partial[0], day, clues)


def _after_news(partial: Clue, day: Reading, clues: list[Clue]) -> PublicationDate:
    """Complete a day and month with the year soon after the last date told as past.

    Only where the weekdays that the release names beside its dates agree.
    """
    told = (r for clue in clues if clue.kind == "told" for r in clue.written.readings)
    last = max((d for r in told if (d := _made(r.year, r.month, r.day or 1))), default=None)
    for year in (last.year, last.year + 1) if last else ():
        date = _made(year, day.month, day.day)
        if last and date and -_AHEAD <= (date - last).days <= _PAST and _weekdays(date, clues):
            return PublicationDate(date, (), 0.5, (str(partial), f"told: {last:%Y-%m}"))
    return PublicationDate(evidence=(str(partial),))


def _weekdays(date: dt.date, clues: list[Clue]) -> bool:
    """Whether there are weekdays beside dates without a year, and all are right in this one."""
    near = [
        (clue.written.weekday, _nearest(reading.month, reading.day, 0, date))
        for clue in clues
        if clue.written.weekday
        for reading in clue.written.readings
        if reading.day and not reading.year
    ]
    return bool(near) and all(day and day.isoweekday() == weekday for weekday, day in near)


def _fits(clue: Clue, date: dt.date, weekday: int) -> bool:
    """Whether a clue's year makes a date that may be the publication's."""
    if weekday and date.isoweekday() != weekday:
        return False
    if clue.kind in _YEARS:
        return True
    if clue.kind in _RANK:
        return any(
            not r.day and (r.year, r.month) == (date.year, date.month)
            for r in clue.written.readings
        )
    days = clue.written.dates
    return clue.kind == "body" and len(days) == 1 and dt.timedelta(0) <= date - days[0] <= 3 * _NEAR
