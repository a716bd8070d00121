"""Expressions that count from the release or from a date mentioned before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.dates.intervals import add_months, interval
from pipeline.dates.resolve.absolute import date
from pipeline.dates.resolve.amounts import CLOCK_UNITS, SPANS, amount, duration
from pipeline.dates.resolve.context import (
    MONTHS,
    Context,
    Form,
    Slots,
    Valued,
    named,
    shift,
    unresolved,
)
from pipeline.dates.resolve.periods import holiday

_GRAIN = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "half": "HY", "year": "Y"}
_OPEN = frozenset({"none", "far_past"})
_SMALL = ("D", "W")
_ORDER = ("D", "W", "M", "Q", "HY", "Y", "DEC", "CEN")


def _with_part(timex: str, slots: Slots, *, anchored: bool) -> Valued:
    if part := slots.get("part"):
        return Valued(f"{timex}{part}", "TIME", anchored=anchored)
    return Valued(timex, anchored=anchored)


def deictic(slots: Slots, ctx: Context) -> Valued:
    """Value today, tomorrow, yesterday, tonight: days from the anchor."""
    if ctx.anchor is None:
        return _with_part("XXXX-XX-XX", slots, anchored=False)
    day = ctx.anchor + dt.timedelta(days=int(slots["offset"]))
    return _with_part(day.isoformat(), slots, anchored=True)


def weekday(slots: Slots, ctx: Context) -> Valued:
    """Value a day of the week by last/next or by the tense around it."""
    number, mod = int(slots["weekday"]), slots.get("mod", "")
    if ctx.anchor is None:
        return _with_part(f"XXXX-WXX-{number}", slots, anchored=False)
    anchor = ctx.anchor
    back = (anchor.isoweekday() - number) % 7
    ahead = (number - anchor.isoweekday()) % 7
    if mod == "-1":
        days = -(back or 7)
    elif mod == "1" or slots.get("beside") == "1":
        days = ahead or 7
    elif ctx.direction() == "future":
        days = ahead
    elif mod == "0" and ctx.direction() in _OPEN:
        days = ahead if ahead < back else -back
    else:
        days = -back
    if slots.get("beside") == "1" and ctx.last_day:  # the following Friday: after the day told
        anchor = ctx.last_day
        days = (number - anchor.isoweekday()) % 7 or 7
    week = int(slots.get("weeks", "0"))
    day = anchor + dt.timedelta(days=days + 7 * week)
    return _with_part(day.isoformat(), slots, anchored=True)


def weekday_in_week(slots: Slots, ctx: Context) -> Valued:
    """Value ``Friday last week``, ``el martes de la semana pasada``."""
    number = int(slots["weekday"])
    if ctx.anchor is None:
        return Valued(f"XXXX-WXX-{number}")
    days = 7 * int(slots["mod"]) + number - ctx.anchor.isoweekday()
    return Valued((ctx.anchor + dt.timedelta(days=days)).isoformat(), anchored=True)


def period(slots: Slots, ctx: Context) -> Valued:
    """Value last week, this year, next quarter."""
    unit, mod = slots["unit"], int(slots.get("mod", "0"))
    if ctx.anchor is None:
        return Valued(unresolved(unit))
    if unit == "FN":
        unit, mod = "W", 2 * mod
    if unit == "Q" and mod == -1 and ctx.direction() == "future":
        return Valued(f"{ctx.anchor.year:04d}-Q4", anchored=True)  # ready in the last quarter
    return Valued(_name(shift(ctx.anchor, mod, unit), unit, ctx), anchored=True)


def definite(slots: Slots, ctx: Context) -> Valued:
    """Value ``the quarter``: the one last spoken of, else the anchor's.

    A year is that of the same sentence or the anchor's; what is to come is the anchor's.
    """
    told = ctx.sentence_reference if slots["unit"] == "Y" else ctx.reference
    reference = interval(told) if told and ctx.direction() != "future" else None
    if reference and _GRAIN.get(reference[2]) == slots["unit"]:
        return Valued(told, anchored=True)
    return period(slots, ctx)


def weekend(_: Slots, ctx: Context) -> Valued:
    """Value ``the weekend``: the last one, or the next one where the sentence looks ahead."""
    if ctx.anchor is None:
        return Valued(unresolved("WE"))
    over = ctx.anchor.isoweekday() < 6 and ctx.direction() != "future"
    return Valued(named(shift(ctx.anchor, -over, "W"), "WE"), anchored=True)


def _name(day: dt.date, unit: str, ctx: Context) -> str:
    suffix = ctx.settings.get("decade_suffix", "") if unit == "DEC" else ""
    return named(day, unit) + suffix


def _moved(base: dt.date | None, slots: Slots, sign: int, ctx: Context) -> Valued | None:
    times, unit = SPANS.get(slots["unit"], (1, slots["unit"]))
    n = amount(slots)
    n = n if n is None else n * times
    if n is None and unit in CLOCK_UNITS and base is not None:
        return Valued(base.isoformat(), anchored=True)
    if n is None:
        return Valued("PAST_REF" if sign < 0 else "FUTURE_REF")
    if base is None:
        return Valued(unresolved(unit))
    whole = int(n)
    if n != whole and unit in MONTHS:  # half a century ago, a year and a half ago
        day = shift(base, sign * int(n * MONTHS[unit]), "M")
        return Valued(named(day, "Y" if MONTHS[unit] > 12 else "M"), anchored=True)
    day = shift(base, sign * whole, unit)
    if slots.get("exact"):  # a year ago today
        return Valued(day.isoformat(), anchored=True)
    grain = {"WE": "D", "DEC": "Y"}.get(unit, unit)  # two decades ago is a year, as ten years ago
    return Valued(_name(day, grain, ctx), anchored=True)


def ago(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``three years ago``, counted from the anchor, as precise as its unit."""
    return _moved(ctx.anchor, slots, -1, ctx)


def ahead(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``three years from now``."""
    return _moved(ctx.anchor, slots, 1, ctx)


def counted(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``a year earlier``, ``two days later``: counted from the date last mentioned."""
    sign = int(slots["sign"])
    if amount(slots) is None or slots["unit"] in CLOCK_UNITS or (sign > 0 and not ctx.reference):
        return duration(slots, ctx)
    reference = interval(ctx.reference) if ctx.reference else None
    n = amount(slots)
    if reference and n is not None and n == int(n):
        grain = _GRAIN.get(reference[2], "")
        unit = slots["unit"]
        if grain in {"M", "Q", "HY"} and unit == "Y" and (sign < 0 or n == 1):
            return Valued(
                _name(shift(reference[0], sign * int(n), unit), grain, ctx), anchored=True
            )
        if unit in _SMALL and grain not in _SMALL:  # a day earlier, after a year was named
            return _moved(ctx.last_day or ctx.anchor, slots, sign, ctx)
    return _moved(ctx.reference_day, slots, sign, ctx)


def same(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``that day``, ``the same month``: the date last mentioned, at that grain."""
    unit = slots["unit"]
    reference = interval(ctx.reference)
    if unit == "D" and reference and reference[2] == "month":
        return _with_part(f"{reference[0].isoformat()[:7]}-XX", slots, anchored=True)
    base = ctx.last_day if unit == "D" and ctx.last_day else ctx.reference_day
    if base is None:
        return Valued(unresolved(unit))
    return _with_part(_name(base, unit, ctx), slots, anchored=True)


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
    if base is None:
        return Valued(unresolved(unit))
    day = shift(base, int(slots["mod"]), unit)
    return _with_part(_name(day, unit, ctx), slots, anchored=True)


def _long_past(slots: Slots, ctx: Context) -> bool:
    """Whether the year after the one last spoken of is no later than the release's."""
    base, anchor = ctx.reference_day, ctx.anchor
    return bool(slots["mod"] == "1" and base and anchor and base.year < anchor.year)


def month_beside(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``March of the following year``: beside the year last spoken of."""
    year = neighbour({"unit": "Y", "mod": slots["mod"]}, ctx)
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
    if not found or found[2] not in _GRAIN:
        return ""
    day = add_months(found[0], 12 * (year - found[0].year))
    return _name(day, _GRAIN[found[2]], ctx)


def same_period(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the same period of last year``: the period last mentioned, in another year."""
    if all(ctx.spanned) and ctx.anchor and "unit" not in slots and not _years(ctx):
        ends = [
            _in_year(timex, ctx.anchor.year + int(slots.get("mod", "0")), ctx)
            for timex in ctx.spanned
        ]
        if all(ends):
            return Valued("/".join(ends), anchored=True)
    reference = interval(ctx.reference) if ctx.reference else None
    base = reference[0] if reference else ctx.anchor
    if base is None:
        return Valued("XXXX")
    grain = slots.get("unit") or (_GRAIN.get(reference[2], "Y") if reference else "Y")
    year = ctx.anchor.year if ctx.anchor else base.year
    moved = base.replace(day=1, year=year + int(slots.get("mod", "0")))
    return Valued(_name(moved, grain, ctx), anchored=True)


def vague(slots: Slots, _: Context) -> Valued:
    """Value now, recently, soon."""
    return Valued(slots["ref"])


def beside_day(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the day before last Tuesday``, ``the day after Christmas``."""
    form = weekday if "weekday" in slots else holiday if "holiday" in slots else date
    found = form({k: v for k, v in slots.items() if k not in {"a", "b"}}, ctx)
    days = interval(found.timex) if found else None
    if found is None or days is None:
        return found
    day = days[0] + dt.timedelta(days=1 if "a" in slots else -1)
    return replace(found, timex=day.isoformat(), alternatives=())


def nothing(_: Slots, __: Context) -> Valued | None:
    """Value an age and the like: words that look like a time and are none."""
    return None


def reference(_: Slots, ctx: Context) -> Valued | None:
    """Value ``then``: the date last mentioned, as it was."""
    return Valued(ctx.reference, anchored=True) if ctx.reference else None


def unknown(slots: Slots, _: Context) -> Valued:
    """Value ``its second month``: a period that is named but cannot be placed."""
    return Valued(unresolved(slots["unit"]))


def year_end(slots: Slots, ctx: Context) -> Valued:
    """Value the last day of a year."""
    if ctx.anchor is None:
        return Valued("XXXX-12-31")
    year = ctx.anchor.year + int(slots.get("offset", "0"))
    return Valued(f"{year:04d}-12-31", anchored=True)


FORMS: dict[str, Form] = {
    "deictic": deictic,
    "weekday": weekday,
    "weekday_in_week": weekday_in_week,
    "definite": definite,
    "weekend": weekend,
    "period": period,
    "ago": ago,
    "ahead": ahead,
    "counted": counted,
    "same": same,
    "neighbour": neighbour,
    "month_beside": month_beside,
    "month_before": month_before,
    "eve": eve,
    "next_period": next_period,
    "same_period": same_period,
    "vague": vague,
    "nothing": nothing,
    "beside_day": beside_day,
    "unresolved": unknown,
    "reference": reference,
    "year_end": year_end,
}
