"""How a certificate has fared: first granted, renewed, maintained, valid until, lapsed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.merge.evidence import edition_year, family, interval

Row = dict[str, Any]
Event = Mapping[str, Any]

ENDS = frozenset({"withdrawn", "suspended"})
LIVE = frozenset({"granted", "renewed", "maintained", "extended"})


def timeline(certifications: Iterable[Event], as_of: dt.date | None) -> list[Row]:
    """Sum certification events up to one row a holder, standard family and scheme.

    Args:
        certifications: rows of the table ``certifications``.
        as_of: the day that states hold on: the newest publication date, never the clock.
    """
    groups: dict[tuple[str, str, str], list[Event]] = {}
    for each in certifications:
        if each["status"] != "negated":
            standard = family(each["standard_id"] or each["standard"])
            groups.setdefault((each["holder_id"], standard, each["scheme"]), []).append(each)
    return [_row(key, groups[key], as_of) for key in sorted(groups)]


def _day(event: Event) -> dt.date:
    """The day that an event is placed on: its last possible one, else when it was told."""
    day: dt.date | None = event["date_end"] or event["published"]
    return day or dt.date.min


def _row(key: tuple[str, str, str], group: Iterable[Event], as_of: dt.date | None) -> Row:
    events = sorted(group, key=lambda each: (_day(each), each["certification_id"]))
    last = events[-1]
    until = max((e["valid_until_date"] for e in events if e["valid_until_date"]), default=None)
    state, lapsed = _state(events, until, as_of)
    return {
        "holder_id": key[0],
        "holder": last["holder"],
        "country": last["country"],
        "standard_id": "std:" + key[1],
        "standard": _bare(last),
        "discipline": next((e["discipline"] for e in reversed(events) if e["discipline"]), ""),
        "scheme": key[2],
        "first_granted": _first(events),
        "last_renewed": _latest(events, "renewed", "extended"),
        "last_maintained": _latest(events, "maintained"),
        "valid_until": until,
        "lapsed": lapsed,
        "state": state,
        "as_of": as_of,
        "n_events": len(events),
        "n_sources": len({doc for each in events for doc in each["doc_ids"]}),
        "certification_ids": [each["certification_id"] for each in events],
    }


def _bare(event: Event) -> str:
    year = edition_year(event["standard_id"])
    standard: str = event["standard"]
    return standard.removesuffix(f":{year}") if year else standard


def _first(events: Sequence[Event]) -> dt.date | None:
    told = [when.start for each in events if (when := interval(each["first_certified"]))]
    dated = [_start(e) for e in events if e["action"] in LIVE and e["status"] == "asserted"]
    return min((day for day in (*told, *dated) if day), default=None)


def _start(event: Event) -> dt.date | None:
    day: dt.date | None = event["date_start"] or event["published"]
    return day


def _latest(events: Sequence[Event], *actions: str) -> dt.date | None:
    days = [_day(each) for each in events if each["action"] in actions]
    return max((day for day in days if day != dt.date.min), default=None)


def _state(
    events: Sequence[Event], until: dt.date | None, as_of: dt.date | None
) -> tuple[str, dt.date | None]:
    """Return the state and, if the certificate no longer holds, since when."""
    happened = [e for e in events if e["status"] == "asserted" and e["action"] != "planned"]
    if not happened:
        return "planned", None
    last = happened[-1]
    if last["action"] in ENDS:
        return last["action"], None if _day(last) == dt.date.min else _day(last)
    if last["action"] not in LIVE:
        live = [each for each in happened if each["action"] in LIVE]
        return ("unknown", None) if live else (last["action"], None)
    if until is None:
        return "valid" if _recent(last, as_of) else "unknown", None
    if as_of and until < as_of:
        return "lapsed", until
    return "valid", None


def _recent(event: Event, as_of: dt.date | None) -> bool:
    """Whether a certificate without a told end still runs: they last three years.

    ISO/IEC 17021-1:2015, 9.1.3.2: the audit programme covers a three-year cycle.
    """
    if as_of is None or _day(event) == dt.date.min:
        return False
    return (as_of - _day(event)).days <= 3 * 366
