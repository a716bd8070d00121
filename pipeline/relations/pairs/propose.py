"""The relations that the pairs of a release state, each with its probability."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.relations.pairs.candidates import (
    Anchor,
    Candidate,
    Scene,
    anchors,
    far_pairs,
    near_pairs,
)
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.pairs.model import NONE, PairModel, probabilities
from pipeline.relations.rules import Found, kinds

_LEAST = 0.04


@dataclass(slots=True)
class Proposal:
    """A relation that a pair may state; ``variant`` is its kind or action where it has one."""

    relation: str
    variant: str
    candidate: Candidate
    probability: float

    @property
    def rule(self) -> Found | None:
        """The match of a rule that says the same, if there is one."""
        return next((m for m in self.candidate.rules if m.rule.relation == self.relation), None)

    @property
    def keys(self) -> tuple[str, str]:
        """Subject and object, in one order where the relation is symmetric."""
        one, other = self.candidate.subject.mention, self.candidate.object.mention
        pair = (key_of(one) if one else "", key_of(other) if other else "")
        return (min(pair), max(pair)) if kinds()[self.relation].symmetric else pair


def _promising(told: list[Anchor], model: PairModel) -> list[Anchor]:
    """The anchors whose own features leave a chance that they are in a relation."""
    if not told:
        return []
    sums = model.sums([anchor.parts for anchor in told])
    sums += model.allowances([anchor.relations for anchor in told])
    none = model.classes.index(NONE)
    least = sums[:, none] + model.gate
    sums[:, none] = -np.inf
    return [told[row] for row in np.flatnonzero(sums.max(axis=1) > least)]


def judged(whole: Scene, model: PairModel) -> Iterator[Proposal]:
    """Yield each relation of each pair that is not far from possible."""
    pairs = list(near_pairs(whole))
    for anchor in _promising(list(anchors(whole)), model):
        pairs += far_pairs(anchor, whole)
    if not pairs:
        return
    scores = model.sums([c.parts for c in pairs])
    odds = probabilities(scores + model.allowances([c.relations for c in pairs]))
    for relation, own in model.columns.items():
        if relation == NONE:
            continue
        totals = odds[:, own].sum(axis=1) if len(own) > 1 else odds[:, own[0]]
        for row in np.flatnonzero(totals > _LEAST):
            best = model.classes[own[int(odds[row, own].argmax())]]
            variant = best.partition("/")[2]
            yield Proposal(relation, variant, pairs[row], float(totals[row]))


def proposals(whole: Scene, model: PairModel) -> list[Proposal]:
    """The best telling of each relation of two entities, calibrated, in the order of the text."""
    best: dict[tuple[str, str, str], Proposal] = {}
    for proposal in judged(whole, model):
        key = (proposal.relation, *proposal.keys)
        known = best.get(key)
        if known is None or proposal.probability > known.probability:
            best[key] = proposal
    for proposal in best.values():
        proposal.probability = model.scales[proposal.relation](proposal.probability)
    return sorted(best.values(), key=lambda p: p.candidate.context.sentence.start)
