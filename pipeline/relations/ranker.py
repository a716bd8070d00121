"""Log-linear models small enough to read: a weight for each named feature.

A ranker chooses among candidates by softmax over the sums of their features' weights
(McFadden's conditional logit); a classifier is the same with one set of weights a class.
Both are fitted by ``pipeline.relations.fit`` and stored as JSON under ``models/relations``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

from pipeline.errors import ModelError
from pipeline.resources import models

Features = Sequence[str]


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities of scores, in their order."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Chooses one of several candidates."""

    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """Sum of the weights of the features; unknown ones count nothing."""
        return sum(map(self.weights.get, features, repeat(0.0)))

    def probabilities(self, candidates: Sequence[Features]) -> list[float]:
        """Probability of each candidate; empty for none."""
        return softmax([self.score(c) for c in candidates]) if candidates else []


@dataclass(frozen=True, slots=True)
class Classifier:
    """Gives each class a probability; ``weights`` maps a feature to its weight a class."""

    classes: tuple[str, ...]
    weights: Mapping[str, Sequence[float]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of each class."""
        rows = filter(None, map(self.weights.get, features))
        sums: list[float] = list(map(sum, zip(*rows, strict=True)))
        odds = softmax(sums or [0.0] * len(self.classes))
        return dict(zip(self.classes, odds, strict=True))


@dataclass(frozen=True, slots=True)
class RelationModel:
    """All models of one relation: classifiers and rankers by name."""

    classifiers: Mapping[str, Classifier]
    rankers: Mapping[str, Ranker]


def from_json(raw: Mapping[str, Any]) -> RelationModel:
    """Build the models from their JSON form."""
    classifiers = {
        name: Classifier(tuple(part["classes"]), part["weights"])
        for name, part in raw["classifiers"].items()
    }
    return RelationModel(
        classifiers, {name: Ranker(part["weights"]) for name, part in raw["rankers"].items()}
    )


@cache
def relation_model(name: str) -> RelationModel:
    """Load ``models/relations/<name>.json``.

    Raises:
        ModelError: it is missing or not well-formed.
    """
    path = models() / "relations" / f"{name}.json"
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"cannot load the relation model: {error}", where=path, remedy="run make models"
        ) from error


@cache
def rule_precisions() -> Mapping[str, float]:
    """The measured precision of each rule, ``models/relations/rules.json``; rules never seen lack.

    Raises:
        ModelError: it is missing or not well-formed.
    """
    path = models() / "relations" / "rules.json"
    try:
        found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"cannot load the precisions of rules: {error}", where=path, remedy="run make models"
        ) from error
    return found
