"""Expressions that count from the release."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.dates.intervals import interval
from pipeline.dates.resolve.absolute import date
from pipeline.dates.resolve.amounts import CLOCK_UNITS, SPANS, amount
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

GRAIN = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "half": "HY", "year": "Y"}
_NEW = 3  # months in which a year is new
_TOLD = 14  # days from the release to a date that a bare weekday may repeat
_OVER = frozenset({"past", "far_past"})
_OPEN = frozenset({"none", "far_past"})
_ORDER = ("D", "W", "M", "Q", "HY", "Y", "DEC", "CEN")


def with_part(timex: str, slots: Slots, *, anchored: bool) -> Valued:
    """Add the part of the day, if the words name one."""
    if part := slots.get("part"):
        return Valued(f"{timex}{part}", "TIME", anchored=anchored)
    return Valued(timex, anchored=anchored)


def deictic(slots: Slots, ctx: Context) -> Valued:
    """Value today, tomorrow, yesterday, tonight: days from the anchor."""
    if ctx.anchor is None:
        return with_part("XXXX-XX-XX", slots, anchored=False)
    day = ctx.anchor + dt.timedelta(days=int(slots["offset"]))
    return with_part(day.isoformat(), slots, anchored=True)


def weekday(slots: Slots, ctx: Context) -> Valued:
    """Value a day of the week by last/next or by the tense around it."""
    number, mod = int(slots["weekday"]), slots.get("mod", "")
    if ctx.anchor is None:
        return with_part(f"XXXX-WXX-{number}", slots, anchored=False)
    anchor = ctx.anchor
    back = (anchor.isoweekday() - number) % 7
    ahead = (number - anchor.isoweekday()) % 7
    if mod == "-1":
        days = -(back or 7)
    elif mod == "1" or slots.get("beside") == "1":
        days = ahead or 7
    elif ctx.direction() == "future" or (
        # on Friday and, exceptionally, on Saturday: no verb of its own
        ctx.direction() == "none" and ctx.sentence_day > anchor.isoformat()
    ):
        days = ahead
    elif mod == "0" and ctx.direction() in _OPEN:
        days = ahead if ahead < back else -back
    else:
        days = -back
    if not mod and "beside" not in slots and (told := _told(number, slots, ctx)):
        return with_part(told, slots, anchored=True)
    if slots.get("beside") == "1" and ctx.last_day:  # the following Friday: after the day told
        anchor = ctx.last_day
        days = (number - anchor.isoweekday()) % 7 or 7
    week = int(slots.get("weeks", "0"))
    day = anchor + dt.timedelta(days=days + 7 * week)
    return with_part(day.isoformat(), slots, anchored=True)


def _told(number: int, slots: Slots, ctx: Context) -> str:
    """Return the day that a date of the text named: the sitting on 4 May; Monday's agenda.

    Only where no verb says otherwise, and not further from the release than two weeks.
    """
    told = (ctx.weekdays if "owner" in slots else ctx.named_days).get(number)
    if not told or not ctx.anchor or abs((told - ctx.anchor).days) > _TOLD:
        return ""
    return told.isoformat() if "owner" in slots or ctx.direction() == "none" else ""


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
    if unit == "WE" and not mod and ctx.table and ctx.anchor.isoweekday() < 5:
        mod = -int(ctx.direction() in _OVER)  # as this weekend's vote showed, said on a Tuesday
    if unit == "FN":
        unit, mod = "W", 2 * mod
    if unit == "Q" and mod == -1 and ctx.direction() == "future":
        return Valued(f"{ctx.anchor.year:04d}-Q4", anchored=True)  # ready in the last quarter
    return Valued(name_of(shift(ctx.anchor, mod, unit), unit, ctx), anchored=True)


def definite(slots: Slots, ctx: Context) -> Valued:
    """Value ``the quarter``: the one last spoken of, else the anchor's.

    A year is that of the same sentence or the anchor's; what is to come is the anchor's.
    """
    told = ctx.sentence_reference if slots["unit"] == "Y" else ctx.reference
    reference = interval(told) if told and ctx.direction() != "future" else None
    if reference and GRAIN.get(reference[2]) == slots["unit"]:
        return Valued(told, anchored=True)
    return period(slots, ctx)


def weekend(_: Slots, ctx: Context) -> Valued:
    """Value ``the weekend``: the last one, or the next one where the sentence looks ahead."""
    if ctx.anchor is None:
        return Valued(unresolved("WE"))
    over = ctx.anchor.isoweekday() < 6 and ctx.direction() != "future"
    return Valued(named(shift(ctx.anchor, -over, "W"), "WE"), anchored=True)


def name_of(day: dt.date, unit: str, ctx: Context) -> str:
    """Return the value of the period of that size in which a day lies."""
    suffix = ctx.settings.get("decade_suffix", "") if unit == "DEC" else ""
    return named(day, unit) + suffix


def moved(base: dt.date | None, slots: Slots, sign: int, ctx: Context) -> Valued | None:
    """Value the period so many units before (``sign`` -1) or after a day."""
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
    return Valued(name_of(day, grain, ctx), anchored=True)


def ago(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``three years ago``, counted from the anchor, as precise as its unit."""
    return moved(ctx.anchor, slots, -1, ctx)


def ahead(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``three years from now``."""
    return moved(ctx.anchor, slots, 1, ctx)


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


def unknown(slots: Slots, _: Context) -> Valued:
    """Value ``its second month``: a period that is named but cannot be placed."""
    return Valued(unresolved(slots["unit"]))


def year_end(slots: Slots, ctx: Context) -> Valued:
    """Value the last day of a year."""
    if ctx.anchor is None:
        return Valued("XXXX-12-31")
    year = ctx.anchor.year + int(slots.get("offset", "0"))
    return Valued(f"{year:04d}-12-31", anchored=True)


def new_year(_: Slots, ctx: Context) -> Valued:
    """Value ``early in the new year``: the next one, in its first months this one."""
    if ctx.anchor is None:
        return Valued(unresolved("Y"))
    return Valued(f"{ctx.anchor.year + (ctx.anchor.month > _NEW):04d}", anchored=True)


FORMS: dict[str, Form] = {
    "new_year": new_year,
    "deictic": deictic,
    "weekday": weekday,
    "weekday_in_week": weekday_in_week,
    "definite": definite,
    "weekend": weekend,
    "period": period,
    "ago": ago,
    "ahead": ahead,
    "vague": vague,
    "nothing": nothing,
    "beside_day": beside_day,
    "unresolved": unknown,
    "year_end": year_end,
}
