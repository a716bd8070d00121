"""Sentences of nobody in particular: "Organisations certified to ISO 9001 have a year"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.certified.anchors import VERBS, Anchor, Pair, triggers
from pipeline.relations.certified.telling import Event
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import Hit
from pipeline.relations.view import STANDARD, Item

_ACTS = VERBS - {"implement"}
_REACH, _MODIFIERS = 5, 3
# Items between what opens a clause and its verb.
_CLAUSE = 6
# The items that a sentence's subject stands among ("The training session").
_SUBJECT = 2
# The greatest number of bodies that a release may tell of one by one.
_FEW = 12


def of_anyone(event: Event, grammar: Grammar) -> bool:
    """Whether bodies in general, or a mere count of them, are the subject of the trigger.

    Those whom the sentence names behind it are meant ("other bodies certified are the Mint ...").
    """
    trigger, reading = event.pair.trigger, event.reading
    if trigger is None or event.holder.item > trigger.start:
        return False
    items = reading.sentence.items
    if any(hit.start < trigger.start <= hit.end + 1 for hit in reading.of("helped")):
        return True
    counted = {hit.end for hit in reading.of("sizes")}
    return any(
        0 <= trigger.start - hit.end <= _REACH
        and counted.isdisjoint(range(hit.start - _MODIFIERS, hit.start + 1))
        and not any(item.label or item.is_mark for item in items[hit.end : trigger.start])
        and _is_general(items, hit.start, grammar)
        for hit in reading.of("groups")
    )


def of_another(pair: Pair, grammar: Grammar) -> bool:
    """Whether the trigger is that of another standard, where each of two has its own.

    "It plans ISO 50001 and lost ISO 22000": the first is not lost, the second is not planned.
    """
    trigger, anchor = pair.trigger, pair.anchor
    if trigger is None or anchor.reference:
        return False
    sentence = anchor.reading.sentence
    acts = [
        hit for hit in triggers(anchor.reading)
        if hit.kind in _ACTS and sentence.items[hit.start].folded not in grammar.prepositions
        and not (hit.start and sentence.items[hit.start].text.istitle())  # "Business Continuity"
    ]  # fmt: skip
    if trigger not in acts:
        return False
    standards = [at for at, _ in sentence.mentions(STANDARD)]
    if trigger.start < anchor.at:
        between = [at for at in standards if trigger.start < at < anchor.at]
        nearer = [hit for hit in acts if between and between[-1] < hit.start < anchor.at]
        return any(_opens(sentence.items, hit, grammar) for hit in nearer)
    before = [hit for hit in acts if hit.start < anchor.at]
    own = [hit for hit in before if not any(hit.start < at < anchor.at for at in standards)]
    behind = any(at > trigger.start for at in standards)
    return bool(own) and behind and _opens(sentence.items, trigger, grammar)


def _opens(items: Sequence[Item], hit: Hit, grammar: Grammar) -> bool:
    """Whether a trigger begins a clause: behind a conjunction or semicolon, or a comma if finite.

    "..., and for the first time was granted"; "Ilo, que logró ..., mantiene".
    """
    finite = grammar.participle.search(items[hit.start].text.lower()) is None
    for item in reversed(items[max(0, hit.start - _CLAUSE) : hit.start]):
        if item.folded in grammar.conjunctions or item.folded == ";":
            return True
        if item.is_mark:
            return item.folded == "," and finite
        if item.label and item.label != "DATE":
            return False
    return False


def of_a_lesson(pair: Pair) -> bool:
    """Whether a lesson is the subject of the sentence ("The workshop will target ISO 9001")."""
    return any(hit.start <= _SUBJECT for hit in pair.anchor.reading.of("lessons"))


def of_people(anchor: Anchor) -> bool:
    """Whether a certificate is one of people ("certificates of the ISO 9001 course")."""
    return any(hit.start <= anchor.at < hit.end for hit in anchor.reading.of("personal"))


def _is_general(items: Sequence[Item], noun: int, grammar: Grammar) -> bool:
    """Whether nothing before a plural noun says which: no article, name or small number."""
    at = noun - 1
    while at >= 0 and noun - at <= _MODIFIERS:
        item = items[at]
        if item.label or item.folded in grammar.determiners:
            return False
        if item.folded.isdigit():
            return int(item.folded) > _FEW
        if item.is_mark:
            # Not behind names: "the Mint and the Port, bodies certified to".
            return at == 0 or not items[at - 1].label
        if item.folded in grammar.prepositions:
            return True
        at -= 1
    return at < 0
