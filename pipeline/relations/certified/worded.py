"""Certificates told by set words: "after awarding the Mint with ISO 9001".

A pattern of ``patterns/<lang>/relations/certified.yaml`` binds who holds (``subject``), to what
(``object``) and, where it says so, who attests (``role``). What such words say is surer than what
the classifier, which weighs each word by itself, makes of them; plans and denials are left to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.records import Mention
from pipeline.relations import rules
from pipeline.relations.certified.anchors import Anchor, Pair, Reading, triggers
from pipeline.relations.certified.bodies import key_of
from pipeline.relations.certified.plausible import may_hold
from pipeline.relations.certified.telling import Choice
from pipeline.relations.rules import Found
from pipeline.relations.status import status
from pipeline.relations.view import BODY, Item, Sentence, View, coordinated

SURE = 0.9
# Items before a match in which a cue of what is denied or planned governs it.
_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Worded:
    """A certificate that a pattern tells; ``certifier`` is empty where it names none."""

    pair: Pair
    action: str
    holder: Choice
    certifier: Choice


def worded(view: View, readings: Sequence[Reading]) -> Iterator[Worded]:
    """Yield the certificates that patterns tell, one for each holder and standard of a match."""
    of = {id(reading.sentence): reading for reading in readings}
    for match in rules.certified(view):
        at, end = match.match.start, match.match.end
        reading = of[id(match.sentence)]
        cued = any(at - _BEFORE <= hit.start and hit.end <= at for hit in reading.status)
        if cued or status(view, match.sentence, at, end) != "asserted":
            continue
        for holder, standard in product(_holders(match, view), _standards(match)):
            yield _worded(reading, match, holder, standard)


def _holders(match: Found, view: View) -> list[Mention]:
    """Who holds: the body of the pattern and those joined to it."""
    holder, items = match.subject, match.sentence.items
    if holder is None or holder.mention is None:
        return []
    at = next((n for n, item in enumerate(items) if item is holder), -1)
    if at < 0:
        return [holder.mention]
    named = coordinated(match.sentence, at, BODY, view.grammar)
    standard = match.object.mention if match.object is not None else None
    to = (standard.value or standard.text,) if standard is not None else ()
    found = [item.mention for item in named if item.mention is not None]
    return [mention for mention in found if may_hold((mention.kind,), to)]


def _standards(match: Found) -> list[Mention]:
    """The standard of the pattern and those behind it that one list of certificates names.

    "Certificates for ISO 9001 Quality Management (QMS), ISO 14001 and ISO 45001": no body, office
    or person stands between.
    """
    named = match.object.mention if match.object is not None else None
    found: list[Mention] = []
    for item in match.sentence.items:
        if item.mention is named or (found and item.label == "STANDARD"):
            found += [item.mention] if item.mention is not None else []
        elif found and (item.label or item.folded == ";"):
            break
    return found


def _worded(reading: Reading, match: Found, holder: Mention, standard: Mention) -> Worded:
    sentence = reading.sentence
    anchor = Anchor(reading, _place(sentence, standard), (standard.value or standard.text,))
    acts = [hit for hit in triggers(reading) if match.match.start <= hit.start < match.match.end]
    return Worded(
        Pair(anchor, acts[0] if acts else None),
        match.rule.qualifiers.get("action", "granted"),
        _choice(holder, sentence),
        _certifier(match.role, sentence),
    )


def _certifier(item: Item | None, sentence: Sentence) -> Choice:
    mention = item.mention if item is not None else None
    return _choice(mention, sentence) if mention is not None else Choice(None)


def certifier_beside(anchor: Anchor) -> Choice:
    """Who attests as the words right behind a standard say: "ISO 9001 certification from SGS"."""
    sentence = anchor.reading.sentence
    hits = [hit for hit in anchor.reading.of("from") if hit.start == anchor.at]
    if not hits or anchor.reference:
        return Choice(None)
    at = max(hit.end for hit in hits)
    item = sentence.items[at] if at < len(sentence.items) else None
    named = item is not None and item.label in BODY
    return _certifier(item if named else None, sentence)


def _choice(mention: Mention, sentence: Sentence) -> Choice:
    return Choice(mention, key_of(mention), 1.0, [], _place(sentence, mention))


def _place(sentence: Sentence, mention: Mention) -> int:
    """The item of a mention; -1 where another sentence names it."""
    return next((at for at, item in enumerate(sentence.items) if item.mention is mention), -1)
