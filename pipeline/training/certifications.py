"""Fitting the models of certifications: tellings, their roles, and the last judgement.

The judgement weighs rows proposed by the other models. It must see them as they are on
releases that those never saw, so they are fitted anew without each fold before it is learnt.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.evaluation.gold import GoldFact
from pipeline.relations.certified.anchors import read
from pipeline.relations.certified.judge import proposals, row_features
from pipeline.relations.certified.merge import Certified
from pipeline.relations.certified.merge import standard_number as number
from pipeline.relations.fit import fit_classifier, fit_ranker
from pipeline.relations.grammar import grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.pairs.model import PairModel
from pipeline.relations.ranker import RelationModel, from_json
from pipeline.relations.view import build
from pipeline.training import holdings
from pipeline.training.align import Lesson
from pipeline.training.rows import Instances

FOLDS = 4
EVENT_PENALTY, RANKER_PENALTY, ROW_PENALTY = 8.0, 10.0, 30.0
_LEAST_SEEN, _LEAST_SEEN_ROW = 3, 4
_ROLES = ("holder", "certifier", "date")
Row = tuple[list[str], bool]


def fit_certified(
    rows: Instances, lessons: Sequence[Lesson], priors: Mapping[str, Any]
) -> tuple[dict[str, Any], holdings.Floats]:
    """Fit all models of certifications; returns their JSON form, and the weights of holdings."""
    pairs = {id(lesson): holdings.rows_of(lesson) for lesson in lessons}
    fitted = _fit(rows, priors, frozenset())
    proposed = _proposed(rows, lessons, pairs, priors)
    fitted["rankers"]["row"] = _fit_rows(proposed, priors["row"])
    return fitted, holdings.fit([row for lesson in lessons for row in pairs[id(lesson)]])


def _fit(rows: Instances, priors: Mapping[str, Any], without: frozenset[str]) -> dict[str, Any]:
    """Fit on all releases but some."""
    told = [(features, label) for i, features, label in rows.events if i not in without]
    event = fit_classifier(
        [features for features, _ in told], [label for _, label in told],
        penalty=EVENT_PENALTY, prior=priors["event"], least=_LEAST_SEEN,
    )  # fmt: skip
    rankers = {
        role: fit_ranker(
            [group for i, group in getattr(rows, role) if i not in without],
            penalty=RANKER_PENALTY, prior=priors[role], least=_LEAST_SEEN,
        )
        for role in _ROLES
    }  # fmt: skip
    return {"classifiers": {"event": event}, "rankers": rankers}


def _fit_rows(rows: Sequence[Row], prior: Mapping[str, float]) -> dict[str, Any]:
    """A logit: each row against a candidate without features; expected to trust the telling."""
    groups: list[tuple[list[list[str]], int]] = [
        ([features, []], 0 if right else 1) for features, right in rows
    ]
    return fit_ranker(groups, penalty=ROW_PENALTY, least=_LEAST_SEEN_ROW, prior=prior)


def _proposed(
    rows: Instances, lessons: Sequence[Lesson], pairs: Mapping[int, Sequence[holdings.Row]],
    priors: Mapping[str, Any],
) -> list[Row]:  # fmt: skip
    """The rows proposed in each release by models fitted without it, right or wrong."""
    found: list[Row] = []
    for number_of_fold in range(FOLDS):
        fold = [lesson for lesson in lessons if _fold(lesson.id) == number_of_fold]
        if not fold or len(fold) == len(lessons):
            continue
        model = from_json(_fit(rows, priors, frozenset(lesson.id for lesson in fold)))
        others = [lesson for lesson in lessons if _fold(lesson.id) != number_of_fold]
        weights = holdings.fit([row for lesson in others for row in pairs[id(lesson)]])
        held = holdings.model_of(weights)
        for lesson in fold:
            found += _judged(lesson, model, held)
    return found


def _fold(identifier: str) -> int:
    return zlib.crc32(identifier.encode()) % FOLDS


def _judged(lesson: Lesson, model: RelationModel, held: PairModel) -> list[Row]:
    view = build(lesson.release, lesson.mentions, grammar(lesson.lang))
    readings = read(view, lexicon(lesson.lang, "certified"))
    rows = proposals(view, readings, model)
    right = matched([f for f in lesson.facts if f.predicate == "certified"], rows)
    features = row_features(rows, readings, holdings.held_in(lesson, held))
    return [(each, index in right) for index, each in enumerate(features)]


def matched(facts: Sequence[GoldFact], rows: Sequence[Certified]) -> set[int]:
    """The rows that tell a fact's holder and standard, the best for each fact."""
    pairs = sorted(
        (
            (_fit_of(fact, row), i, k)
            for i, fact in enumerate(facts)
            for k, row in enumerate(rows)
            if row.holder.key == fact.subject and number(row.standard) == number(fact.object)
        ),
        reverse=True,
    )
    taken: set[int] = set()
    right: set[int] = set()
    for _, i, k in pairs:
        if i not in taken and k not in right:
            taken.add(i)
            right.add(k)
    return right


def _fit_of(fact: GoldFact, row: Certified) -> float:
    label = {"planned": "planned", "negated": f"not {row.action}"}.get(row.status, row.action)
    return 3.0 * (label == fact.action) + 1.5 * (row.date.key == fact.date) + row.strength
