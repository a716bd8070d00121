"""The weights of the pair classifier: a multinomial logit over hashed features.

A feature is a name; its bucket is a hash of the name, so the model needs no vocabulary and an
explanation can still name what weighed. The classes are relations, some with a variant
("cooperates_with/talks"); a pair is judged among the classes that its labels allow.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.errors import ModelError
from pipeline.relations.confidence import Scale
from pipeline.relations.ranker import Ranker
from pipeline.resources import models

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]
Judges = Mapping[str, Mapping[str, float]]
Parts = tuple[list[str], ...]
NONE = "none"
PAIRS = "pairs"
_LEVELS = 127


class PairModel:
    """Gives each class of each pair a probability.

    Args:
        weights: one row a bucket, one column a class; the number of buckets is a power of two.
        about: classes, scales and thresholds, as ``models/relations/pairs.json`` has them.
        judges: for each relation the weights that see the pairs of a release together.
    """

    def __init__(
        self, weights: Floats, about: Mapping[str, Any], judges: Judges | None = None
    ) -> None:
        self.classes: tuple[str, ...] = tuple(about["classes"])
        self.scales = {name: Scale(*pair) for name, pair in about["scales"].items()}
        self.thresholds: Mapping[str, float] = about["thresholds"]
        self.gate: float = about["gate"]
        self.judges = {name: Ranker(weights) for name, weights in (judges or {}).items()}
        self._weights = weights
        self._mask = len(weights) - 1
        self._allowed: dict[tuple[str, ...], Floats] = {}
        self.columns: dict[str, list[int]] = {}
        for number, name in enumerate(self.classes):
            self.columns.setdefault(name.split("/")[0], []).append(number)

    def buckets(self, features: Iterable[str]) -> Ints:
        """The bucket of each feature; hashing anew is faster than a look at what was hashed."""
        hashes = np.fromiter(map(zlib.crc32, map(str.encode, features)), dtype=np.intp)
        return hashes & self._mask

    def sums(self, pairs: Sequence[Parts]) -> Floats:
        """The sum of the weights of each pair's features, a row a pair.

        Parts that several pairs share (the very same list) are weighed once.
        """
        parts = [part for pair in pairs for part in pair if part]
        keys = list(map(id, parts))
        lists = dict(zip(keys, parts, strict=True))
        starts = [0, *accumulate(len(pair) - pair.count([]) for pair in pairs[:-1])]
        rows = self._sums(lists.values())
        order = dict(zip(lists, range(len(lists)), strict=True))
        places = list(map(order.__getitem__, keys))
        found: Floats = np.add.reduceat(rows.take(places, axis=0), starts, axis=0)
        return found

    def _sums(self, lists: Collection[list[str]]) -> Floats:
        starts = [0, *accumulate(map(len, lists))][:-1]
        rows = self._weights.take(self.buckets(chain.from_iterable(lists)), axis=0)
        found: Floats = np.add.reduceat(rows, starts, axis=0)
        return found

    def allowances(self, asked: Sequence[tuple[str, ...]]) -> Floats:
        """``allowed`` of the relations of each pair, a row a pair."""
        order = {relations: number for number, relations in enumerate(dict.fromkeys(asked))}
        rows = np.stack([self.allowed(relations) for relations in order])
        return rows.take(list(map(order.__getitem__, asked)), axis=0)

    def allowed(self, relations: tuple[str, ...]) -> Floats:
        """Zero for the classes of some relations (and none), far below it for the others."""
        row = self._allowed.get(relations)
        if row is None:
            fits = [name == NONE or name.split("/")[0] in relations for name in self.classes]
            row = np.where(fits, 0.0, -30.0).astype(np.float32)
            self._allowed[relations] = row
        return row

    def judge(self, parts: Parts, relations: tuple[str, ...]) -> dict[str, float]:
        """The raw probability of each class for one pair."""
        sums = self.sums([parts]) + self.allowed(relations)
        odds = probabilities(sums)[0]
        return {name: float(value) for name, value in zip(self.classes, odds, strict=True)}

    def weights_of(self, feature: str) -> dict[str, float]:
        """The weight of a feature for each class."""
        row = self._weights[self.buckets([feature])[0]]
        return {name: float(value) for name, value in zip(self.classes, row, strict=True)}


def probabilities(scores: Floats) -> Floats:
    """Softmax along the rows."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Floats = powers / powers.sum(axis=1, keepdims=True)
    return out


def save(model: tuple[Floats, Mapping[str, Any], Judges], folder: Path) -> list[Path]:
    """Write weights (whole numbers, scaled by class), description, judges; returns the paths."""
    weights, about, judges = model
    weighed = folder / "judges.json"
    lines = json.dumps(judges, indent=0, sort_keys=True)
    weighed.write_text(lines + "\n", encoding="utf-8")
    return [*save_weights(weights, about, folder, PAIRS), weighed]


def save_weights(
    weights: Floats, about: Mapping[str, Any], folder: Path, name: str
) -> tuple[Path, Path]:
    """Write the weights and the description of a model of pairs; returns the paths."""
    steps = np.maximum(np.abs(weights).max(axis=0), 1e-6) / _LEVELS
    packed = np.rint(weights / steps).astype(np.int8)
    table, text = folder / f"{name}.npz", folder / f"{name}.json"
    np.savez_compressed(table, weights=packed, steps=steps.astype(np.float32))
    text.write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return table, text


def read(folder: Path, name: str = PAIRS) -> PairModel:
    """Read a model that ``save`` wrote, or ``save_weights`` (which has no judges).

    Raises:
        ModelError: it is missing or not well-formed.
    """
    try:
        about = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        judges = {}
        if name == PAIRS:
            judges = json.loads((folder / "judges.json").read_text(encoding="utf-8"))
        with np.load(folder / f"{name}.npz") as stored:
            weights = stored["weights"].astype(np.float32) * stored["steps"]
        return PairModel(weights, about, judges)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"cannot load the model of {name}: {error}",
            where=folder,
            remedy="run: constancia train",
        ) from error


@cache
def pair_model() -> PairModel:
    """The model of ``models/relations``."""
    return read(models() / "relations")
