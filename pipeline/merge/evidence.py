"""One telling of a certification: a ``certified`` fact as merging sees it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

_YEAR = re.compile(r":((?:19|20)\d\d)$")
_INTERNATIONAL = frozenset({"iso", "iec"})
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q([1-4])|-H([12]))?")


class Interval(NamedTuple):
    """An inclusive stretch of days."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """Days between its first and last day: 0 for a single day."""
        return (self.end - self.start).days

    def overlaps(self, other: Interval) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def gap(self, other: Interval) -> int:
        """Days between them, 0 if they overlap."""
        return max(0, (other.start - self.end).days, (self.start - other.end).days)


def interval(timex: str) -> Interval | None:
    """Return the days of a TIMEX3 year, half, quarter, month or day; None for anything else."""
    match = _PARTIAL.fullmatch(timex)
    if not match:
        return None
    year, month, day, quarter, half = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return Interval(dt.date(year, month, day), dt.date(year, month, day))
        first, last = _months(month, quarter, half)
        return Interval(
            dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
        )
    except ValueError:
        return None


def _months(month: int, quarter: int, half: int) -> tuple[int, int]:
    if month:
        return month, month
    if quarter:
        return 3 * quarter - 2, 3 * quarter
    if half:
        return 6 * half - 5, 6 * half
    return 1, 12


def family(standard_id: str) -> str:
    """Return the id that all editions and adoptions of a standard share.

    ``std:iso:9001:2015`` and ``std:ntp-iso:9001`` are both ``iso:9001``: a press release
    names the national adoption or the international standard as it comes.
    """
    bare = _YEAR.sub("", standard_id.removeprefix("std:"))
    publisher, _, number = bare.partition(":")
    if _INTERNATIONAL.intersection(publisher.split("-")):
        publisher = "iso"
    return f"{publisher}:{number}" if number else bare


def edition_year(standard_id: str) -> int | None:
    """Return the year of the edition in a standard's id, if it has one."""
    match = _YEAR.search(standard_id)
    return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one release says about one certification event."""

    fact_id: str
    doc_id: str
    holder_id: str
    holder: str
    standard_id: str
    standard: str
    action: str
    scheme: str = ""
    status: str = "asserted"
    timex: str = ""
    when: Interval | None = None
    precision: str | None = None
    certifier_id: str = ""
    certifier: str = ""
    scope: tuple[str, ...] = ()
    first_certified: str = ""
    valid_until: str = ""
    certificate_no: tuple[str, ...] = ()
    published: dt.date | None = None
    lang: str = "und"
    sentence: str = ""
    char_start: int = 0
    confidence: float = 1.0
    edition_in_force: str = ""
    discipline: str = ""

    @property
    def family(self) -> str:
        """The standard without its edition."""
        return family(self.standard_id or self.standard)


def from_row(row: Mapping[str, Any]) -> Evidence:
    """Read a row of ``knowledge`` whose predicate is ``certified``."""
    qualifiers = {name: tuple(values) for name, values in dict(row["qualifiers"]).items()}

    def one(name: str) -> str:
        return str((qualifiers.get(name) or ("",))[0])

    start, end = row["date_start"], row["date_end"]
    planned = row["status"] == "planned"
    return Evidence(
        fact_id=row["fact_id"],
        doc_id=row["doc_id"],
        holder_id=row["subject_id"] or row["subject"],
        holder=row["subject"],
        standard_id=row["object_id"],
        standard=row["object"],
        action="planned" if planned else one("action") or "granted",
        scheme=one("scheme"),
        status=row["status"],
        timex=row["date_value"],
        when=Interval(start, end or start) if start else None,
        precision=row["date_precision"],
        certifier_id=one("certifier_id"),
        certifier=one("certifier"),
        scope=qualifiers.get("scope", ()),
        first_certified=one("first_certified"),
        valid_until=one("valid_until"),
        certificate_no=qualifiers.get("certificate_no", ()),
        published=row["published"],
        lang=row["lang"],
        sentence=row["sentence"],
        char_start=row["char_start"],
        confidence=row["confidence"],
        edition_in_force=row["edition_in_force"],
        discipline=one("discipline"),
    )
