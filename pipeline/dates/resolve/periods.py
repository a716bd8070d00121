"""Parts of years, seasons, terms of years, and holidays by their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.dates.intervals import interval
from pipeline.dates.resolve.absolute import nearest, real_days, year_of
from pipeline.dates.resolve.context import Context, Form, Slots, Valued, named
from pipeline.dates.resolve.holiday import holiday_date

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def part_of_year(slots: Slots, ctx: Context) -> Valued | None:
    """Value quarters, thirds and halves of a year: the first quarter of 2026."""
    unit, n = slots["unit"], int(slots["n"])
    letter = {"Q": "Q", "T": "T", "HY": "H"}.get(unit)
    limit = {"Q": 4, "T": 3, "HY": 2}.get(unit, 0)
    if letter is None or not 1 <= n <= limit:
        return None
    year = year_of(slots)
    if year is not None:
        return Valued(f"{year:04d}-{letter}{n}")
    if ctx.anchor is None:
        return Valued(f"XXXX-{letter}{n}")
    if "mod" in slots:
        return Valued(f"{ctx.anchor.year + int(slots['mod']):04d}-{letter}{n}", anchored=True)
    size = 12 // limit
    if n == (ctx.anchor.month - 1) // size + 1:
        return Valued(f"{ctx.anchor.year:04d}-{letter}{n}", anchored=True)
    middle = size * (n - 1) + size // 2 + 1
    around = range(ctx.anchor.year - 1, ctx.anchor.year + 2)
    chosen = nearest(real_days(middle, 15, around), ctx) or ctx.anchor
    return Valued(f"{chosen.year:04d}-{letter}{n}", anchored=True)


def season(slots: Slots, ctx: Context) -> Valued:
    """Value a season; its days are left open, for they depend on the hemisphere."""
    name = slots["season"]
    year = year_of(slots)
    if year is not None:
        return Valued(f"{year:04d}-{name}")
    if ctx.anchor is None:
        return Valued(f"XXXX-{name}")
    anchor, begins = ctx.anchor, _SEASON_MONTH[name]
    mod = slots.get("mod", "")
    if mod == "-1" or (not mod and ctx.direction() in {"past", "far_past"}):
        over = anchor.month >= begins + 3 or (not mod and anchor.month >= begins)
        return Valued(f"{anchor.year - (not over):04d}-{name}", anchored=True)
    ahead = anchor.month >= begins + 3 or (mod == "1" and anchor.month >= begins)
    return Valued(f"{anchor.year + (ahead and mod != '0'):04d}-{name}", anchored=True)


def season_of_year(slots: Slots, ctx: Context) -> Valued:
    """Value ``the autumn of last year``."""
    if ctx.anchor is None:
        return Valued(f"XXXX-{slots['season']}")
    year = ctx.anchor.year + int(slots["mod"])
    return Valued(f"{year:04d}-{slots['season']}", anchored=True)


def decade(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the 1980s``, ``los años ochenta``."""
    text = slots["decade"]
    if len(text) == 4 and text.endswith("00") and text < "2000":
        return Valued(text[:2])  # the 1700s are a century, the 2000s a decade
    if len(text) == 4:
        digits = text[:3]
    else:
        tens = int(text) // 10
        century = ctx.anchor.year // 100 if ctx.anchor else 20
        too_late = ctx.anchor and 100 * century + 10 * tens + 10 > ctx.anchor.year
        digits = f"{century - (1 if too_late or (tens >= 3 and century == 20) else 0):02d}{tens}"
    return Valued(digits + ctx.settings.get("decade_suffix", ""))


def century(slots: Slots, _: Context) -> Valued | None:
    """Value ``the 19th century``, ``siglo XX``."""
    n = int(slots["n"])
    if not 1 <= n <= 30:
        return None
    return Valued(f"BCE{n - 1:02d}" if slots.get("era") == "-1" else f"{n - 1:02d}")


def before_christ(slots: Slots, _: Context) -> Valued:
    """Value a year before Christ."""
    return Valued(f"BCE{int(slots['n']):04d}")


def fiscal_year(slots: Slots, ctx: Context) -> Valued:
    """Value a fiscal year; its days depend on the body, so they are left open."""
    year = year_of(slots)
    if year is None and ctx.anchor is not None:
        year = ctx.anchor.year + int(slots.get("mod", "0"))
    return Valued("FYXXXX" if year is None else f"FY{year:04d}", anchored="year" not in slots)


def holiday(slots: Slots, ctx: Context) -> Valued | None:
    """Value a public holiday by the ``holidays`` library, or the week in which it lies."""
    found = _holiday(slots, ctx)
    days = interval(found.timex) if found and "unit" in slots else None
    if found is None or days is None:
        return found
    unit = slots["unit"]  # the weekend of a Monday or Tuesday is the one before it
    back = 3 if unit == "WE" and days[0].isoweekday() < 3 else 0
    return replace(found, timex=named(days[0] - dt.timedelta(days=back), unit))


def _holiday(slots: Slots, ctx: Context) -> Valued | None:
    name, year = slots["holiday"], year_of(slots)
    if year is not None:
        day = holiday_date(name, year)
        return Valued(day.isoformat()) if day else Valued(f"{year:04d}")
    if ctx.anchor is None:
        return Valued("XXXX-XX-XX")
    years = range(ctx.anchor.year - 1, ctx.anchor.year + 2)
    days = [day for y in years if (day := holiday_date(name, y))]
    chosen = nearest(days, ctx, slots.get("mod", ""))
    return Valued(chosen.isoformat(), anchored=True) if chosen else Valued("XXXX-XX-XX")


FORMS: dict[str, Form] = {
    "part_of_year": part_of_year,
    "season": season,
    "season_of_year": season_of_year,
    "decade": decade,
    "century": century,
    "before_christ": before_christ,
    "fiscal_year": fiscal_year,
    "holiday": holiday,
}
