"""Fitting the log-linear models: multinomial and conditional logit with an L2 penalty, in NumPy.

Plain gradient descent with momentum on convex problems of a few thousand rows; used by
``constancia train`` only, never when releases are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def _vocabulary(
    rows: Sequence[Sequence[str]], least: int, always: Iterable[str] = ()
) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        for feature in set(row):
            counts[feature] = counts.get(feature, 0) + 1
    kept = {f for f, n in counts.items() if n >= least} | set(always)
    return {f: i for i, f in enumerate(sorted(kept))}


def _matrix(rows: Sequence[Sequence[str]], index: dict[str, int]) -> Floats:
    matrix = np.zeros((len(rows), len(index)))
    for number, row in enumerate(rows):
        for feature in row:
            if feature in index:
                matrix[number, index[feature]] = 1.0
    return matrix


def fit_classifier(
    rows: Sequence[Sequence[str]], labels: Sequence[str], *, penalty: float = 1.0, least: int = 2,
    steps: int = 400, prior: Mapping[str, Mapping[str, float]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Fit a multinomial logit; returns its JSON form.

    ``prior`` gives expected weights (class -> feature -> weight): the penalty pulls towards them.
    """
    expected = prior or {}
    classes = sorted(set(labels) | set(expected))
    index = _vocabulary(rows, least, {f for part in expected.values() for f in part})
    x = _matrix(rows, index)
    y = np.eye(len(classes))[[classes.index(label) for label in labels]]
    w = np.zeros((len(index), len(classes)))
    for label, part in expected.items():
        for feature, value in part.items():
            w[index[feature], classes.index(label)] = value
    start, speed = w.copy(), np.zeros_like(w)
    rate = 2.0 / max(1.0, float(np.mean(x.sum(1))))
    for _ in range(steps):
        z = x @ w
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        gradient = (x.T @ (p - y) + penalty * (w - start)) / len(rows)
        speed = 0.9 * speed - rate * gradient
        w += speed
    weights = {f: [round(float(v), 3) for v in w[i]] for f, i in index.items()}
    return {"classes": classes, "weights": weights}


def fit_ranker(
    groups: Sequence[tuple[Sequence[Sequence[str]], int]], *, penalty: float = 1.0, least: int = 2,
    steps: int = 400, prior: Mapping[str, float] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Fit a conditional logit from (candidates, index of the right one); returns its JSON form.

    ``prior`` gives expected weights: the penalty pulls towards them.
    """
    rows = [row for candidates, _ in groups for row in candidates]
    index = _vocabulary(rows, least, set(prior or ()))
    x = _matrix(rows, index)
    starts = np.cumsum([0, *[len(c) for c, _ in groups]])
    owner = np.repeat(np.arange(len(groups)), np.diff(starts))
    right = np.zeros(len(rows))
    for number, (_, chosen) in enumerate(groups):
        right[starts[number] + chosen] = 1.0
    w = np.zeros(len(index))
    for feature, value in (prior or {}).items():
        w[index[feature]] = value
    start, speed = w.copy(), np.zeros_like(w)
    rate = 2.0 / max(1.0, float(np.mean(x.sum(1))))
    for _ in range(steps):
        z = np.exp(np.clip(x @ w, -30, 30))
        totals = np.bincount(owner, weights=z, minlength=len(groups))
        gradient = (x.T @ (z / totals[owner] - right) + penalty * (w - start)) / len(groups)
        speed = 0.9 * speed - rate * gradient
        w += speed
    return {"weights": {f: round(float(w[i]), 3) for f, i in index.items()}}
