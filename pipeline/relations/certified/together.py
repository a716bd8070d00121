"""One telling of several holders: listed, coordinated, or each set against a standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.relations.certified.anchors import Reading
from pipeline.relations.certified.bodies import key_of
from pipeline.relations.certified.lists import members
from pipeline.relations.certified.respective import aligned, lists
from pipeline.relations.certified.telling import Choice, Event
from pipeline.relations.grammar import Grammar
from pipeline.relations.view import BODY, CERTIFIER_KINDS, Item, coordinated

_LISTED = 0.8


def each_holder(event: Event, readings: Sequence[Reading], grammar: Grammar) -> list[Event]:
    """The event once for each body of which it is told."""
    return _listed(event, readings, grammar) or _shared(event, grammar)


def _listed(event: Event, readings: Sequence[Reading], grammar: Grammar) -> list[Event]:
    """The event once for each body that a list behind it names, if it tells of a group."""
    named = _members(event, readings, grammar)
    found = {key_of(i.mention): i for i in named if i.mention}
    likely = max(_LISTED, event.holder.probability)
    return [
        replace(
            event, holder=replace(_as_holder(event.holder, item), probability=likely, item=-1),
            others=[], listed=True,
        )
        for key, item in found.items()
        if key != event.certifier.key
    ]  # fmt: skip


def _members(event: Event, readings: Sequence[Reading], grammar: Grammar) -> list[Item]:
    """The bodies that a list behind the sentence names, if it tells of a group."""
    if not event.reading.of("groups"):
        return []
    index = next(n for n, reading in enumerate(readings) if reading is event.reading)
    return members(readings, index, grammar)


def _shared(event: Event, grammar: Grammar) -> list[Event]:
    """The event once for each of coordinated holders ("the port and the airport were certified").

    Where the sentence says "respectively", each holder has its own standard, certifier or date.
    """
    told = lists(event.reading, grammar)
    if told is not None and (found := aligned(event, told)):
        return found
    if event.holder.mention is None or event.holder.item < 0:
        return [event]
    group = [
        item for item in _coordinated(event, grammar)
        if item.mention is not None and key_of(item.mention) != event.certifier.key
    ]  # fmt: skip
    if len({key_of(item.mention) for item in group if item.mention}) < 2:
        return [event]
    return [replace(event, holder=_as_holder(event.holder, item)) for item in group]


def joint_holders(event: Event, readings: Sequence[Reading], grammar: Grammar) -> set[str]:
    """The keys of the holder and of those who hold with it, but for bodies whose kind attests."""
    joined = [*_coordinated(event, grammar), *_members(event, readings, grammar)]
    mentions = [item.mention for item in joined if item.mention is not None]
    return {event.holder.key, *(key_of(m) for m in mentions if m.kind not in CERTIFIER_KINDS)}


def _coordinated(event: Event, grammar: Grammar) -> list[Item]:
    if event.holder.item < 0:
        return []
    return coordinated(event.reading.sentence, event.holder.item, BODY, grammar)


def _as_holder(choice: Choice, item: Item) -> Choice:
    assert item.mention is not None  # noqa: S101 # filtered by the caller
    return replace(choice, mention=item.mention, key=key_of(item.mention))
