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
from pipeline.relations.pairs.model import NONE, Floats, PairModel, probabilities
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


def _score(near: list[Candidate], told: list[Anchor], whole: Scene, model: PairModel) -> tuple[
    list[Candidate], Floats
]:  # fmt: skip
    """The pairs worth judging, and the sums of their weights."""
    first = model.sums([c.parts[0] for c in near] + [a.features for a in told])
    wide: list[Candidate] = []
    base: list[int] = []
    none = model.classes.index(NONE)
    for number, anchor in enumerate(told, len(near)):
        row = first[number] + model.allowed(anchor.relations)
        if np.delete(row, none).max() - row[none] > model.gate:
            for candidate in far_pairs(anchor, whole):
                wide.append(candidate)
                base.append(number)
    if not wide:
        return near, first[: len(near)]
    shared = {id(c.parts[1]): c.parts[1] for c in wide}
    order = {key: number for number, key in enumerate(shared)}
    rest = model.sums([*shared.values(), *[c.parts[2] for c in wide]])
    at = [order[id(c.parts[1])] for c in wide]
    return [*near, *wide], np.concatenate(
        [first[: len(near)], first[base] + rest[at] + rest[len(shared) :]]
    )


def judged(whole: Scene, model: PairModel) -> Iterator[Proposal]:
    """Yield each relation of each pair that is not far from possible."""
    near, told = list(near_pairs(whole)), list(anchors(whole))
    if not near and not told:
        return
    pairs, sums = _score(near, told, whole, model)
    if not pairs:
        return
    odds = probabilities(sums + np.stack([model.allowed(c.relations) for c in pairs]))
    columns: dict[str, list[int]] = {}
    for number, name in enumerate(model.classes):
        columns.setdefault(name.split("/")[0], []).append(number)
    for relation, own in columns.items():
        if relation == NONE:
            continue
        totals = odds[:, own].sum(axis=1)
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
