"""Gold as a system would say it, and a system's findings as (pre-)annotation."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from pipeline.evaluation.align import Alignment
from pipeline.evaluation.gold import ENTITY_LABELS, GoldEntity, GoldFact, GoldRelease
from pipeline.evaluation.system import SystemRelease
from pipeline.records import Argument, Entity, Extraction, Fact, Label, TimeValue

_IDS = frozenset({"certifier_id"})


def as_system(other: GoldRelease, gold: GoldRelease) -> SystemRelease:
    """Return one annotation as if a system had made it, offsets in the text of the other one."""
    alignment = Alignment(other.text, gold.text)
    mentions = [
        replace(m, start=span[0], end=span[1])
        for m in other.mentions
        if (span := alignment.span(m.start, m.end))
    ]
    entities = [
        Entity(e.key, cast("Label", e.type), e.name,
               tuple(dict.fromkeys(m.text for m in other.named(e.key))), e.kind, e.country)
        for e in other.entities
    ]  # fmt: skip
    facts = []
    for number, fact in enumerate(other.facts):
        start, end = alignment.span(fact.start, fact.end) or (0, 0)
        facts.append(_fact(other, fact, number, start, end))
    return SystemRelease(
        gold.id, other.lang, other.published, other.title, tuple(mentions), tuple(entities),
        tuple(facts),
    )  # fmt: skip


def _fact(gold: GoldRelease, fact: GoldFact, number: int, start: int, end: int) -> Fact:
    qualifiers = dict(fact.qualifiers)
    if key := fact.qualifier("certifier"):
        entity = gold.entity(key)
        qualifiers |= {"certifier": (entity.name if entity else key,), "certifier_id": (key,)}
    return Fact(
        f"gold-{number}", _argument(gold, fact.subject), fact.predicate,
        _argument(gold, fact.object), start, end, fact.evidence, fact.status,
        TimeValue(fact.date) if fact.date else None, "", qualifiers,
    )  # fmt: skip


def _argument(gold: GoldRelease, key: str) -> Argument:
    entity = gold.entity(key)
    if entity is None:
        return Argument("", key, key, "LITERAL")
    return Argument(key, entity.name, entity.name, entity.type)


def preannotation(found: Extraction, release_id: str) -> GoldRelease:
    """Return what the system found as an annotation to be corrected.

    Entity keys are the system's ids; the text is the clean one, to which offsets refer.
    """
    release = found.release
    known = {e.entity_id: e for e in found.entities}
    mentions = tuple(
        replace(m, entity_id=m.entity_id if m.label in ENTITY_LABELS else "", time=None)
        for m in found.mentions
    )
    used = {m.entity_id: m for m in mentions if m.entity_id}
    entities = [
        GoldEntity(key, known[key].type, known[key].name, known[key].kind, known[key].country, key)
        if key in known
        else GoldEntity(key, mention.label, mention.text)
        for key, mention in sorted(used.items())
    ]
    days = (release.published.value, *release.published.alternatives)
    return GoldRelease(
        release_id, release.lang, release.text, published=tuple(d for d in days if d),
        title=release.title, dateline_place=release.dateline_place, publisher=release.publisher,
        annotation="system", entities=tuple(entities), mentions=mentions,
        facts=tuple(_to_gold(fact, set(used)) for fact in found.facts), source=release.source,
    )  # fmt: skip


def _to_gold(fact: Fact, keys: set[str]) -> GoldFact:
    def key(argument: Argument) -> str:
        return argument.entity_id if argument.entity_id in keys else argument.name

    qualifiers = {k: v for k, v in fact.qualifiers.items() if k not in _IDS}
    if ids := fact.qualifiers.get("certifier_id"):
        qualifiers["certifier"] = ids
    return GoldFact(
        fact.predicate, key(fact.subject), key(fact.object), fact.status,
        fact.time.timex if fact.time else "", qualifiers, fact.start, fact.end, fact.sentence,
    )  # fmt: skip
