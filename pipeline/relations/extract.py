"""The entry of the relation stage: a release with its mentions in, facts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import Entity, Fact, FactStatus, Mention, Release
from pipeline.relations import offices, portfolios, rules, said
from pipeline.relations.certified import details
from pipeline.relations.certified.anchors import Reading, read
from pipeline.relations.certified.events import events
from pipeline.relations.certified.merge import Certified, merge
from pipeline.relations.facts import Builder
from pipeline.relations.grammar import grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.ranker import relation_model, rule_precisions
from pipeline.relations.view import Item, Sentence, View, build

_DATED = ("", "in", "for", "near", "other", "of", "from", "to")
_MIN_OFFICE = 0.25
_STATEMENT_WORDS = 60
_UNSEEN = 0.7
_LEAST = 0.25  # below it three of four certifications are wrong (calibration, docs/relations.md)
_PORTFOLIO = 0.85


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
    view = build(release, mentions, grammar(lang))
    builder = Builder({e.entity_id: e for e in entities}, lang)
    matches = list(rules.find(view))
    found = [
        *_certified(view, builder),
        *_stated(view, matches, builder),
        *_said(view, matches, builder),
    ]
    unique: dict[str, Fact] = {}
    for fact in found:
        known = unique.get(fact.fact_id)
        if known is None or fact.confidence > known.confidence:
            unique[fact.fact_id] = fact
    ordered = sorted(unique.values(), key=lambda f: (f.start, f.predicate, f.fact_id))
    return Stated(ordered, list(builder.entities.values()))


def _certified(view: View, builder: Builder) -> Iterator[Fact]:
    readings = read(view, lexicon(view.grammar.lang, "certified"))
    told = events(readings, view.grammar, relation_model("certified"))
    merged = merge(told, view.release.published.value)
    rows = [row for row in merged if _confidence(row) >= _LEAST]
    for row in rows:
        yield _certified_fact(row, view, builder, readings, details.first_certified(row, rows))


def _confidence(row: Certified) -> float:
    """That the event is told, times that the holder is this body."""
    return row.probability * row.holder.probability


def _certified_fact(
    row: Certified, view: View, builder: Builder, readings: list[Reading], first: str
) -> Fact:
    best = row.best
    anchor = best.reading.sentence.items[best.anchor.at].mention
    named = (
        anchor if anchor and anchor.label == "STANDARD" else _standard_mention(view, row.standard)
    )
    obj = builder.standard(row.standard, named)
    assert row.holder.mention is not None  # noqa: S101 # events without holder are dropped
    qualifiers = {
        "action": (row.action,),
        "scheme": (details.scheme(row),),
        "scope": details.scope(row, readings, view.grammar),
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
        confidence=_confidence(row),
        rule=f"certified.{trigger.kind if trigger else 'mention'}",
    )  # fmt: skip


def _standard_mention(view: View, designation: str) -> Mention:
    for mention in view.mentions:
        if mention.label == "STANDARD" and mention.value == designation:
            return mention
    return Mention(0, 0, designation, "STANDARD", designation)


def _stated(view: View, found: list[rules.Found], builder: Builder) -> Iterator[Fact]:
    yield from _offices(view, found, builder)
    kinds = rules.kinds()
    seen: set[tuple[str, ...]] = set()
    for match in found:
        relation = match.rule.relation
        kind = kinds[relation]
        if relation == "holds_role":
            continue
        for subject, obj in rules.pairs(match, view):
            pair = _pair(subject, obj)
            key = (relation, *(sorted(pair) if pair and kind.symmetric else pair or ()))
            if pair is None or key in seen:
                continue
            seen.add(key)
            yield _stated_fact(view, builder, match, subject, obj, dated=kind.dated)


def _pair(subject: Item, obj: Item) -> tuple[str, str] | None:
    one, other = subject.mention, obj.mention
    if one is None or other is None:
        return None
    keys = (one.entity_id or one.text, other.entity_id or other.text)
    return None if keys[0] == keys[1] else keys


def _status(view: View, sentence: Sentence, at: int, end: int) -> FactStatus:
    """Planned or negated by a cue shortly before a trigger, in its clause."""
    items = sentence.items
    for match, kind in view.grammar.status.find(items[max(0, at - 6) : end]):
        position = max(0, at - 6) + match.start
        if position < at and items[position].clause == items[at].clause:
            return "planned" if kind == "planned" else "negated"
    return "asserted"


def _date(view: View, sentence: Sentence, at: int) -> Mention | None:
    """The date nearest to a trigger; one before it only if no conjunction parts them."""
    parted = [i for i in range(at) if sentence.items[i].folded in view.grammar.conjunctions]
    dates = [
        (abs(i - at), item.mention)
        for i, item in sentence.mentions(frozenset({"DATE"}))
        if item.mention
        and not item.mention.value.startswith(("P", "XXXX"))
        and item.prep in _DATED
        and not any(i < p < at for p in parted)
    ]
    return min(dates, key=lambda d: d[0])[1] if dates else None


def _stated_fact(
    view: View, builder: Builder, match: rules.Found, subject: Item, obj: Item, *, dated: bool
) -> Fact:
    assert subject.mention is not None  # noqa: S101 # checked by _pair
    assert obj.mention is not None  # noqa: S101
    start = match.match.start
    return builder.fact(
        builder.argument(subject.mention), match.rule.relation, builder.argument(obj.mention),
        match.sentence, status=_status(view, match.sentence, start, match.match.end),
        date=_date(view, match.sentence, start) if dated else None,
        qualifiers={k: (v,) for k, v in match.rule.qualifiers.items()},
        confidence=rule_precisions().get(match.rule.rule_id, _UNSEEN), rule=match.rule.rule_id,
    )  # fmt: skip


def _offices(view: View, found: list[rules.Found], builder: Builder) -> Iterator[Fact]:
    cues = lexicon(view.grammar.lang, "holds_role")
    model = relation_model("offices")
    told: set[tuple[str, str]] = set()
    for office in sorted(offices.offices(found), key=lambda o: o.body is None):
        person, role = office.person.mention, office.role.mention
        if person is None or role is None:
            continue
        key = person.entity_id or person.text
        if office.body is not None:
            body = office.body.mention
            if office.body.label == "GPE":
                body = offices.ministry_of(view, office) or body
            odds = rule_precisions().get(office.found.rule.rule_id, _UNSEEN)
        elif any(k == key for k, _ in told):
            continue
        elif portfolios.names(role.text, view.grammar.lang):
            body, odds = _ministry(view, role, builder), _PORTFOLIO
            if body is None:
                body, odds = offices.choose_body(view, office, model, alike=True)
        else:
            body, odds = offices.choose_body(view, office, model)
        if body is None or odds < _MIN_OFFICE or (key, body.entity_id or body.text) in told:
            continue
        told.add((key, body.entity_id or body.text))
        yield builder.fact(
            builder.argument(person), "holds_role", builder.argument(body), office.found.sentence,
            qualifiers={
                "role": (role.text,),
                "role_kind": (role.kind,),
                "tense": (offices.tense(office.found.sentence, office, cues),),
            },
            confidence=odds, rule=office.found.rule.rule_id,
        )  # fmt: skip


def _ministry(view: View, role: Mention, builder: Builder) -> Mention | None:
    """The body of a portfolio; its entity joins those of the release."""
    found = portfolios.body(view, role, builder.entities)
    if found is None:
        return None
    mention, entity = found
    if entity is not None:
        builder.entities[entity.entity_id] = entity
    return mention


def _said(view: View, found: list[rules.Found], builder: Builder) -> Iterator[Fact]:
    people = {
        match.role.folded: match.subject
        for match in found
        if match.role is not None and match.subject is not None
    }
    for statement in said.statements(view, people):
        if statement.speaker.mention is None:
            continue
        words = view.release.text[statement.start : statement.end].split()
        yield builder.fact(
            builder.argument(statement.speaker.mention), "said",
            builder.literal(" ".join(words[:_STATEMENT_WORDS])), statement.sentence,
            qualifiers={"quote": (statement.quote,)}, confidence=statement.confidence,
            rule=f"said.{statement.quote}",
        )  # fmt: skip
