"""Anchors: every standard named in a sentence, every reference to a certificate named before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.relations.lexicon import Hit, Lexicon
from pipeline.relations.view import Sentence, View

_STANDARD = frozenset({"STANDARD"})
VERBS = frozenset(
    {"get", "hold", "keep", "renew", "award", "certify", "extend", "suspend", "withdraw", "deny",
     "plan", "implement"}
)  # fmt: skip
_MOST_TRIGGERS = 5


@dataclass(slots=True)
class Reading:
    """A sentence with the cues found in it."""

    sentence: Sentence
    hits: list[Hit]
    status: list[Hit]
    published: dt.date | None = None

    def of(self, group: str) -> list[Hit]:
        """The cues of one group."""
        return [hit for hit in self.hits if hit.group == group]


@dataclass(slots=True)
class Anchor:
    """A place that speaks of a certificate: item ``at`` of a sentence, and the standards it is to.

    ``reference`` is empty for a standard named here, else ``one`` or ``many``.
    """

    reading: Reading
    at: int
    standards: tuple[str, ...]
    reference: str = ""


@dataclass(slots=True)
class Pair:
    """An anchor with one trigger of its sentence (none: only the bare mention)."""

    anchor: Anchor
    trigger: Hit | None
    rank: int = 0
    features: list[str] = field(default_factory=list)


def read(view: View, lexicon: Lexicon) -> list[Reading]:
    """Find the cues of all sentences."""
    readings = []
    for sentence in view.sentences:
        status = [
            Hit("status", kind, match.start, match.end)
            for match, kind in view.grammar.status.find(sentence.items)
        ]
        hits = lexicon.hits(sentence.items)
        readings.append(Reading(sentence, hits, status, view.release.published.value))
    return readings


def _named(reading: Reading) -> list[Anchor]:
    return [
        Anchor(reading, at, (item.mention.value or item.mention.text,))
        for at, item in reading.sentence.mentions(_STANDARD)
        if item.mention is not None
    ]


def _referring(reading: Reading, group: Sequence[str]) -> list[Anchor]:
    """One anchor a sentence at most: a certificate that refers to the standards named before."""
    references = reading.of("references")
    if not references or not group:
        return []
    many = next((hit for hit in references if hit.kind == "many"), None)
    hit = many or references[0]
    standards = tuple(group) if many else tuple(group[-1:] if len(group) == 1 else group)
    return [Anchor(reading, hit.end - 1, standards, hit.kind)]


def anchors(readings: Sequence[Reading]) -> Iterator[Anchor]:
    """Yield the anchors of a release in the order of the text."""
    group: list[str] = []
    for reading in readings:
        named = _named(reading)
        if named:
            group = list(dict.fromkeys(s for anchor in named for s in anchor.standards))
            yield from named
        else:
            yield from _referring(reading, group)


def pairs(anchor: Anchor) -> list[Pair]:
    """The anchor with each trigger near it, nearest first, and with none."""
    triggers = [hit for hit in anchor.reading.hits if hit.group == "triggers" and hit.kind in VERBS]
    triggers.sort(key=lambda hit: (_distance(hit, anchor.at), hit.start))
    unique: dict[tuple[int, str], Hit] = {}
    for hit in triggers:
        unique.setdefault((hit.start, hit.kind), hit)
    nearest = list(unique.values())[:_MOST_TRIGGERS]
    return [Pair(anchor, hit, rank) for rank, hit in enumerate(nearest)] + [
        Pair(anchor, None, len(nearest))
    ]


def _distance(hit: Hit, at: int) -> int:
    """Items between a cue and an anchor; a cue behind the anchor counts double."""
    return at - hit.end if hit.end <= at else 2 * (hit.start - at)
