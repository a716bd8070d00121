"""Dates whose month is named in another language: ``17 février 2026`` in an English release.

The grammar of a language knows that language's months; those of the others are looked up with
``dateparser``, which knows them all. It is asked for the month alone: day and year are in the
digits, so nothing is filled in. It is loaded only for a text that has such a date.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version

from pipeline.dates.lexicon import strip_accents
from pipeline.dates.mention import TimeMention
from pipeline.records import TimeValue
from pipeline.registry import cache as store

_RULE = "foreign_month"
_LINK = r"(?:[^\W\d_]{1,3}\s)?"  # de, di, the
_WRITTEN = re.compile(
    rf"(?<![\w.,/-])(\d{{1,2}})(?:\.|º|er)?\s{_LINK}([^\W\d_]{{3,12}})\.?,?\s{_LINK}(\d{{4}})(?![\w/-])"
)
_YEARS = range(1900, 2100)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip  # the keys of dateparser's data
_BEGINNING = 3  # letters that all spellings of a month share with one that dateparser lists


def foreign(
    text: str, languages: Sequence[str], taken: Sequence[TimeMention]
) -> Iterator[TimeMention]:
    """Yield the dates of a text that the grammar left and whose month another language names.

    Args:
        text: any text.
        languages: ISO 639-1 codes of the languages that months may be in.
        taken: the mentions that the grammar found, in order, none overlapping another.
    """
    starts, ends = [m.start for m in taken], [m.end for m in taken]
    for match in _WRITTEN.finditer(text):
        start, end = match.span()
        here = taken[bisect_right(ends, start) : bisect_left(starts, end)]
        if any(m.kind != "duration" and m.text != match[3] for m in here):
            continue
        day = _day(match, tuple(languages))
        if day:
            value = TimeValue(
                timex=day.isoformat(), type="DATE", start=day, end=day, precision="day"
            )
            yield TimeMention(start, end, match[0], value, _RULE, "absolute")


def _day(match: re.Match[str], languages: tuple[str, ...]) -> dt.date | None:
    year = int(match[3])
    month = month_named(match[2].lower(), languages) if year in _YEARS else 0
    try:
        return dt.date(year, month, int(match[1])) if month else None
    except ValueError:
        return None


@cache
def _beginnings(languages: tuple[str, ...]) -> frozenset[str]:
    """Return how the names of months begin, so that few words need the library."""
    key = store.digest([version("dateparser"), str(_BEGINNING), *languages])
    return frozenset(store.cached("months", key, lambda: _compile(languages))["beginnings"])


def _compile(languages: Sequence[str]) -> dict[str, list[str]]:
    found = set()
    for language in languages:
        known = import_module(f"dateparser.data.date_translation_data.{language}").info
        for month in _MONTHS:
            found |= {strip_accents(name.lower())[:_BEGINNING] for name in known[month]}
    return {"beginnings": sorted(found)}


@lru_cache(maxsize=4096)
def month_named(word: str, languages: tuple[str, ...]) -> int:
    """Return the number of the month that a word names in one of the languages, 0 if none."""
    if strip_accents(word)[:_BEGINNING] not in _beginnings(languages):
        return 0
    from dateparser.date import DateDataParser  # noqa: PLC0415  # slow to import, seldom needed

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    parser = DateDataParser(languages=list(languages), settings=settings)
    found = parser.get_date_data(f"15 {word} 2000").date_obj
    return found.month if found and (found.day, found.year) == (15, 2000) else 0
