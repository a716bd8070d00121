"""The catalogue of standards: editions with their dates, discipline, titles.

Both files are read on first use and kept; ``numbers.txt`` is searched as text.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from pipeline.errors import PatternError
from pipeline.resources import patterns
from pipeline.standards.designation import Designation
from pipeline.standards.parse import parse

Status = Literal["current", "withdrawn", "draft"]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a standard; ``published`` is the first day of its month, None if unknown."""

    year: int
    published: dt.date | None = None
    number: int = 0
    status: Status = "current"
    supplements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard with all its editions, oldest first.

    ``certifiable``: organisations are certified, accredited or assessed to it, so that its bare
    number means it beside words about standards.
    """

    id: str
    title_en: str = ""
    title_es: str = ""
    discipline: str = ""
    certifiable: bool = False
    editions: tuple[Edition, ...] = ()

    def edition(self, year: int | None) -> Edition | None:
        """Return the edition of that year."""
        return next((edition for edition in self.editions if edition.year == year), None)

    def in_force(self, on: dt.date) -> Edition | None:
        """Return the newest edition published by that day."""
        out = [e for e in self.editions if (e.published or dt.date(e.year, 1, 1)) <= on]
        return out[-1] if out else None


def _edition(data: list[Any]) -> Edition:
    year, month, number, status, *extras = data
    published = dt.date(int(month[:4]), int(month[5:7]), 1) if month else None
    return Edition(year, published, number, status, tuple(extras[0]) if extras else ())


def _standard(data: dict[str, Any]) -> Standard:
    return Standard(
        id=data["id"],
        title_en=data.get("en", ""),
        title_es=data.get("es", ""),
        discipline=data.get("discipline", ""),
        certifiable=data.get("certifiable", False),
        editions=tuple(map(_edition, data.get("editions", ()))),
    )


@dataclass(frozen=True, slots=True)
class _Index:
    lines: dict[str, dict[str, Any]]
    by_number: dict[str, tuple[str, ...]]


@cache
def _index() -> _Index:
    lines: dict[str, dict[str, Any]] = {}
    by_number: dict[str, tuple[str, ...]] = {}
    for name in ("catalogue.jsonl", "national.jsonl"):
        for data in _read(name):
            key = data["id"]
            lines[key] = data
            number = re.sub(r"^[^\d]*", "", key)
            by_number[number] = (*by_number.get(number, ()), key)
    return _Index(lines, by_number)


def _read(name: str) -> list[dict[str, Any]]:
    path = patterns() / "standards" / name
    try:
        text = path.read_text(encoding="utf-8")
        rows: list[dict[str, Any]] = json.loads(f"[{','.join(text.splitlines())}]")
    except (OSError, ValueError) as error:
        raise PatternError(
            f"cannot be read: {error}",
            where=path,
            remedy="rebuild it with python -m pipeline.standards.build_catalogue",
        ) from error
    return rows


@cache
def _numbers() -> str:
    path = patterns() / "standards" / "numbers.txt"
    try:
        return "\n" + path.read_text(encoding="utf-8")
    except OSError as error:
        raise PatternError(f"cannot be read: {error}", where=path) from error


@cache
def _snapshot_year() -> int:
    found = re.search(r"snapshot (\d{4})", _numbers()[:100])
    return int(found.group(1)) if found else 0


@cache
def get(identifier: str) -> Standard | None:
    """Return the standard of that undated canonical designation (``ISO/IEC 27001``)."""
    data = _index().lines.get(identifier)
    return _standard(data) if data else None


def official(designation: Designation) -> Designation:
    """Return the designation under its publishers' own name.

    Texts say ``ISO 27001`` for ISO/IEC 27001 and ``ISO 54001`` for ISO/TS 54001; where the
    catalogue has just one standard of that number that fits, it is meant. The year and all else
    stay as printed; a designation that nothing fits comes back unchanged.
    """
    if designation.adopters or designation.stage or not designation.publishers:
        return designation
    if _key(designation) in _index().lines:
        return designation
    fitting = [other for other in _same_number(designation) if _fits(designation, other)]
    if designation.year and len(fitting) > 1:
        fitting = [other for other in fitting if lookup_edition(other, designation.year)]
    if len(fitting) != 1:
        return designation
    return replace(designation, publishers=fitting[0].publishers, kind=fitting[0].kind)


def _same_number(designation: Designation) -> list[Designation]:
    number = "-".join((designation.number, *designation.parts))
    parsed = (parse(key) for key in _index().by_number.get(number, ()))
    return [d for d in parsed if d is not None and d.publishers]


def _fits(printed: Designation, other: Designation) -> bool:
    if set(printed.publishers).isdisjoint(other.publishers):
        return False
    return not printed.kind or printed.kind == other.kind


def lookup_edition(designation: Designation, year: int) -> Edition | None:
    """Return that year's edition of the (undated) designation."""
    standard = get(_key(designation))
    return standard.edition(year) if standard else None


def _key(designation: Designation) -> str:
    return designation.undated().canonical


def find_standard(designation: Designation) -> Standard | None:
    """Return the catalogue's standard, for an adoption that of what it adopts."""
    own = get(_key(official(designation)))
    if own is not None:
        return own
    adopted = designation.international() or _same_subject(designation)
    return get(_key(official(adopted))) if adopted else None


def _same_subject(designation: Designation) -> Designation | None:
    """National series that keep the international number (``NMX-CC-9001-IMNC``, ``JIS Q 9001``)."""
    if designation.publishers or not designation.branch:
        return None
    for publishers in (("ISO",), ("ISO", "IEC")):
        international = Designation(publishers, designation.number, parts=designation.parts)
        if get(international.canonical):
            return international
    return None


def for_number(number: str) -> Designation | None:
    """Return the certifiable standard that a bare number means (``27001``), if just one."""
    every = [key for key in _index().by_number.get(number, ()) if _certifiable(key)]
    found = [key for key in every if key.startswith("ISO")] or every
    return parse(found[0]) if len(found) == 1 else None


def _certifiable(key: str) -> bool:
    return bool(_index().lines[key].get("certifiable"))


def is_certifiable(designation: Designation) -> bool:
    """Whether organisations are certified, accredited or assessed to it."""
    standard = find_standard(designation)
    return standard is not None and standard.certifiable


def discipline(designation: Designation) -> str:
    """Return the discipline (``quality``, ``anti-bribery``), empty if unknown."""
    standard = find_standard(designation)
    return standard.discipline if standard else ""


def edition_in_force(designation: Designation, on: dt.date) -> Designation | None:
    """Return the edition that a mention on that day means: the printed one, or the newest then.

    None if the catalogue does not know the standard, or it had not been published.
    National adoptions have dates of their own, which are known only where they are printed.
    """
    if designation.year:
        return designation
    if designation.adopters and designation.publishers:
        return None
    standard = find_standard(designation)
    edition = standard.in_force(on) if standard else None
    return replace(official(designation), year=edition.year) if edition else None


def is_known(designation: Designation) -> bool:
    """Whether such a standard (and, where a year is printed, such an edition) was published.

    Of national series only those of the catalogue can be checked; the others, and years after
    the catalogue's snapshot, count as known.
    """
    if designation.tail or not designation.number:
        return True
    subject = designation
    if designation.adopters:
        adopted = designation.international()
        if adopted is None:
            return True
        subject = adopted
    standard = get(_key(official(subject)))
    if standard is not None:
        return subject.year is None or _year_known(
            subject.year, {e.year for e in standard.editions}
        )
    return _number_known(subject)


def _number_known(designation: Designation) -> bool:
    if designation.publishers[0] not in {"ISO", "IWA"}:
        return True
    match = re.search(rf"\n{designation.number.lstrip('0')}((?: \d+)*)\n", _numbers())
    if match is None:
        return False
    return not designation.year or _year_known(designation.year, set(map(int, match[1].split())))


def _year_known(year: int, years: set[int]) -> bool:
    return year in years or year > _snapshot_year()
