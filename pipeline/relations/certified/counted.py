"""Certificates told by their number, or before a list: "The Mint received three certificates".

Where the release names just so many standards, each is one of them: in a list behind, in the
sentences before, in several sentences ("also ..."). Behind a colon each line of a list that begins
with a standard is one ("The certificates obtained are:").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.relations.certified.anchors import Anchor, Pair, Reading, triggers
from pipeline.relations.certified.merge import split_year
from pipeline.relations.lexicon import Hit
from pipeline.relations.view import STANDARD

_REACH = 14
# Items before the standard that a line begins with.
_BULLET = 2
# How sure a telling is whose number is that of the standards named.
SURE = 0.85


def counted(readings: Sequence[Reading]) -> Iterator[Pair]:
    """Yield the certificates of each sentence that tells their number, or a list, with its act."""
    known = _standards(readings)
    for index, reading in enumerate(readings):
        if reading.sentence.mentions(STANDARD):
            continue
        told = _numbered(reading, known) or _announced(reading, readings[index + 1 :])
        pairs = ((hit, standards, _trigger(reading, hit)) for hit, standards in told)
        first = next((pair for pair in pairs if pair[2] is not None), None)
        if first is not None:
            hit, standards, trigger = first
            yield Pair(Anchor(reading, hit.end - 1, standards, "many", trigger), trigger)


def _numbered(reading: Reading, known: tuple[str, ...]) -> list[tuple[Hit, tuple[str, ...]]]:
    """The words for as many certificates as the release names standards."""
    return [(hit, known) for hit in reading.of("counted") if int(hit.kind) == len(known)]


def _announced(reading: Reading, behind: Sequence[Reading]) -> list[tuple[Hit, tuple[str, ...]]]:
    """The words for several certificates before a colon and a list."""
    items = reading.sentence.items
    listed = _standards(_lines(behind)) if items and items[-1].folded == ":" else ()
    return [(h, listed) for h in reading.of("references") if h.kind == "many" and listed]


def _lines(readings: Sequence[Reading]) -> list[Reading]:
    """The lines of a list that begin with a standard each."""
    leads = ([at for at, _ in r.sentence.mentions(STANDARD)][:1] for r in readings)
    return [
        r
        for r, _ in takewhile(
            lambda pair: pair[1] and pair[1][0] <= _BULLET, zip(readings, leads, strict=True)
        )
    ]


def _standards(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The standards of a release, each once, with its edition where one is told."""
    found: dict[str, str] = {}
    for reading in readings:
        for _, item in reading.sentence.mentions(STANDARD):
            if item.mention is not None:
                name, year = split_year(item.mention.value or item.mention.text)
                if year or name not in found:
                    found[name] = f"{name}:{year}" if year else name
    return tuple(found.values())


def _trigger(reading: Reading, hit: Hit) -> Hit | None:
    """The act nearest to the number, before it if there is one."""
    near = [t for t in triggers(reading) if abs(t.start - hit.start) <= _REACH]
    near.sort(key=lambda t: (t.start > hit.start, abs(t.start - hit.start)))
    return next((t for t in near if t.kind != "noun"), None)
