"""Sentences of nobody in particular: "Organisations certified to ISO 9001 have a year"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.certified.anchors import Anchor, Pair
from pipeline.relations.certified.telling import Event
from pipeline.relations.grammar import Grammar
from pipeline.relations.view import Item

_REACH, _MODIFIERS = 5, 3
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
            return (
                at == 0 or not items[at - 1].label
            )  # "the Mint and the Port, bodies certified to"
        if item.folded in grammar.prepositions:
            return True
        at -= 1
    return at < 0
