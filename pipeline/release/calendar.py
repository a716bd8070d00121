"""Finding written dates around a text: header, dateline, labels, footer.

Only whole or partial calendar dates, each with all its readings; the expressions of
running text (yesterday, the first quarter) are the business of ``pipeline.dates``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.release.fold import alternation, fold
from pipeline.release.rules import load


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a written date; ``year`` or ``day`` is 0 where the text gives none.

    ``order`` tells how the numbers were taken: ``dmy``, ``mdy``, or empty where words
    or the ISO form leave no choice.
    """

    year: int
    month: int
    day: int
    order: str = ""

    @property
    def date(self) -> dt.date | None:
        """The date, if the reading has all three parts."""
        return dt.date(self.year, self.month, self.day) if self.year and self.day else None


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: where, its readings, and the weekday beside it (ISO, 0 if none)."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    weekday: int = 0

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """The full dates among the readings that fall on the weekday (all if none does)."""
        dates = [reading.date for reading in self.readings]
        full = tuple(date for date in dates if date)
        return tuple(date for date in full if date.isoweekday() == self.weekday) or full


@cache
def _pattern() -> re.Pattern[str]:
    """Compile the forms of dates over the words of all languages."""
    words = load().words
    month, weekday = alternation(words.months), alternation(words.weekdays)
    between, ordinal = alternation(words.between), alternation((*words.ordinals, "°", "º", "ª"))
    gap = rf"(?:[\s,.]+|\s*[-/]\s*)(?:{between}[\s,.]+){{0,2}}"
    day = rf"(?P<{{}}>{alternation(words.first)}|[0-3]?\d)(?:\s?\.?{ordinal})?"
    year = r"(?P<{}>(?:1[89]|20)\d\d)(?!\d)"
    forms = (
        r"(?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>[01]?\d)(?P=s1)(?P<d1>[0-3]?\d)(?!\d)",
        r"(?P<a>[0-3]?\d)\s?(?P<s2>[-/.])\s?(?P<b>[0-3]?\d)\s?(?P=s2)\s?(?P<y2>(?:19|20)\d\d|\d\d)(?![\d/])",
        rf"{day.format('d3')}{gap}(?P<m3>{month})(?!\w)\.?(?:{gap}{year.format('y3')})?",
        rf"(?P<m4>{month})\.?\s+{day.format('d4')}(?![\d\w]|:\d)(?:(?:\s?/\s?|[\s,.]+(?:{between}\s+)?){year.format('y4')}|/(?P<y6>\d\d)(?!\d))?",
        rf"(?P<m5>{month})\.?,?\s+(?:{between}\s+)?{year.format('y5')}",
    )
    lead = rf"(?:(?P<w>{weekday})(?!\w)\.?,?\s+\(?(?:{between}\s+)?)?"
    starts = alternation({word[:3] for word in (*words.months, *words.weekdays, *words.first)})
    begins = rf"(?<![\w/.-])(?=\d|{starts})"  # most places are left at once
    return re.compile(rf"{begins}{lead}(?:{'|'.join(f'(?:{form})' for form in forms)})")


@cache
def _hint() -> re.Pattern[str]:
    """Compile what every date has: a digit, or a word for the first of a month."""
    return re.compile(rf"\d|{alternation(load().words.first)}")


@lru_cache(maxsize=1024)
def find(text: str) -> tuple[Written, ...]:
    """Return the dates written in a text, in order."""
    folded = fold(text)
    if not _hint().search(folded):
        return ()
    found = (_written(match) for match in _pattern().finditer(folded))
    return tuple(written for written in found if written.readings)


def _written(match: re.Match[str]) -> Written:
    """Make the readings of one match."""
    words = load().words
    weekday = words.weekdays.get(match["w"] or "", 0)
    if match["y1"]:
        readings = [_reading(match["y1"], match["m1"], match["d1"])]
    elif match["y2"]:
        readings = [
            _reading(match["y2"], match["b"], match["a"], "dmy"),
            _reading(match["y2"], match["a"], match["b"], "mdy"),
        ]
    else:
        group = next(number for number in "345" if match[f"m{number}"])
        day = "" if group == "5" else match[f"d{group}"]
        month = str(words.months[match[f"m{group}"]])
        year = match[f"y{group}"] or (match["y6"] if group == "4" else None)
        readings = [_reading(year, month, "1" if day in words.first else day)]
    valid = tuple(dict.fromkeys(reading for reading in readings if reading))
    if len(valid) == 2 and valid[0].date == valid[1].date:
        valid = valid[:1]
    return Written(match.start(), match.end(), valid, weekday)


def _reading(year: str | None, month: str, day: str, order: str = "") -> Reading | None:
    """Make one reading, or nothing if there is no such day."""
    whole = int(year or 0)
    if year and len(year) == 2:
        whole += 2000 if whole < 70 else 1900
    try:
        dt.date(whole or 2000, int(month), int(day or 1))
    except ValueError:
        return None
    return Reading(whole, int(month), int(day or 0), order)
