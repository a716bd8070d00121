"""Durations and sets: amounts of time, and times that recur."""

from __future__ import annotations

from fractions import Fraction

from pipeline.dates.resolve.context import Context, Form, Slots, Valued

_LETTERS = {
    "S": "S", "MIN": "M", "H": "H", "D": "D", "W": "W", "M": "M", "Y": "Y", "Q": "Q", "T": "T",
    "WE": "WE",
}  # fmt: skip
SPANS = {"BIM": (2, "M"), "BI": (2, "Y"), "TRI": (3, "Y"), "QUIN": (5, "Y")}
_MULTIPLES = {
    **SPANS, "FN": (2, "W"), "Q": (3, "M"), "T": (4, "M"), "HY": (6, "M"),
    "DEC": (10, "Y"), "CEN": (100, "Y"), "MIL": (1000, "Y"),
}  # fmt: skip
CLOCK_UNITS = ("H", "MIN", "S")
_SIZES = ("Y", "Q", "T", "M", "W", "WE", "D", *CLOCK_UNITS)


def amount(slots: Slots, suffix: str = "") -> Fraction | None:
    """Return the number of units in the slots ``n``, ``frac``, ``half``; None when vague."""
    text = slots.get(f"n{suffix}", "")
    if text == "X":
        return None
    extra = Fraction(slots.get(f"frac{suffix}") or slots.get(f"half{suffix}") or 0)
    if not text:
        return extra or None
    return Fraction(text) + extra


def _number(n: Fraction) -> str:
    if n.denominator == 1:
        return str(n.numerator)
    return f"{float(n):.2f}".rstrip("0").rstrip(".")


def _parts(slots: Slots) -> list[tuple[str, Fraction | None]]:
    found = []
    for suffix in ("", "2", "3"):
        unit = slots.get(f"unit{suffix}")
        if not unit:
            continue
        n = amount(slots, suffix)
        times, unit = _MULTIPLES.get(unit, (1, unit))
        if n is not None and n < 1 and unit == "H" and 60 * n == int(60 * n):
            n, unit = 60 * n, "MIN"
        found.append((unit, n if n is None else n * times))
    return sorted(found, key=lambda part: _SIZES.index(part[0]))


def iso_duration(slots: Slots) -> str | None:
    """Return the ISO 8601 duration of the slots (``P2Y3M``, ``PXD`` when vague)."""
    parts = _parts(slots)
    if not parts:
        return None
    days, clock = "", ""
    for unit, n in parts:
        piece = ("X" if n is None else _number(n)) + _LETTERS[unit]
        if unit in CLOCK_UNITS:
            clock += piece
        else:
            days += piece
    return f"P{days}" + (f"T{clock}" if clock else "")


def duration(slots: Slots, ctx: Context) -> Valued | None:
    """Value an amount of time: ``two years``, ``más de 20 años``."""
    value = iso_duration(slots)
    if value and ctx.settings.get("half_hours") == "minutes":
        value = value.replace(".5H", "H30M")
    return Valued(value, "DURATION") if value else None


def fixed_duration(slots: Slots, _: Context) -> Valued:
    """Value a word that is a duration by itself."""
    return Valued(slots["value"], "DURATION")


def recurring(slots: Slots, _: Context) -> Valued | None:
    """Value ``every two years``, ``daily``, ``twice a week``."""
    if value := slots.get("value"):
        return Valued(value, "SET")
    if number := slots.get("weekday"):
        return Valued(f"XXXX-WXX-{number}" + slots.get("part", ""), "SET")
    if part := slots.get("part"):
        return Valued(f"XXXX-XX-XX{part}", "SET")
    if month := slots.get("month"):
        return Valued(f"XXXX-{int(month):02d}", "SET")
    if season := slots.get("season"):
        return Valued(f"XXXX-{season}", "SET")
    value = iso_duration({"n": "1", **slots})
    return Valued(value, "SET") if value else None


FORMS: dict[str, Form] = {
    "duration": duration,
    "fixed_duration": fixed_duration,
    "set": recurring,
}
