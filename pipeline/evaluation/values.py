"""Values in gold: publication dates, TIMEX3 strings, designations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from pipeline.evaluation.header import Value

# TIMEX3 (ISO-TimeML, ISO 24617-1): points, parts of a year, unknown parts, durations, intervals.
_POINT = (
    r"(?:\d{4}|XXXX)(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX|WE))?|-Q[1-4X]|-H[12X]|-W(?:\d{2}|XX)(?:-(?:[1-7X]|WE))?"
    r"|-(?:SP|SU|FA|WI))?(?:T(?:\d{2}:\d{2}(?::\d{2})?|MO|AF|EV|NI|MI|DT))?|\d{3}X?|\d{2}XX"
)
_SPAN = r"P(?:[0-9X.]+(?:[YMWDQ]|DE|CE))+(?:T\w+)?"
_TIMEX = re.compile(
    rf"(?:{_POINT})(?:/(?:{_POINT}|P[0-9X.]+[YMWDQ]))?|{_SPAN}(?:/{_SPAN})?"
    r"|PT(?:[0-9X.]+[HMS])+|(?:PRESENT|PAST|FUTURE)_REF"
)


def valid_timex(value: str) -> bool:
    """Tell whether a string is a TIMEX3 value (a year, quarter, duration, interval, ...)."""
    return _TIMEX.fullmatch(value) is not None


def published(value: Value, error: Callable[[str], Exception]) -> tuple[dt.date, ...]:
    """Read the publication date of a header: one date, none, or both readings of an ambiguous one.

    Args:
        value: what the header holds.
        error: builds the exception to raise.
    """
    given = value if isinstance(value, list) else [] if value is None else [value]
    days = []
    for each in given:
        try:
            days.append(dt.date.fromisoformat(str(each)))
        except ValueError as cause:
            raise error(f"published is {each!r}, no ISO date") from cause
    return tuple(days)


def designation(text: str) -> str:
    """Return a designation as it is compared.

    Capitals, single blanks, plain hyphens; what joins two publishers (``NB/ISO``, ``NB-ISO``)
    does not count.
    """
    plain = re.sub(r"\s+", " ", text.upper().replace("–", "-")).strip()
    return re.sub(r"(?<=[A-Z])[-/ ]+(?=[A-Z])", " ", plain)


def editionless(text: str) -> str:
    """Return a designation without its year."""
    return re.sub(r":\d{4}$", "", designation(text))


def same_value(label: str, gold: str, system: str) -> bool:
    """Tell whether two values are the same.

    Of a DATE, a clock time does not count (gold has none), and any unresolved value stands
    for any other; of a STANDARD, case and blanks do not count.
    """
    if label == "STANDARD":
        return designation(gold) == designation(system)
    if gold.startswith("XXXX") and system.startswith("XXXX"):
        return True
    return _day(gold) == _day(system)


def _day(value: str) -> str:
    return value if value.startswith("P") else value.split("T", 1)[0]
