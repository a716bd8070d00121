"""Precision, recall and F1 with confidence intervals, from outcomes.

Releases are resampled with replacement (percentile bootstrap; B. Efron, Annals of
Statistics 7, 1979): sentences of one release are no independent observations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.evaluation.evaluate import Result
from pipeline.evaluation.gold import GoldRelease

ALL = "all"
_SAMPLES = 1000
_SEED = 20260126
_LEVEL = (2.5, 97.5)
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    ``slice`` is ``all``, ``lang=es`` or ``genre=interview``; ``group`` a label, predicate or
    qualifier, or ``all``. ``low``/``high``: 95 % interval of F1. ``said`` and ``known`` are how
    many items the system and gold have.
    """

    layer: str
    group: str
    slice: str
    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None
    high: float | None
    said: float
    known: float

    @property
    def key(self) -> Key:
        """What the figure is about."""
        return self.layer, self.group, self.slice


def figures(results: Sequence[Result]) -> list[Figure]:
    """Return the figures of all layers, groups and slices, sorted."""
    counts: dict[Key, Any] = defaultdict(lambda: np.zeros((len(results), 4)))
    for number, result in enumerate(results):
        for layer, group, values in _counts(result):
            for part in _slices(result.gold):
                counts[layer, group, part][number] += values
                counts[layer, ALL, part][number] += values
    weights = _weights(len(results))
    return [_figure(key, counts[key], weights) for key in sorted(counts)]


def _slices(gold: GoldRelease) -> list[str]:
    return [ALL, f"lang={gold.lang}", *([f"genre={gold.genre}"] if gold.genre else [])]


def _counts(result: Result) -> Iterator[tuple[str, str, tuple[float, ...]]]:
    """Yield right of said, said, right of known, known."""
    for each in result.outcomes:
        said = each.credit + each.false_positive
        known = each.credit + each.false_negative
        yield each.layer, each.group, (0.0, 0.0, each.credit if known else 0.0, known)
        yield each.layer, each.said_group or each.group, (each.credit if said else 0.0, said, 0, 0)
    for tally in result.tallies:
        yield (
            tally.layer, tally.group,
            (tally.precise, tally.said, tally.recalled, tally.known),
        )  # fmt: skip


def _weights(size: int) -> Any:
    """Return how often each release is drawn in each sample; the same in every run."""
    random = np.random.default_rng(_SEED)
    return random.multinomial(size, np.full(size, 1 / size), size=_SAMPLES) if size else None


def _figure(key: Key, counts: Any, weights: Any) -> Figure:
    right_said, said, right_known, known = counts.sum(axis=0)
    samples = _f1(weights @ counts)
    drawn = samples[~np.isnan(samples)]
    low, high = np.percentile(drawn, _LEVEL) if drawn.size else (np.nan, np.nan)
    return Figure(
        *key,
        _number(right_said / said if said else np.nan),
        _number(right_known / known if known else np.nan),
        _number(_f1(counts.sum(axis=0)[None, :])[0]),
        _number(low), _number(high), float(said), float(known),
    )  # fmt: skip


def _f1(counts: Any) -> Any:
    """Return F1 of rows of sums; not a number where neither side has anything."""
    right_said, said, right_known, known = counts.T.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.where(said > 0, right_said / said, 0.0)
        recall = np.where(known > 0, right_known / known, 0.0)
        both = precision + recall
        value = np.where(both > 0, 2 * precision * recall / both, 0.0)
    return np.where(said + known > 0, value, np.nan)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def find(found: Iterable[Figure], layer: str, group: str = ALL, part: str = ALL) -> Figure | None:
    """Return one figure."""
    return next((each for each in found if each.key == (layer, group, part)), None)
