"""Dates by their calendar names: years, months, days, and dates in numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from pipeline.dates import numeric
from pipeline.dates.intervals import add_months, interval, week_of
from pipeline.dates.resolve.context import Context, Form, Slots, Valued, named

_AGAINST = {
    "past": 20.0,
    "far_past": 6.0,
    "future": 20.0,
    "none": 2.0,
}  # cost of a day on the wrong side
_FAR, _CLOSE = 180, 10  # days from the release of a date whose weekday may be mistaken
_TURN = 9  # months between "this January" and a release of another year
_SAME_YEAR = 0.4  # the same without a hint of tense: papers leave out the year of this year


def nearest(days: Iterable[dt.date], ctx: Context, mod: str = "") -> dt.date | None:
    """Return the day that the anchor, the tense and last/next most likely mean."""
    if ctx.anchor is None:
        return None
    anchor = ctx.anchor
    if mod in {"-1", "1"}:
        side = [d for d in days if (d - anchor).days * int(mod) >= 0]
        return min(side, key=lambda d: abs((d - anchor).days), default=None)
    direction = ctx.direction()
    wrong_side = -1 if direction == "future" else 1

    def cost(day: dt.date) -> float:
        gap = (day - anchor).days
        same_year = direction == "none" and day.year == anchor.year
        against = _AGAINST[direction] if gap * wrong_side > 0 else 1.0
        return abs(gap) * against * (_SAME_YEAR if same_year else 1.0)

    return min(days, key=cost, default=None)


def real_days(month: int, day: int, years: Iterable[int]) -> list[dt.date]:
    """Return the day of each year that has it."""
    found = []
    for year in years:
        try:
            found.append(dt.date(year, month, day))
        except ValueError:
            continue
    return found


def _on_weekday(days: list[dt.date], slots: Slots) -> list[dt.date]:
    """Keep the days on the weekday that the words name; all of them where none is."""
    fitting = [day for day in days if day.isoweekday() == int(slots.get("weekday", 0))]
    return fitting or days


def year_of(slots: Slots) -> int | None:
    """Return the year that the words name, if any."""
    if text := slots.get("year"):
        # "15 December to 15 January 2026": the year is that of the second month
        return int(text) - (int(slots.get("month", 0)) > int(slots.get("month2", 12)))
    if text := slots.get("yy"):
        return numeric.full_year(text)
    return None


def date(slots: Slots, ctx: Context) -> Valued | None:
    """Value a date with some of: year, month, day; the missing year is chosen by the context."""
    year = year_of(slots)
    if "month" not in slots:
        return _day_only(slots, ctx) if year is None else Valued(f"{year:04d}")
    month = int(slots["month"])
    if year is None and ctx.year_told and "mod" not in slots and ctx.direction() != "future":
        year = ctx.year_told
    if "day" not in slots:
        return _month(year, month, slots.get("mod", ""), ctx)
    day = int(slots["day"])
    if year is not None:
        return (
            Valued(f"{year:04d}-{month:02d}-{day:02d}") if real_days(month, day, [year]) else None
        )
    if not real_days(month, day, [2000]):
        return None
    if ctx.anchor is None:
        return Valued(f"XXXX-{month:02d}-{day:02d}")
    reach = 4 if (month, day) == (2, 29) else 1
    around = range(ctx.anchor.year - reach, ctx.anchor.year + reach + 1)
    days = real_days(month, day, around)
    chosen = nearest(_on_weekday(days, slots), ctx, slots.get("mod", ""))
    if chosen and abs((chosen - ctx.anchor).days) > _FAR:  # a weekday that was mistaken?
        close = [d for d in days if abs((d - ctx.anchor).days) <= _CLOSE]
        chosen = close[0] if close and "weekday" in slots else chosen
    return Valued(chosen.isoformat(), anchored=True) if chosen else None


def _month(year: int | None, month: int, mod: str, ctx: Context) -> Valued:
    if year is not None:
        return Valued(f"{year:04d}-{month:02d}")
    if ctx.anchor is None:
        return Valued(f"XXXX-{month:02d}")
    anchor = ctx.anchor
    if mod == "0":
        return Valued(f"{anchor.year + _turned(month, ctx):04d}-{month:02d}", anchored=True)
    if mod:
        over = (month - anchor.month) * int(mod) > 0
        return Valued(f"{anchor.year + int(mod) * (not over):04d}-{month:02d}", anchored=True)
    # the 15th of each month, compared with the 15th of the anchor's
    middle = Context(anchor=anchor.replace(day=15), direction=ctx.direction)
    around = range(anchor.year - 1, anchor.year + 2)
    chosen = nearest(real_days(month, 15, around), middle)
    return Valued(chosen.isoformat()[:7] if chosen else f"XXXX-{month:02d}", anchored=True)


def _turned(month: int, ctx: Context) -> int:
    """Return 1 for ``this January`` said in December of what is to come, -1 for the reverse."""
    gap = month - ctx.anchor.month if ctx.anchor else 0
    if abs(gap) < _TURN:
        return 0
    over = ctx.direction() in {"past", "far_past"}
    return int(gap < 0 and not over) - int(gap > 0 and over)


def date_in_year(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``October of next year``: a month or day in a year counted from the anchor."""
    if ctx.anchor is None:
        return Valued(f"XXXX-{int(slots['month']):02d}")
    year = str(ctx.anchor.year + int(slots["mod"]))
    found = date({**slots, "year": year}, ctx)
    return replace(found, anchored=True) if found else None


def week_of_date(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the week of March 6``."""
    found = date(slots, ctx)
    days = interval(found.timex) if found else None
    return Valued(week_of(days[0]), anchored=True) if days else None


def _day_only(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the 15th``: in the month last spoken of, else in the anchor's."""
    day = int(slots["day"])
    if ctx.anchor and ("weekday" in slots or slots.get("mod")):
        months = [add_months(ctx.anchor.replace(day=1), n) for n in range(-3, 4)]
        days = [d for m in months for d in real_days(m.month, day, [m.year])]
        chosen = nearest(_on_weekday(days, slots), ctx, slots.get("mod", ""))
        return Valued(chosen.isoformat(), anchored=True) if chosen else None
    reference = interval(ctx.reference) if ctx.reference else None
    base = reference[0] if reference and reference[2] in {"day", "month"} else ctx.anchor
    if base is None:
        return Valued(f"XXXX-XX-{day:02d}")
    found = real_days(base.month, day, [base.year])
    if found and _against(found[0], ctx):
        found = _other_month(day, ctx) or found
    return Valued(found[0].isoformat(), anchored=True) if found else None


def _against(day: dt.date, ctx: Context) -> bool:
    """Whether a day lies on the side of the anchor that the tense excludes."""
    if ctx.anchor is None:
        return False
    direction = ctx.direction()
    return (direction == "past" and day > ctx.anchor) or (
        direction == "future" and day < ctx.anchor
    )


def _other_month(day: int, ctx: Context) -> list[dt.date]:
    """Return that day of the anchor's month or of the one beside it, as the tense has it."""
    if ctx.anchor is None:
        return []
    step = -1 if ctx.direction() == "past" else 1
    months = [add_months(ctx.anchor.replace(day=1), n * step) for n in (0, 1)]
    days = [d for month in months for d in real_days(month.month, day, [month.year])]
    return [d for d in days if not _against(d, ctx)]


def period_of(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the quarter ended Sept. 30``: the period in which the date lies."""
    found = date({k: v for k, v in slots.items() if k != "unit"}, ctx)
    days = interval(found.timex) if found else None
    return Valued(named(days[0], slots["unit"]), anchored=True) if days else None


def day_in_month(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``el 5 del presente mes``, ``el 5 del mes pasado``."""
    day = int(slots["day"])
    if ctx.anchor is None:
        return Valued(f"XXXX-XX-{day:02d}")
    month = add_months(ctx.anchor.replace(day=1), int(slots["mod"]))
    found = real_days(month.month, day, [month.year])
    return Valued(found[0].isoformat(), anchored=True) if found else None


def numeric_date(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``26/1/2026``; of two possible days the likelier, and the other reading is kept."""
    found = numeric.read(slots["raw"], ctx.order, ctx.default_order)
    if found is None:
        return None
    day, others = found
    if ctx.order is None and (likely := _likelier(day, others, ctx)):
        day, others = likely, tuple(d for d in (day, *others) if d != likely)
    return Valued(day.isoformat(), alternatives=tuple(d.isoformat() for d in others))


def _likelier(day: dt.date, others: tuple[dt.date, ...], ctx: Context) -> dt.date | None:
    """Return another reading where the habit gives a day that the sentence cannot mean."""
    if ctx.anchor is None or day == ctx.anchor:
        return None
    if ctx.anchor in others:
        return ctx.anchor
    past = [other for other in others if other < ctx.anchor]
    return past[0] if past and day > ctx.anchor and ctx.direction() != "future" else None


def day_month(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``26/1``: a day and a month without a year."""
    first, second = (int(n) for n in slots["raw"].replace(".", "/").split("/"))
    pairs = [(first, second), (second, first)]
    if (ctx.order or ctx.default_order) == "mdy":
        pairs.reverse()
    for day, month in pairs:
        if 1 <= month <= 12:
            return date({"day": str(day), "month": str(month)}, ctx)
    return None


def day_year(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``ago. 15/24``: a month by name, then day and year in numbers."""
    day, year = slots["raw"].split("/")
    return date({"month": slots["month"], "day": day, "year": year}, ctx)


def literal(slots: Slots, _: Context) -> Valued:
    """Value a token that carries its value: ``2026-03``, ``2026/2027``."""
    return Valued(slots["raw"])


FORMS: dict[str, Form] = {
    "date": date,
    "week_of": week_of_date,
    "period_of": period_of,
    "day_in_month": day_in_month,
    "date_in_year": date_in_year,
    "numeric": numeric_date,
    "day_month": day_month,
    "day_year": day_year,
    "literal": literal,
    "year_range": literal,
}
