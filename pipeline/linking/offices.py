"""Which person an office belongs to: the one beside it, or the last one who held such an office."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Mention

_NEAR = 90


def holders(mentions: Sequence[Mention]) -> dict[int, int]:
    """Return for each office (by number) the person (by number) who holds it."""
    found: dict[int, int] = {}
    by_kind: dict[str, int] = {}
    for number, mention in enumerate(mentions):
        if mention.label != "ROLE":
            continue
        person = _beside(mentions, number)
        if person is None:
            person = by_kind.get(mention.kind)
        if person is not None:
            found[number] = person
            by_kind[mention.kind] = person
    return found


def _beside(mentions: Sequence[Mention], number: int) -> int | None:
    """Return the person right behind the office (or its body), or right before its comma."""
    office = mentions[number]
    for after in range(number + 1, min(number + 4, len(mentions))):
        other = mentions[after]
        if other.start - office.end > _NEAR or other.label not in (
            "AGENCY",
            "ORG",
            "GPE",
            "PERSON",
        ):
            break
        if other.label == "PERSON":
            return after if other.start - mentions[after - 1].end <= 12 else None
    before = number - 1
    if (
        before >= 0
        and mentions[before].label == "PERSON"
        and office.start - mentions[before].end <= 12
    ):
        return before
    return None
