"""The relations that the pairs of a release state, each with its probability."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.relations.pairs.candidates import (
    Anchor,
    Scene,
    anchors,
    far_pairs,
    near_pairs,
)
from pipeline.relations.pairs.judge import judge
from pipeline.relations.pairs.level import level
from pipeline.relations.pairs.model import NONE, PairModel, probabilities
from pipeline.relations.pairs.proposal import Proposal
from pipeline.relations.ranker import rule_precisions

_LEAST = 0.04


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


def possible(whole: Scene, model: PairModel) -> list[Proposal]:
    """The best telling of each relation of two entities, by its raw probability."""
    best: dict[tuple[str, str, str], Proposal] = {}
    for proposal in judged(whole, model):
        key = (proposal.relation, *proposal.keys)
        known = best.get(key)
        if known is None:
            best[key] = proposal
        elif proposal.probability > known.probability:
            best[key] = proposal.after(known)
        else:
            known.after(proposal)
    return list(best.values())


def proposals(whole: Scene, model: PairModel) -> list[Proposal]:
    """The relations of two entities beside each other, calibrated, in the order of the text."""
    told = possible(whole, model)
    judge(told, whole, model.judges, rule_precisions())
    for proposal in told:
        proposal.probability = model.scales[proposal.relation](proposal.probability)
    level(told, whole)
    return sorted(told, key=lambda p: p.candidate.context.sentence.start)
