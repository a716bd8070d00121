"""Why a pair is a fact: the features that weighed for its relation, and what else it might be."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.relations.pairs.model import NONE, PairModel
from pipeline.relations.pairs.propose import Proposal

_TOP, _OTHERS = 8, 3


def weighed(proposal: Proposal, model: PairModel) -> list[tuple[str, float]]:
    """The features that spoke most for or against the relation, by their weight over ``none``."""
    relation = proposal.relation
    name = f"{relation}/{proposal.variant}" if proposal.variant else relation
    found = []
    for feature in dict.fromkeys(proposal.candidate.features):
        weights = model.weights_of(feature)
        found.append((feature, weights[name] - weights[NONE]))
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))[:_TOP]


def lines(proposal: Proposal, model: PairModel) -> Iterator[str]:
    """Tell a pair: where it stands, its classes, what weighed, the rules that say the same."""
    candidate = proposal.candidate
    where = "one sentence" if candidate.near else "the object or subject named in another sentence"
    yield f"  pair: {candidate.subject.text!r} and {candidate.object.text!r} ({where})"
    classes = model.judge(candidate.parts, candidate.relations)
    likely = sorted(classes.items(), key=lambda pair: -pair[1])[:_OTHERS]
    yield "  classes: " + ", ".join(f"{name} {odds:.2f}" for name, odds in likely)
    yield "  weighed: " + ", ".join(f"{f} {w:+.2f}" for f, w in weighed(proposal, model))
    rules = sorted({match.rule.rule_id for match in candidate.rules})
    if rules:
        yield "  rules: " + ", ".join(rules)
