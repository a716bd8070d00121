"""Stretches of months and years, for tables: the first half of May, the first nine months of 2024.

TimeML annotates most of them in parts (a duration and a year); see ``join`` of ``tag``.
"""

from __future__ import annotations

import calendar
import datetime as dt

from pipeline.dates.intervals import add_months, interval
from pipeline.dates.resolve.absolute import date, year_of
from pipeline.dates.resolve.amounts import amount
from pipeline.dates.resolve.context import MONTHS, Context, Form, Slots, Valued

_MIDDLE, _WEEK, _WEEKS = 15, 7, 5


def _month(slots: Slots, ctx: Context) -> str:
    """Return the value of the month that the words name, or that lies ``mod`` from the anchor's."""
    if "month" in slots:
        named = {key: slots[key] for key in ("month", "year", "mod") if key in slots}
        found = date(named, ctx)
        return found.timex if found else ""
    if ctx.anchor is None:
        return "XXXX-XX"
    return add_months(ctx.anchor.replace(day=1), int(slots.get("mod", "0"))).isoformat()[:7]


def part_of_month(slots: Slots, ctx: Context) -> Valued | None:
    """Value halves and weeks of a month, counted from its first day: ``2023-05-01/2023-05-15``."""
    month = _month(slots, ctx)
    days = interval(month)
    if days is None:
        return Valued(month) if month else None
    size = calendar.monthrange(days[0].year, days[0].month)[1]
    n = int(slots.get("n", "0"))  # 0: the last
    if slots["unit"] == "W":
        first = size - _WEEK + 1 if not n else _WEEK * (n - 1) + 1
        last = size if n in (0, _WEEKS) else min(first + _WEEK - 1, size)
    else:
        first, last = (1, _MIDDLE) if n == 1 else (_MIDDLE + 1, size)
    if not 0 <= n <= (_WEEKS if slots["unit"] == "W" else 2) or first > size:
        return None
    anchored = "year" not in slots
    return Valued(f"{month}-{first:02d}/{month}-{last:02d}", anchored=anchored)


def months_of_year(slots: Slots, ctx: Context) -> Valued | None:
    """Value the first or last months or quarters of a year: ``2024-01/2024-09``."""
    n = amount(slots)
    size = int(n * MONTHS[slots["unit"]]) if n is not None else 0
    if not 1 < size <= 12:
        return None
    year = year_of(slots)
    if year is None and ctx.anchor is None:
        return Valued("XXXX")
    if year is None and ctx.anchor is not None:
        year = ctx.anchor.year + int(slots.get("mod", "0"))
        over = size <= ctx.anchor.month or ctx.direction() not in {"past", "far_past"}
        year -= "mod" not in slots and "z" not in slots and not over
    first = 12 - size + 1 if "z" in slots else 1
    return Valued(
        f"{year:04d}-{first:02d}/{year:04d}-{first + size - 1:02d}", anchored="year" not in slots
    )


def weekday_of_month(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the first Monday of November``, ``the last Friday of the month``."""
    days = interval(_month(slots, ctx))
    if days is None:
        return Valued(f"XXXX-WXX-{slots['weekday']}")
    n, weekday = int(slots.get("n", "0")), int(slots["weekday"])  # 0: the last
    fitting = [
        day
        for i in range((days[1] - days[0]).days + 1)
        if (day := days[0] + dt.timedelta(days=i)).isoweekday() == weekday
    ]
    if n > len(fitting):
        return None
    return Valued(fitting[n - 1].isoformat(), anchored="year" not in slots)


def edge_of_month(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the last day of August``, ``the first day of next month``."""
    days = interval(_month(slots, ctx))
    if days is None:
        return None
    day = days[1] if "z" in slots else days[0]
    return Valued(day.isoformat(), anchored="year" not in slots)


def edge_of_year(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the last day of the year``, ``the first day of 2024``."""
    year = year_of(slots)
    if year is None and ctx.anchor is None:
        return None
    if year is None and ctx.anchor is not None:
        year = ctx.anchor.year + int(slots.get("mod", "0"))
    return Valued(f"{year:04d}-12-31" if "z" in slots else f"{year:04d}-01-01")


FORMS: dict[str, Form] = {"part_of_month": part_of_month, "months_of_year": months_of_year}
FORMS |= {"weekday_of_month": weekday_of_month, "edge_of_month": edge_of_month}
FORMS["edge_of_year"] = edge_of_year
