"""A mention of a standard, and what its number can be taken for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.standards import catalogue
from pipeline.standards.designation import Designation
from pipeline.standards.parse import Head

# The arithmetic scale of ISO 5800 and ISO 12232 above 1000.
_FILM_SPEEDS = frozenset({1000, 1250, 1600, 2000, 2500, 3200, 4000, 5000, 6400, 8000, 12800, 25600})


@dataclass(frozen=True, slots=True)
class StandardMention:
    """One mention: ``text[start:end]``, what it designates, and how it was found.

    ``value`` is the canonical form of what the text gives (no year invented); ``entity_id``
    is that of the standard's official name (``ISO 27001`` is ``std:iso-iec:27001``).
    ``known`` is False for a number or an edition that was never published.
    """

    start: int
    end: int
    text: str
    designation: Designation
    value: str
    entity_id: str
    confidence: float
    rule: str
    known: bool


def from_head(head: Head) -> Designation:
    """Return what stands before a number as a designation that lacks it."""
    return Designation(
        publishers=tuple(head.publishers),
        adopters=tuple(token.write for token in head.adopters),
        kind=head.kind,
    )


def sibling(first: Designation, number: str, parts: tuple[str, ...]) -> Designation:
    """Return the standard of that number that an enumeration begun by ``first`` means."""
    bare = Designation(("ISO",), number, parts=parts)
    if first.publishers and first.adopters:
        return replace(bare, publishers=first.publishers, adopters=first.adopters)
    if first.publishers[:1] != ("ISO",):
        return catalogue.official(bare)
    same = replace(bare, publishers=first.publishers, kind=first.kind)
    return (
        same
        if catalogue.get(same.canonical)
        else (bare if first.publishers == ("ISO",) else catalogue.official(bare))
    )


def is_year(number: str) -> bool:
    """Whether the number looks like a year of our time."""
    return len(number) == 4 and 1900 <= int(number) < 2050


def plain_number(designation: Designation) -> bool:
    """Whether the number could as well be a film speed, a class or a year."""
    if designation.parts or designation.kind:
        return False
    value = int(designation.number) if designation.number.isdigit() else 0
    return value < 1000 or value in _FILM_SPEEDS or is_year(designation.number)


def confidence(rule: str, designation: Designation, *, known: bool) -> float:
    """Return how sure a mention found by ``rule`` is, 0 to 1."""
    base = {"designation": 0.99, "noun-number": 0.93, "enumeration": 0.97}.get(rule, 0.85)
    if not known:
        return round(base - 0.2, 2)
    return base if designation.year or catalogue.is_certifiable(designation) else base - 0.05
