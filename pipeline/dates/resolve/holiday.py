"""Public holidays by the ``holidays`` library.

A holiday is named in ``dates.yaml`` as ``COUNTRY|part of its name|days to add``:
``US|Thanksgiving``, ``GB|Good Friday|2`` for Easter Sunday. What the library lacks is a rule:
``rule|11-1-1|1`` is the day after the first Monday of November, ``rule|10-31`` 31 October.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache


@lru_cache(maxsize=4096)
def holiday_date(name: str, year: int) -> dt.date | None:
    """Return the day of a holiday in a year, None where the library does not know it."""
    where, part, *shift = name.split("|")
    if not 1900 <= year <= 2100:
        return None
    day = _by_rule(part, year) if where == "rule" else _in_library(where, part, year)
    return day + dt.timedelta(days=int(shift[0]) if shift else 0) if day else None


def _in_library(country: str, part: str, year: int) -> dt.date | None:
    import holidays  # noqa: PLC0415  # slow to import, needed only by texts with holidays

    known = holidays.country_holidays(country, years=year, observed=False, language="en_US")
    days = sorted(day for day, title in known.items() if part.lower() in title.lower())
    return days[0] if days else None


def _by_rule(rule: str, year: int) -> dt.date:
    """Return the ``n``-th weekday of a month, ``month-weekday-n``, or a fixed ``month-day``."""
    month, weekday, *nth = (int(number) for number in rule.split("-"))
    if not nth:
        return dt.date(year, month, weekday)
    [n] = nth
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))
