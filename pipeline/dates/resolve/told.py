"""Expressions that count from a date mentioned before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.dates.intervals import Span, add_months, interval
from pipeline.dates.resolve.absolute import date
from pipeline.dates.resolve.amounts import CLOCK_UNITS, amount, duration
from pipeline.dates.resolve.context import Context, Form, Slots, Valued, shift, unresolved
from pipeline.dates.resolve.relative import GRAIN, moved, name_of, period, with_part

_SMALL = ("D", "W")
_SIZES = ("D", "W", "M", "Q", "HY", "Y")


def counted(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``a year earlier``, ``two days later``: counted from the date last mentioned."""
    sign = int(slots["sign"])
    if amount(slots) is None or slots["unit"] in CLOCK_UNITS or (sign > 0 and not ctx.reference):
        return duration(slots, ctx)
    reference = interval(ctx.reference) if ctx.reference else None
    n = amount(slots)
    if reference and n is not None and n == int(n):
        grain = GRAIN.get(reference[2], "")
        unit = slots["unit"]
        if grain in {"M", "Q", "HY"} and unit == "Y" and (sign < 0 or n == 1):
            return Valued(
                name_of(shift(reference[0], sign * int(n), unit), grain, ctx), anchored=True
            )
        if unit in _SMALL and grain not in _SMALL:  # a day earlier, after a year was named
            if sign > 0 and not ctx.last_day:
                return duration(slots, ctx)
            return moved(ctx.last_day or ctx.anchor, slots, sign, ctx)
    return moved(ctx.reference_day, slots, sign, ctx)


def same(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``that day``, ``the same month``: the date last mentioned, at that grain."""
    unit = slots["unit"]
    reference = interval(ctx.reference)
    if unit == "D" and reference and reference[2] == "month":
        return with_part(f"{reference[0].isoformat()[:7]}-XX", slots, anchored=True)
    base = ctx.last_day if unit == "D" and ctx.last_day else ctx.reference_day
    known = bool(unit == "D" and ctx.last_day) or not reference
    if base is None or not (known or _fine(reference, unit)):  # that day, of a year: not told
        return Valued(unresolved(unit))
    return with_part(name_of(base, unit, ctx), slots, anchored=True)


def _fine(reference: Span | None, unit: str) -> bool:
    """Whether a period is known so finely that one of size ``unit`` can be named by it."""
    grain = GRAIN.get(reference[2]) if reference else None
    return grain in _SIZES and _SIZES.index(grain) <= _SIZES.index(unit) if unit in _SIZES else True


def _years(ctx: Context) -> tuple[int, int] | None:
    """Return the years of a year that begins in one and ends in the next, if last spoken of."""
    first, last = ctx.spanned
    if not (len(first) == len(last) == 4 and first.isdigit() and last.isdigit()):
        return None
    return (int(first), int(last)) if int(last) == int(first) + 1 else None


def neighbour(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the next day``, ``the previous year``: beside the date last mentioned."""
    unit = slots["unit"]
    if unit == "Y" and (years := _years(ctx)):
        first, last = (year + int(slots["mod"]) for year in years)
        return Valued(f"{first:04d}/{last:04d}", anchored=True)
    base = ctx.last_day if unit == "D" and ctx.last_day else ctx.reference_day
    if unit == "Y" and not (ctx.sentence_reference or "told" in slots or _long_past(slots, ctx)):
        base = ctx.anchor or base  # no year in this sentence: the one before the release's
    if unit == "Y" and ctx.sentence_year and "told" not in slots:
        base = dt.date(ctx.sentence_year, 1, 1)  # the report for 2020, out in May: 2019
    if base is None:
        return Valued(unresolved(unit))
    day = shift(base, int(slots["mod"]), unit)
    return with_part(name_of(day, unit, ctx), slots, anchored=True)


def _long_past(slots: Slots, ctx: Context) -> bool:
    """Whether the year after the one last spoken of is no later than the release's."""
    base, anchor = ctx.reference_day, ctx.anchor
    return bool(slots["mod"] == "1" and base and anchor and base.year < anchor.year)


def month_beside(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``March of the following year``: beside the year last spoken of."""
    told = {k: v for k, v in slots.items() if k in {"mod", "told"}}
    year = neighbour({**told, "unit": "Y"}, ctx)
    if year is None or not year.timex.isdigit():
        return Valued(f"XXXX-{int(slots['month']):02d}")
    found = date({**{k: v for k, v in slots.items() if k != "mod"}, "year": year.timex}, ctx)
    return replace(found, anchored=True) if found else None


def month_before(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the previous December``: the one before the month last spoken of."""
    month, mod = int(slots["month"]), int(slots["mod"])
    if ctx.reference_day is None:
        return Valued(f"XXXX-{month:02d}")
    base = ctx.reference_day
    over = (month - base.month) * mod > 0
    return Valued(f"{base.year + mod * (not over):04d}-{month:02d}", anchored=True)


def eve(_: Slots, ctx: Context) -> Valued | None:
    """Value ``la víspera``: the day before the day told if that is to come, else yesterday."""
    if ctx.anchor is None:
        return Valued("XXXX-XX-XX")
    reference = interval(ctx.spanned[0] or ctx.reference)
    told = reference[0] if reference and reference[2] == "day" else None
    base = told if told and told > ctx.anchor else ctx.anchor
    return Valued((base - dt.timedelta(days=1)).isoformat(), anchored=True)


def next_period(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the next year``: from the anchor in what is to come, else from the date mentioned."""
    return period(slots, ctx) if ctx.direction() == "future" else neighbour(slots, ctx)


def _in_year(timex: str, year: int, ctx: Context) -> str:
    """Return a date or period moved to another year, "" where it cannot be."""
    found = interval(timex)
    if not found or found[2] not in GRAIN:
        return ""
    day = add_months(found[0], 12 * (year - found[0].year))
    return name_of(day, GRAIN[found[2]], ctx)


def same_period(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the same period of last year``: the period last mentioned, in another year."""
    year = int(slots["year"]) if "year" in slots else 0
    if not year and ctx.anchor:
        year = ctx.anchor.year + int(slots.get("mod", "0"))
    if all(ctx.spanned) and year and "unit" not in slots and not _years(ctx):
        ends = [_in_year(timex, year, ctx) for timex in ctx.spanned]
        if all(ends):
            return Valued("/".join(ends), anchored=True)
    reference = interval(ctx.reference) if ctx.reference else None
    base = reference[0] if reference else ctx.anchor
    if base is None:
        return Valued("XXXX")
    grain = slots.get("unit") or (GRAIN.get(reference[2], "Y") if reference else "Y")
    moved = base.replace(day=1, year=year or base.year + int(slots.get("mod", "0")))
    return Valued(name_of(moved, grain, ctx), anchored=True)


def reference(_: Slots, ctx: Context) -> Valued | None:
    """Value ``then``: the date last mentioned, as it was."""
    return Valued(ctx.reference, anchored=True) if ctx.reference else None


FORMS: dict[str, Form] = {
    "counted": counted,
    "same": same,
    "neighbour": neighbour,
    "month_beside": month_beside,
    "month_before": month_before,
    "eve": eve,
    "next_period": next_period,
    "same_period": same_period,
    "reference": reference,
}
