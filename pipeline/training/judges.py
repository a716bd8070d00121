"""Fitting the judges of relations, on pairs that were judged by weights not fitted on them."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.relations import rules
from pipeline.relations.fit import fit_ranker
from pipeline.relations.grammar import grammar
from pipeline.relations.pairs import spoken, turns
from pipeline.relations.pairs.candidates import scene
from pipeline.relations.pairs.judge import STEPS, features, step_names
from pipeline.relations.pairs.model import PairModel
from pipeline.relations.pairs.propose import possible
from pipeline.relations.ranker import Ranker
from pipeline.relations.view import build
from pipeline.training.align import Lesson
from pipeline.training.statements import SAID, statement_of

FOLDS = 4
PENALTY, _LEAST_SEEN = 8.0, 4
OPEN: dict[str, object] = {"scales": {}, "thresholds": {}, "gate": -30.0}
Stated = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A relation that a release may state, with the judge's features; ``fold`` parts releases."""

    fold: int
    relation: str
    features: list[str]
    right: bool
    by_system: bool


def rows_of(
    lesson: Lesson, stated: Stated, model: PairModel, precisions: Mapping[str, float]
) -> Iterator[Row]:
    """The possible relations of a lesson, judged by a model that has not learnt from it."""
    view = build(lesson.release, lesson.mentions, grammar(lesson.lang))
    matches = list(rules.find(view))
    whole = scene(view, matches)
    told = possible(whole, model)
    fold = zlib.crc32(lesson.id.encode()) % FOLDS
    for each, names in zip(told, features(told, whole, precisions), strict=True):
        right = (each.relation, *each.keys) in stated
        yield Row(fold, each.relation, names, right, lesson.by_system)
    heard = spoken.possible(view, whole, spoken.people(matches, view.grammar), model)
    for voice, names in zip(heard, turns.features(heard, whole.known), strict=True):
        number = statement_of(lesson, voice.place)
        right = number is not None and lesson.facts[number].subject == voice.speaker
        yield Row(fold, SAID, names, right, lesson.by_system)


def _prior() -> dict[str, float]:
    """Weights expected before any data: the odds of the classifier are right."""
    middles = [low + (high - low) / 2 for low, high in pairwise(STEPS)]
    logits = [STEPS[0] - 0.25, *middles, STEPS[-1] + 0.5]
    gains = [high - low for low, high in pairwise(logits)]
    return {"bias": logits[0], **dict(zip(step_names(), gains, strict=True))}


def fit(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Fit the judge of every relation; returns their weights."""
    return {
        relation: _fit([row for row in rows if row.relation == relation])
        for relation in sorted({row.relation for row in rows})
    }


def _fit(rows: Sequence[Row]) -> dict[str, float]:
    groups: list[tuple[list[list[str]], int]] = [
        ([row.features, []], 0 if row.right else 1) for row in rows
    ]
    fitted = fit_ranker(groups, penalty=PENALTY, least=_LEAST_SEEN, prior=_prior())
    weights: dict[str, float] = fitted["weights"]
    return weights


def unseen(rows: Sequence[Row]) -> Iterator[tuple[str, float, bool]]:
    """Yield relation, probability and whether right, by judges that have not seen the release."""
    asked = [row for row in rows if row.by_system] or rows
    for fold in range(FOLDS):
        own = [row for row in asked if row.fold == fold]
        fitted = fit([row for row in rows if row.fold != fold])
        rankers = {name: Ranker(weights) for name, weights in fitted.items()}
        for row in own:
            if row.relation in rankers:
                score = rankers[row.relation].score(row.features)
                yield row.relation, 1 / (1 + math.exp(-score)), row.right
