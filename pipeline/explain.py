"""Why a fact is in the table: its pattern or trigger, the features that weighed, what lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import release as releases
from pipeline.extraction import process
from pipeline.records import Fact, RawRelease
from pipeline.relations import rules, stated
from pipeline.relations.certified.anchors import read
from pipeline.relations.certified.holdings import held, holding_model
from pipeline.relations.certified.judge import certifications
from pipeline.relations.certified.merge import Certified
from pipeline.relations.certified.telling import Choice, Event
from pipeline.relations.grammar import grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.pairs import why
from pipeline.relations.pairs.candidates import scene
from pipeline.relations.pairs.model import pair_model
from pipeline.relations.pairs.proposal import Proposal
from pipeline.relations.pairs.spoken import people, spoken
from pipeline.relations.pairs.spokenby import Spoken
from pipeline.relations.ranker import Classifier, relation_model
from pipeline.relations.view import build

_TOP = 8


def _weights(event: Event, classifier: Classifier) -> list[tuple[str, float]]:
    """The features of an event that spoke most for its class, against the mean of the classes."""
    label = event.label
    column = classifier.classes.index(label)
    found = []
    for feature in event.pair.features:
        row = classifier.weights.get(feature)
        if row is not None:
            found.append((feature, row[column] - sum(row) / len(row)))
    return sorted(found, key=lambda pair: -abs(pair[1]))[:_TOP]


def _choice(name: str, choice: Choice) -> str:
    chosen = choice.mention.text if choice.mention else "none"
    losers = "; ".join(f"{words} {odds:.2f}" for words, odds in choice.alternatives)
    return f"  {name}: {chosen} ({choice.probability:.2f})" + (
        f"; lost: {losers}" if losers else ""
    )


def _told(event: Event, classifier: Classifier) -> Iterator[str]:
    sentence = event.reading.sentence
    yield f"  told in: “{sentence.text}”"
    trigger = event.pair.trigger
    if trigger:
        words = " ".join(item.text for item in sentence.items[trigger.start : trigger.end])
        yield f"  trigger: {words!r} ({trigger.kind})"
    odds = sorted(event.classes.items(), key=lambda pair: -pair[1])[:3]
    yield "  classes: " + ", ".join(f"{name} {p:.2f}" for name, p in odds)
    yield "  weighed: " + ", ".join(f"{f} {w:+.2f}" for f, w in _weights(event, classifier))
    yield _choice("holder", event.holder)
    yield _choice("certifier", event.certifier)
    yield _choice("date", event.date)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in a release, with its reasons."""

    facts: Sequence[Fact]
    certified: Sequence[Certified]
    pairs: Sequence[Proposal]
    spoken: Sequence[Spoken]


def _find(raw: RawRelease) -> _Found:
    release = releases.parse(raw)
    state = process(release, release.lang, [release.lang])
    view = build(state.release, state.mentions, grammar(release.lang))
    model = relation_model("certified")
    readings = read(view, lexicon(release.lang, "certified"))
    matches = list(rules.find(view))
    whole = scene(view, matches)
    told = certifications(view, readings, model, held(whole, holding_model()))
    likely = stated.accepted(whole, pair_model())
    heard = spoken(view, whole, people(matches, view.grammar), pair_model())
    return _Found(state.facts, told, likely, heard)


def _certified(fact: Fact, rows: Sequence[Certified]) -> Iterator[str]:
    classifier = relation_model("certified").classifiers["event"]
    for row in rows:
        holder = row.holder.mention
        if holder is None or row.standard != fact.object.name:
            continue
        same_date = row.date.key == (fact.time.timex if fact.time else "")
        if same_date and row.action == fact.qualifiers["action"][0]:
            weights = relation_model("certified").rankers["row"].weights
            heavy = sorted(row.features, key=lambda f: -abs(weights.get(f, 0.0)))[:_TOP]
            yield "  judged: " + ", ".join(f"{f} {weights.get(f, 0.0):+.2f}" for f in heavy)
            for event in row.events:
                yield from _told(event, classifier)


def _pair(fact: Fact, pairs: Sequence[Proposal]) -> Iterator[str]:
    wanted = {fact.subject.entity_id, fact.object.entity_id}
    for proposal in pairs:
        if proposal.relation == fact.predicate and set(proposal.keys) == wanted:
            yield from why.lines(proposal, pair_model())


def _statement(fact: Fact, told: Sequence[Spoken]) -> Iterator[str]:
    for each in told if fact.predicate == "said" else ():
        if fact.start == each.statement.sentence.start and fact.rule.endswith(each.statement.form):
            yield from why.spoken(each, pair_model())


def explain(raw: RawRelease, prefix: str) -> Iterator[str]:
    """Explain the facts of a release whose ids begin with ``prefix``, line by line."""
    found = _find(raw)
    chosen = [fact for fact in found.facts if fact.fact_id.startswith(prefix)]
    if not chosen:
        yield f"no fact of this release has an id that begins with {prefix!r}"
    patterns = {rule.rule_id: rule for fact in chosen for rule in rules.rules(fact.lang)}
    for fact in chosen:
        yield f"{fact.fact_id}: {fact.subject.name} -- {fact.predicate} -> {fact.object.name}"
        yield f"  rule {fact.rule}, confidence {fact.confidence:.2f}, status {fact.status}"
        if fact.rule in patterns:
            yield f"  pattern: {patterns[fact.rule].pattern.source}"
            yield f"  told in: “{fact.sentence}”"
        if fact.predicate == "certified":
            yield from _certified(fact, found.certified)
        yield from _pair(fact, found.pairs)
        yield from _statement(fact, found.spoken)
