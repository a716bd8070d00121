"""Why a pair is a fact: the features that weighed for its relation, and what else it might be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.relations.pairs.model import NONE, PairModel
from pipeline.relations.pairs.proposal import Proposal
from pipeline.relations.pairs.speakers import RELATION
from pipeline.relations.pairs.spokenby import Spoken

_TOP, _OTHERS = 8, 3


def weighed(features: Iterable[str], name: str, model: PairModel) -> list[tuple[str, float]]:
    """The features that spoke most for or against a class, by their weight over ``none``."""
    found = []
    for feature in dict.fromkeys(features):
        weights = model.weights_of(feature)
        found.append((feature, weights[name] - weights[NONE]))
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))[:_TOP]


def _weighed(features: Iterable[str], name: str, model: PairModel) -> str:
    told = weighed(features, name, model)
    return "  weighed: " + ", ".join(f"{feature} {weight:+.2f}" for feature, weight in told)


def _beside(judged: Iterable[str], relation: str, model: PairModel) -> Iterator[str]:
    """What weighed when the pairs of the release were seen together."""
    ranker = model.judges.get(relation)
    if ranker is not None:
        own = [(name, ranker.weights[name]) for name in judged if name in ranker.weights]
        heavy = sorted(own, key=lambda pair: (-abs(pair[1]), pair[0]))[:_TOP]
        yield "  beside the others: " + ", ".join(f"{name} {weight:+.2f}" for name, weight in heavy)


def spoken(told: Spoken, model: PairModel) -> Iterator[str]:
    """Tell a statement: its form, its speaker, what weighed."""
    statement, speaker = told.statement, told.telling.speaker
    verb = statement.sentence.items[statement.verb].text if statement.verb >= 0 else "none"
    yield f"  statement: {statement.form}, verb {verb!r}, speaker {speaker.text!r}"
    yield _weighed(told.telling.features, RELATION[0], model)
    yield from _beside(told.judged, RELATION[0], model)


def lines(proposal: Proposal, model: PairModel) -> Iterator[str]:
    """Tell a pair: where it stands, its classes, what weighed, the rules that say the same."""
    candidate = proposal.candidate
    where = "one sentence" if candidate.near else "the object or subject named in another sentence"
    yield f"  pair: {candidate.subject.text!r} and {candidate.object.text!r} ({where})"
    classes = model.judge(candidate.parts, candidate.relations)
    likely = sorted(classes.items(), key=lambda pair: -pair[1])[:_OTHERS]
    yield "  classes: " + ", ".join(f"{name} {odds:.2f}" for name, odds in likely)
    relation, variant = proposal.relation, proposal.variant
    name = f"{relation}/{variant}" if variant else relation
    yield _weighed(candidate.features, name, model)
    yield from _beside(proposal.judged, relation, model)
    rules = sorted({match.rule.rule_id for match in candidate.rules})
    if rules:
        yield "  rules: " + ", ".join(rules)
