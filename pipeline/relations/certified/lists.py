"""Bodies that a list names: "Five boards were certified. They are the Port, the Mint and ...".

A sentence tells of a group of bodies by a plural noun ("five boards", ``groups``); the next one,
or one line each, names them (``listing``). Each is a holder of what is told of the group.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.certified.anchors import VERBS, Reading
from pipeline.relations.grammar import Grammar
from pipeline.relations.view import BODY, Item, coordinated

_AHEAD = 2
_LINE = 12
_FEWEST = 2
_GAP = 2


def members(readings: Sequence[Reading], index: int, grammar: Grammar) -> list[Item]:
    """Return the bodies listed behind sentence ``index``, which tells of a group, if any."""
    size = _size(readings[index])
    for reading in readings[index + 1 : index + 1 + _AHEAD]:
        if found := _named(reading, size, grammar):
            return found
    return _lines(readings[index + 1 :]) if _opens(readings[index]) else []


def _bodies(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.label in BODY and item.mention is not None]


def _tells(reading: Reading) -> bool:
    """Whether a sentence tells of something itself: it names a standard or an act."""
    return any(hit.kind in VERBS for hit in reading.of("triggers")) or any(
        item.label == "STANDARD" for item in reading.sentence.items
    )


def _size(reading: Reading) -> int:
    """How many bodies a group has by its words ("Three companies"), 0 where they do not tell."""
    groups = [hit.start for hit in reading.of("groups")]
    near = (
        int(hit.kind)
        for hit in reading.of("sizes")
        if any(0 <= at - hit.end < _GAP for at in groups)
    )
    return next(near, 0)


def _named(reading: Reading, size: int, grammar: Grammar) -> list[Item]:
    """The bodies joined by commas and a conjunction behind a word that opens a list.

    Or all that the sentence names, if they are as many (``size``) as the group has.
    """
    opening = min((hit.end for hit in reading.of("listing")), default=-1)
    if opening < 0 or any(i.label == "STANDARD" for i in reading.sentence.items):
        return []
    items = reading.sentence.items
    if parts := _parted(items[opening:]):
        return parts
    if size >= _FEWEST and len(whole := _bodies(items[opening:])) == size:
        return whole
    first = next((at for at in range(opening, len(items)) if items[at].label in BODY), -1)
    if first < 0 or first - opening > _GAP:
        return []
    found = _bodies(coordinated(reading.sentence, first, BODY, grammar))
    return found if len(found) >= _FEWEST else []


def _parted(items: Sequence[Item]) -> list[Item]:
    """The first body of each part, where semicolons part them ("the Port; Ilo Ltd; the Mint")."""
    marks = [at for at, item in enumerate(items) if item.folded == ";"]
    if len(marks) < _FEWEST:
        return []
    bounds = zip([0, *(at + 1 for at in marks)], [*marks, len(items)], strict=True)
    parts = [items[first:last] for first, last in bounds]
    named = [_bodies(part)[:1] for part in parts]
    return [body for found in named for body in found] if all(named) else []


def _opens(reading: Reading) -> bool:
    """Whether a sentence ends with a colon."""
    return bool(reading.sentence.items) and reading.sentence.items[-1].folded == ":"


def _lines(readings: Sequence[Reading]) -> list[Item]:
    """The bodies of the lines that name one each and nothing else."""
    found: list[Item] = []
    for reading in readings:
        items = reading.sentence.items
        bodies = _bodies(items)
        if not bodies or len(items) > _LINE or _tells(reading):
            break
        found.append(bodies[0])
    return found if len(found) >= _FEWEST else []
