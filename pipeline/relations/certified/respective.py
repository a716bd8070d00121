"""Lists that a sentence sets against each other: "A and B were certified to C and D respectively".

The lists of holders, standards, certifiers and dates that are of one length belong together, the
first with the first. A body behind another one without a conjunction ("the laboratory of the
Ministry and the archive of the Court") is that one's own and no member of the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.relations.certified.anchors import VERBS, Reading
from pipeline.relations.certified.bodies import key_of
from pipeline.relations.certified.telling import Choice, Event
from pipeline.relations.grammar import Grammar
from pipeline.relations.view import BODY, CERTIFIER_KINDS, Item

_FARTHEST = 8
_SURE = 0.9
_FEWEST = 2
_OWNER = "of"


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a sentence, each in the order of the text; empty where there is none."""

    standards: list[int]
    holders: list[int]
    certifiers: list[int]
    dates: list[int]


def lists(reading: Reading, grammar: Grammar) -> Lists | None:
    """The lists of a sentence that says "respectively"."""
    items = reading.sentence.items
    if not any(item.folded in grammar.respectively for item in items):
        return None
    places: dict[str, list[int]] = {"STANDARD": [], "DATE": [], "holder": [], "certifier": []}
    for at, item in enumerate(items):
        if item.mention is None:
            continue
        if item.label in BODY:
            attests = item.mention.kind in CERTIFIER_KINDS
            places["certifier" if attests else "holder"].append(at)
        elif item.label in places:
            places[item.label].append(at)
    verbs = {hit.start for hit in reading.of("triggers") if hit.kind in VERBS}
    found = {kind: _joined(items, at, verbs, grammar) for kind, at in places.items()}
    return Lists(found["STANDARD"], found["holder"], found["certifier"], found["DATE"])


def _joined(
    items: Sequence[Item], places: Sequence[int], verbs: set[int], grammar: Grammar
) -> list[int]:
    """The first list of these items: joined by commas and, once at least, by a conjunction."""
    chain: list[int] = []
    joined = False
    for at in places:
        if chain:
            between = items[chain[-1] + 1 : at]
            comma = any(item.folded == "," for item in between)
            conjunction = any(item.folded in grammar.conjunctions for item in between)
            told = verbs.intersection(range(chain[-1] + 1, at))
            near = not told and _is_near(between, items[chain[0]], items[at])
            owner = items[at].prep == _OWNER != items[chain[0]].prep
            if not told and (owner or not (comma or conjunction)):
                continue
            if not near and joined:
                break
            if not near:
                chain = []
            joined = bool(chain) and (joined or conjunction)
        chain.append(at)
    return chain if joined and len(chain) >= _FEWEST else []


def _is_near(between: Sequence[Item], first: Item, item: Item) -> bool:
    """Whether an item may follow in a list: governed alike, few words and their owners between."""
    if first.prep != item.prep:
        return False
    strange = any(i.label and i.label not in BODY | {"GPE", "LOC"} for i in between)
    marks = any(i.is_mark and i.folded != "," for i in between)
    return not strange and not marks and len(between) <= _FARTHEST


def aligned(event: Event, told: Lists) -> list[Event] | None:
    """The event as the lists have it, once for each holder; nothing if they do not say."""
    items = event.reading.sentence.items
    if event.anchor.at in told.standards and len(told.standards) >= _FEWEST:
        at, size = told.standards.index(event.anchor.at), len(told.standards)
        if not any(len(each) == size for each in (told.holders, told.certifiers, told.dates)):
            return None
        return [_set(event, told, at, size)]
    size = len(told.holders)
    if size and (len(told.dates) == size or len(told.certifiers) == size):
        known = [items[at].mention for at in told.holders]
        if any(m is not None and key_of(m) == event.holder.key for m in known):
            return [_set(event, told, at, size) for at in range(size)]
    return None


def _set(event: Event, told: Lists, at: int, size: int) -> Event:
    """The event with the fillers of one place of the lists."""
    items = event.reading.sentence.items
    if len(told.holders) == size:
        event = replace(
            event, holder=_choice(event.holder, items, told.holders[at]), others=[], listed=True
        )
    if len(told.certifiers) == size:
        event = replace(event, certifier=_choice(event.certifier, items, told.certifiers[at]))
    if len(told.dates) == size and event.date.item in told.dates:
        event = replace(event, date=_dated(event.date, items, told.dates[at]))
    return event


def _choice(choice: Choice, items: Sequence[Item], at: int) -> Choice:
    mention = items[at].mention
    assert mention is not None  # noqa: S101 # lists are of mentions
    sure = max(_SURE, choice.probability)
    return replace(choice, mention=mention, key=key_of(mention), probability=sure, item=at)


def _dated(choice: Choice, items: Sequence[Item], at: int) -> Choice:
    mention = items[at].mention
    assert mention is not None  # noqa: S101 # lists are of mentions
    sure = max(_SURE, choice.probability)
    return replace(choice, mention=mention, key=mention.value, probability=sure, item=at)
