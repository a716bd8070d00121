"""Times of the day, with the day that they belong to."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates.intervals import interval
from pipeline.dates.resolve.absolute import date
from pipeline.dates.resolve.context import Context, Form, Slots, Valued
from pipeline.dates.resolve.relative import deictic, weekday

_DATE = {"weekday", "day", "month", "year"}
_AFTERNOON = {"TAF", "TEV", "TNI"}


def _hour(slots: Slots) -> tuple[int, int] | None:
    if raw := slots.get("clock"):
        hour, minute = (int(n) for n in raw.split(":")[:2])
    elif raw := slots.get("mil"):
        hour, minute = int(raw) // 100, int(raw) % 100
    else:
        hour, minute = int(slots["hour"]), int(slots.get("minute", "0"))
    minute += int(slots.get("past", "0"))
    if "to" in slots:
        hour, minute = (hour - 1) % 24, 60 - int(slots["to"])
    return _half_day(hour, slots), minute


def _half_day(hour: int, slots: Slots) -> int:
    half, part = slots.get("half_day", ""), slots.get("part", "")
    if half == "PM" or part in _AFTERNOON:
        late_night = part == "TNI" and (hour < 5 or hour == 12)
        return (
            hour + 12
            if hour < 12 and not late_night
            else (0 if late_night and hour == 12 else hour)
        )
    return 0 if half == "AM" and hour == 12 else hour


def _day(slots: Slots, ctx: Context) -> str:
    if "month" in slots:
        found = date({k: v for k, v in slots.items() if k in _DATE}, ctx)
        return found.timex if found else "XXXX-XX-XX"
    if "weekday" in slots:
        found = weekday({k: v for k, v in slots.items() if k in {"weekday", "mod"}}, ctx)
        return found.timex
    if "offset" in slots:
        return deictic({"offset": slots["offset"]}, ctx).timex
    if day := ctx.sentence_day or ctx.next_day():
        return day
    return ctx.anchor.isoformat() if ctx.anchor else "XXXX-XX-XX"


def time(slots: Slots, ctx: Context) -> Valued | None:
    """Value a time of day: ``10:35 a.m. Friday``, ``las 16:15 UTC``."""
    found = _hour(slots)
    if found is None:
        return None
    hour, minute = found
    if hour > 24 or minute > 59:
        return None
    zone = slots.get("zone", "")
    return Valued(f"{_day(slots, ctx)}T{hour:02d}:{minute:02d}{zone}", "TIME", anchored=True)


def part_of_day(slots: Slots, ctx: Context) -> Valued:
    """Value ``in the morning``, ``at noon``: on the day spoken of."""
    return Valued(_day(slots, ctx) + slots["part"], "TIME", anchored=True)


def part_of_date(slots: Slots, ctx: Context) -> Valued | None:
    """Value ``the morning of March 3``, ``la noche del lunes``."""
    plain = {k: v for k, v in slots.items() if k != "part"}
    found = date(plain, ctx) if {"day", "month"} & slots.keys() else weekday(plain, ctx)
    return replace(found, timex=found.timex + slots["part"], type="TIME") if found else None


def iso_time(slots: Slots, _: Context) -> Valued | None:
    """Value an ISO 8601 date and time."""
    raw = slots["raw"].replace(" ", "T")
    return Valued(raw, "TIME") if interval(raw[:10]) else None


FORMS: dict[str, Form] = {
    "time": time,
    "part_of_day": part_of_day,
    "part_of_date": part_of_date,
    "iso_time": iso_time,
}
