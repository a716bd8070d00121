"""Numeric dates and what they can mean: ``12/10/2025`` is two days, ``26/1/2026`` one.

Other modules use `readings` (all possible days), `read` (the preferred one and the rest) and
`order_of` (the order that a text's own dates prove).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

Order = Literal["dmy", "mdy", "ymd"]
NumericOrder = Literal["dmy", "mdy"]

NUMERIC = re.compile(r"(\d{1,4})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{1,4})$")
_CENTURY_TURN = 70  # two-digit years below are 20xx, POSIX %y uses 69


def full_year(digits: str) -> int | None:
    """Return the year that two or four digits stand for, None for other lengths."""
    if len(digits) == 4:
        return int(digits)
    if len(digits) != 2:
        return None
    return int(digits) + (2000 if int(digits) < _CENTURY_TURN else 1900)


def readings(text: str) -> dict[Order, dt.date]:
    """Return every order in which a numeric date is a real day, and that day.

    Empty when ``text`` is no numeric date. ISO-like dates (year first) have one reading.
    """
    match = NUMERIC.match(text.strip())
    if not match:
        return {}
    a, _, b, c = match.groups()
    found: dict[Order, dt.date] = {}
    orders: tuple[tuple[Order, str, str, str], ...] = (
        (("ymd", a, b, c),) if len(a) == 4 else (("dmy", c, b, a), ("mdy", c, a, b))
    )
    for order, year_text, month, day in orders:
        year = full_year(year_text)
        if year is None or len(month) > 2 or len(day) > 2:
            continue
        try:
            found[order] = dt.date(year, int(month), int(day))
        except ValueError:
            continue
    return found


def read(
    text: str, order: NumericOrder | None = None, default: NumericOrder = "dmy"
) -> tuple[dt.date, tuple[dt.date, ...]] | None:
    """Read a numeric date: the day, and the other readings where nothing decides.

    Args:
        text: the date as printed.
        order: what the text or the publisher is known to use; then there is no ambiguity.
        default: the habit of the language, used (with the alternative kept) when ``order`` is None.

    Returns:
        None when ``text`` is no date in any order.
    """
    found = readings(text)
    if not found:
        return None
    if order in found:
        return found[order], ()
    if "." in text and "dmy" in found:  # numbers parted by points are days first everywhere
        return found["dmy"], ()
    preferred = found.get(default) or next(iter(found.values()))
    return preferred, tuple(sorted({day for day in found.values() if day != preferred}))


def order_of(texts: Iterable[str]) -> NumericOrder | None:
    """Return the order that the numeric dates of one text prove by a day above 12.

    None when none does, or when they contradict each other.
    """
    proven: set[Order] = set()
    for text in texts:
        found = readings(text)
        if len(found) == 1:
            proven |= found.keys()
    if {"dmy", "mdy"} <= proven:
        return None
    return "dmy" if "dmy" in proven else "mdy" if "mdy" in proven else None
