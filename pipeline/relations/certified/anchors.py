"""Anchors: every standard named in a sentence, every reference to a certificate named before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.relations.lexicon import Hit, Lexicon
from pipeline.relations.view import CERTIFIER_KINDS, STANDARD, Sentence, View

VERBS = frozenset(
    {"get", "hold", "keep", "renew", "award", "certify", "extend", "suspend", "withdraw", "deny",
     "plan", "implement"}
)  # fmt: skip
NOUNS = frozenset({"noun", "audit"})
_MOST_TRIGGERS = 5
# Items before the standard that a line of a list begins with.
_BULLET = 1
_MOST_REFERRING = 6


@dataclass(slots=True)
class Reading:
    """A sentence with the cues found in it."""

    sentence: Sentence
    hits: list[Hit]
    status: list[Hit]
    published: dt.date | None = None
    _certifiers: list[int] | None = None

    def of(self, group: str) -> list[Hit]:
        """The cues of one group."""
        return [hit for hit in self.hits if hit.group == group]

    @property
    def certifiers(self) -> list[int]:
        """The places of the bodies that certify or accredit."""
        if self._certifiers is None:
            self._certifiers = [
                at
                for at, item in enumerate(self.sentence.items)
                if item.mention is not None and item.mention.kind in CERTIFIER_KINDS
            ]
        return self._certifiers


@dataclass(slots=True)
class Anchor:
    """A place that speaks of a certificate: item ``at`` of a sentence, and the standards it is to.

    ``reference`` is empty for a standard named here, else ``one``, ``many`` or ``implicit``; then
    ``trigger`` is the one it was found by and ``gap`` how many sentences lie behind the last name.
    """

    reading: Reading
    at: int
    standards: tuple[str, ...]
    reference: str = ""
    trigger: Hit | None = None
    gap: int = 0


@dataclass(slots=True)
class Pair:
    """An anchor with one trigger of its sentence (none: only the bare mention).

    ``words`` are the features of the words around, ``sides`` those of the bodies at their places.
    """

    anchor: Anchor
    trigger: Hit | None
    rank: int = 0
    features: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    sides: dict[int, tuple[list[str], list[str]]] = field(default_factory=dict)


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
        for at, item in reading.sentence.mentions(STANDARD)
        if item.mention is not None
    ]


def _referring(reading: Reading, group: Sequence[str], gap: int) -> list[Anchor]:
    """The triggers of a sentence without a standard's name: each may speak of one named elsewhere.

    An anchor stands at the reference to a certificate that is nearest to its trigger ("the
    certificate was issued"), or at the trigger itself ("it was accredited in 2013").
    """
    references = reading.of("references")
    out = []
    for trigger in triggers(reading):
        near = min(references, key=lambda h: abs(h.start - trigger.start), default=None)
        if near is None:
            out.append(Anchor(reading, trigger.start, tuple(group), "implicit", trigger, gap))
        else:
            out.append(Anchor(reading, near.end - 1, tuple(group), near.kind, trigger, gap))
    return out[:_MOST_REFERRING]


def anchors(readings: Sequence[Reading]) -> Iterator[Anchor]:
    """Yield the anchors of a release in the order of the text."""
    named = [_named(reading) for reading in readings]
    first = next((number for number, each in enumerate(named) if each), None)
    if first is None:
        return
    group, last = _group(_run(named, first)), 0
    for index, (reading, here) in enumerate(zip(readings, named, strict=True)):
        if here:
            group, last = _group(_run(named, index, back=True)), index
            yield from here
        else:
            yield from _referring(reading, group, index - last)


def _run(named: Sequence[list[Anchor]], at: int, *, back: bool = False) -> list[Anchor]:
    """The standards of a sentence, or of all lines of a list that begin with one each.

    "The certificates are:", then "ISO 9001: ..." and "ISO 14001: ..." on lines of their own.
    """
    found, step = list(named[at]), -1 if back else 1
    while _leads(named[at]) and 0 <= at + step < len(named) and _leads(named[at + step]):
        at += step
        found = [*named[at], *found] if back else [*found, *named[at]]
    return found


def _leads(named: Sequence[Anchor]) -> bool:
    return len(named) > 0 and named[0].at <= _BULLET


def _group(named: Sequence[Anchor]) -> list[str]:
    return list(dict.fromkeys(s for anchor in named for s in anchor.standards))


def triggers(reading: Reading) -> list[Hit]:
    """The triggers of a sentence, one a place; nouns only in clauses without a verb."""
    verbs: dict[int, Hit] = {}
    for hit in reading.hits:
        if hit.group == "triggers" and hit.kind in VERBS:
            verbs.setdefault(hit.start, hit)
    items = reading.sentence.items
    told = {items[at].clause for at in verbs}
    for hit in reading.hits:
        if hit.group == "triggers" and hit.kind in NOUNS and items[hit.start].clause not in told:
            verbs.setdefault(hit.start, hit)
    return [verbs[at] for at in sorted(verbs)]


def pairs(anchor: Anchor) -> list[Pair]:
    """The anchor with each trigger near it, nearest first, and with none."""
    if anchor.trigger is not None:
        return [Pair(anchor, anchor.trigger)]
    found = triggers(anchor.reading)
    found.sort(key=lambda hit: (_distance(hit, anchor.at), hit.start))
    nearest = found[:_MOST_TRIGGERS]
    return [Pair(anchor, hit, rank) for rank, hit in enumerate(nearest)] + [
        Pair(anchor, None, len(nearest))
    ]


def _distance(hit: Hit, at: int) -> int:
    """Items between a cue and an anchor; a cue behind the anchor counts double."""
    return at - hit.end if hit.end <= at else 2 * (hit.start - at)
