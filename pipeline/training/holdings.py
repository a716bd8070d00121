"""Fitting the pairs of bodies and standards, and their odds on releases that they had not seen.

A pair whose certificate gold tells of in another sentence is neither right nor wrong and is left
out.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.relations import rules
from pipeline.relations.certified.holdings import CLASSES, NAME, RELATION, Held, held, holdings
from pipeline.relations.certified.merge import standard_number
from pipeline.relations.grammar import grammar
from pipeline.relations.pairs.candidates import Scene, scene
from pipeline.relations.pairs.model import PairModel, save_weights
from pipeline.relations.view import build
from pipeline.training.align import Lesson
from pipeline.training.logit import Problem, fit_logit

BITS = 17
PENALTY = 15.0
ABOUT: dict[str, Any] = {"classes": CLASSES, "scales": {}, "thresholds": {}, "gate": -30.0}
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Row:
    """A pair to learn from: its buckets, and whether gold says that the body holds."""

    buckets: array[int]
    right: bool


def scene_of(lesson: Lesson) -> Scene:
    """Prepare a lesson's release for pairs."""
    view = build(lesson.release, lesson.mentions, grammar(lesson.lang))
    return scene(view, list(rules.find(view)))


def rows_of(lesson: Lesson) -> list[Row]:
    """The pairs of a lesson that teach something."""
    told: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for fact in lesson.facts:
        if fact.predicate == RELATION:
            place = fact.subject, standard_number(fact.object)
            told.setdefault(place, []).append((fact.start, fact.end))
    rows: list[Row] = []
    for pair in holdings(scene_of(lesson)):
        sentence = pair.context.sentence
        spans = told.get(pair.place, [])
        right = any(start < sentence.end and sentence.start < end for start, end in spans)
        if right or not spans:
            names = (name for part in pair.parts for name in part)
            rows.append(Row(_hashed(names), right))
    return rows


def _hashed(names: Iterable[str]) -> array[int]:
    return array("i", (zlib.crc32(name.encode()) & ((1 << BITS) - 1) for name in names))


def fit(rows: Sequence[Row]) -> Floats:
    """Fit the weights, one column a class."""
    if not rows:
        return np.zeros((1 << BITS, len(CLASSES)), dtype=np.float32)
    problem = Problem(
        buckets=[row.buckets for row in rows],
        size=1 << BITS,
        allowed=np.zeros((len(rows), len(CLASSES)), dtype=np.float32),
        labels=np.array([int(row.right) for row in rows]),
        weights=np.ones(len(rows), dtype=np.float32),
    )
    return fit_logit(problem, PENALTY)


def model_of(weights: Floats) -> PairModel:
    """The weights as the model that reads releases."""
    return PairModel(weights, ABOUT)


def held_in(lesson: Lesson, model: PairModel) -> Held:
    """The odds of a lesson's pairs."""
    return held(scene_of(lesson), model)


def write(weights: Floats, folder: Path) -> None:
    """Write ``holdings.npz`` and ``holdings.json``."""
    save_weights(weights, ABOUT, folder, NAME)
