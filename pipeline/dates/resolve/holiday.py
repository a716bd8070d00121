"""Public holidays by the ``holidays`` library.

A holiday is named in ``dates.yaml`` as ``COUNTRY|part of its name|days to add``:
``US|Thanksgiving``, ``GB|Good Friday|2`` for Easter Sunday. What the library lacks is a rule:
``rule|11-1-1|1`` is the day after the first Monday of November, ``rule|10-31`` 31 October.

The library takes longer to import than a hundred releases take, so that a country's holidays of
the years that releases tell of are kept between runs.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from importlib.metadata import version

from pipeline.registry import cache as store

_USUAL = range(1995, 2040)
_Days = list[tuple[str, str]]  # days in ISO form and titles in small letters


@lru_cache(maxsize=4096)
def holiday_date(name: str, year: int) -> dt.date | None:
    """Return the day of a holiday in a year, None where the library does not know it."""
    where, part, *shift = name.split("|")
    if not 1900 <= year <= 2100:
        return None
    day = _by_rule(part, year) if where == "rule" else _in_library(where, part, year)
    return day + dt.timedelta(days=int(shift[0]) if shift else 0) if day else None


def _in_library(country: str, part: str, year: int) -> dt.date | None:
    known = _usual(country)[str(year)] if year in _USUAL else _listed(country, year)
    days = sorted(day for day, title in known if part.lower() in title)
    return dt.date.fromisoformat(days[0]) if days else None


@cache
def _usual(country: str) -> dict[str, _Days]:
    """Return the holidays of the usual years, by the year."""
    key = store.digest([version("holidays"), country, str(_USUAL)])
    return store.cached(
        f"holidays.{country}", key, lambda: {str(year): _listed(country, year) for year in _USUAL}
    )


def _listed(country: str, year: int) -> _Days:
    import holidays  # noqa: PLC0415  # slow to import, needed only by texts with holidays

    known = holidays.country_holidays(country, years=year, observed=False, language="en_US")
    return [(day.isoformat(), title.lower()) for day, title in known.items()]


def _by_rule(rule: str, year: int) -> dt.date:
    """Return the ``n``-th weekday of a month, ``month-weekday-n``, or a fixed ``month-day``."""
    month, weekday, *nth = (int(number) for number in rule.split("-"))
    if not nth:
        return dt.date(year, month, weekday)
    [n] = nth
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))
