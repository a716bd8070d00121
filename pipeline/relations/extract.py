"""The entry of the relation stage: a release with its mentions in, facts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.records import Entity, Fact, FactStatus, Mention, Release
from pipeline.relations import holders, rules, stated
from pipeline.relations.certified import details
from pipeline.relations.certified.anchors import Reading, read
from pipeline.relations.certified.holdings import held, holding_model
from pipeline.relations.certified.judge import certifications
from pipeline.relations.certified.merge import Certified, as_of
from pipeline.relations.certified.scopes import scope
from pipeline.relations.facts import Builder
from pipeline.relations.grammar import grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.pairs.candidates import Scene, scene
from pipeline.relations.pairs.model import pair_model
from pipeline.relations.pairs.spoken import people, spoken
from pipeline.relations.pairs.spokenby import Spoken
from pipeline.relations.ranker import relation_model
from pipeline.relations.view import View, build

_STATEMENT_WORDS = 60
_LEADING = " \n\t-–—"  # what may stand between a dateline and what is said


@dataclass(frozen=True, slots=True)
class Stated:
    """The facts of a release, and the entities they speak of beyond those mentioned by name."""

    facts: list[Fact]
    entities: list[Entity]


def facts(
    release: Release, mentions: Sequence[Mention], entities: Sequence[Entity], lang: str
) -> list[Fact]:
    """All facts that a release states, in the order of the text, each once."""
    return state(release, mentions, entities, lang).facts


def state(
    release: Release, mentions: Sequence[Mention], entities: Sequence[Entity], lang: str
) -> Stated:
    """All facts that a release states, with every entity of theirs."""
    view = build(release, _with_kinds(mentions, entities), grammar(lang))
    builder = Builder({e.entity_id: e for e in entities}, lang)
    matches = list(rules.find(view))
    whole, model = scene(view, matches), pair_model()
    likely = stated.accepted(whole, model)
    found = [
        *_certified(view, whole, builder),
        *stated.facts(view, whole, likely, builder),
        *holders.facts(view, matches, likely, builder),
        *_said(view, spoken(view, whole, people(matches, view.grammar), model), builder),
    ]
    unique: dict[str, Fact] = {}
    for fact in found:
        known = unique.get(fact.fact_id)
        if known is None or fact.confidence > known.confidence:
            unique[fact.fact_id] = fact
    ordered = sorted(unique.values(), key=lambda f: (f.start, f.predicate, f.fact_id))
    return Stated(ordered, list(builder.entities.values()))


def _with_kinds(mentions: Sequence[Mention], entities: Sequence[Entity]) -> list[Mention]:
    """Mentions of bodies whose class only their entity knows."""
    kinds = {entity.entity_id: entity.kind for entity in entities if entity.kind}
    return [
        replace(m, kind=kinds[m.entity_id]) if not m.kind and m.entity_id in kinds else m
        for m in mentions
    ]


def _certified(view: View, whole: Scene, builder: Builder) -> Iterator[Fact]:
    if not any(mention.label == "STANDARD" for mention in view.mentions):
        return  # every event is told of a standard that the release names
    readings = read(view, lexicon(view.grammar.lang, "certified"))
    model = relation_model("certified")
    rows = certifications(view, readings, model, held(whole, holding_model()))
    for row in rows:
        yield _certified_fact(row, view, builder, readings, details.first_certified(row, rows))


def _certified_fact(
    row: Certified, view: View, builder: Builder, readings: list[Reading], first: str
) -> Fact:
    best = row.best
    anchor = best.reading.sentence.items[best.anchor.at].mention
    named = (
        anchor if anchor and anchor.label == "STANDARD" else _standard_mention(view, row.standard)
    )
    obj = builder.standard(as_of(row.standard, row.date.key), named)
    assert row.holder.mention is not None  # noqa: S101 # events without holder are dropped
    qualifiers = {
        "action": (row.action,),
        "scheme": (details.scheme(row),),
        "scope": scope(row, readings, view.grammar),
        "valid_until": (details.valid_until(row, readings),),
        "first_certified": (first,),
        "certificate_no": (details.certificate_no(row, readings),),
    }
    if row.certifier.mention is not None:
        certifier = builder.argument(row.certifier.mention)
        qualifiers["certifier"] = (certifier.name,)
        qualifiers["certifier_id"] = (certifier.entity_id,)
    status: FactStatus = "asserted"
    if row.status in ("planned", "negated"):
        status = "planned" if row.status == "planned" else "negated"
    trigger = best.pair.trigger
    return builder.fact(
        builder.argument(row.holder.mention), "certified", obj, best.reading.sentence,
        status=status, date=row.date.mention, qualifiers=qualifiers,
        confidence=row.confidence,
        rule=f"certified.{trigger.kind if trigger else 'mention'}",
    )  # fmt: skip


def _standard_mention(view: View, designation: str) -> Mention:
    for mention in view.mentions:
        if mention.label == "STANDARD" and mention.value == designation:
            return mention
    return Mention(0, 0, designation, "STANDARD", designation)


def _said(view: View, spoken: list[Spoken], builder: Builder) -> Iterator[Fact]:
    for each in spoken:
        statement, speaker = each.statement, each.telling.speaker.mention
        if speaker is None:
            continue
        words = view.release.text[statement.start : statement.end].lstrip(_LEADING).split()
        yield builder.fact(
            builder.argument(speaker), "said",
            builder.literal(" ".join(words[:_STATEMENT_WORDS])), statement.sentence,
            qualifiers={"quote": (statement.quote,)}, confidence=each.probability,
            rule=f"said.{statement.form}",
        )  # fmt: skip
