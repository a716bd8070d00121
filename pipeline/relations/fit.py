"""Fitting the log-linear models: multinomial and conditional logit with an L2 penalty, in NumPy.

Sparse rows, and L-BFGS on a convex problem of some thousand rows; used by
``constancia train`` only, never when releases are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_REMEMBERED, _TOLERANCE, _LEAST_STEP = 10, 2e-5, 1e-10
_NEGLIGIBLE = 0.02


def _vocabulary(
    rows: Sequence[Sequence[str]], least: int, always: Iterable[str] = ()
) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        for feature in set(row):
            counts[feature] = counts.get(feature, 0) + 1
    kept = {f for f, n in counts.items() if n >= least} | set(always)
    return {f: i for i, f in enumerate(sorted(kept))}


@dataclass(frozen=True)
class _Rows:
    """Binary features of many rows, sparse: the columns of each row, one after the other."""

    columns: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int64]
    count: int

    def times(self, weights: Floats) -> Floats:
        """The sum of the weights of each row's features."""
        summed: Floats = np.bincount(self.owner, weights[self.columns], self.count).astype(float)
        return summed

    def back(self, values: Floats, width: int) -> Floats:
        """The sum over rows of what each row gives to its features."""
        summed: Floats = np.bincount(self.columns, values[self.owner], width).astype(float)
        return summed


def _sparse(rows: Sequence[Sequence[str]], index: Mapping[str, int]) -> _Rows:
    columns: list[int] = []
    owner: list[int] = []
    for number, row in enumerate(rows):
        known = {index[feature] for feature in row if feature in index}
        columns += sorted(known)
        owner += [number] * len(known)
    return _Rows(np.array(columns, dtype=np.int64), np.array(owner, dtype=np.int64), len(rows))


def _minimise(loss: Callable[[Floats], tuple[float, Floats]], start: Floats, steps: int) -> Floats:
    """L-BFGS with ten remembered steps and a backtracking line search (Nocedal 1980)."""
    w = start.copy()
    value, gradient = loss(w)
    past: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        direction = _direction(gradient, past)
        slope = float(direction @ gradient)
        size = 1.0 if past else 1.0 / max(1.0, float(np.abs(gradient).sum()))
        while True:
            after = w + size * direction
            new, steeper = loss(after)
            if new <= value + 1e-4 * size * slope or size < _LEAST_STEP:
                break
            size /= 2
        moved, turned = after - w, steeper - gradient
        done = value - new < _TOLERANCE * max(1.0, abs(value))
        w, value, gradient = after, new, steeper
        if done:
            break
        if float(moved @ turned) > 0:
            past = [*past[1 - _REMEMBERED :], (moved, turned)]
    return w


def _direction(gradient: Floats, past: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Two loops over the remembered steps."""
    q = gradient.copy()
    shares = []
    for moved, turned in reversed(past):
        share = float(moved @ q) / float(moved @ turned)
        q -= share * turned
        shares.append(share)
    if past:
        moved, turned = past[-1]
        q *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(past, reversed(shares), strict=True):
        q += (share - float(turned @ q) / float(moved @ turned)) * moved
    return -q


def fit_classifier(
    rows: Sequence[Sequence[str]], labels: Sequence[str], *, penalty: float = 1.0, least: int = 2,
    steps: int = 150, prior: Mapping[str, Mapping[str, float]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Fit a multinomial logit; returns its JSON form.

    ``prior`` gives expected weights (class -> feature -> weight): the penalty pulls towards them.
    """
    expected = prior or {}
    classes = sorted(set(labels) | set(expected))
    index = _vocabulary(rows, least, {f for part in expected.values() for f in part})
    x, width = _sparse(rows, index), len(index)
    y = np.eye(len(classes))[[classes.index(label) for label in labels]]
    start = np.zeros((width, len(classes)))
    for label, part in expected.items():
        for feature, value in part.items():
            start[index[feature], classes.index(label)] = value

    def loss(flat: Floats) -> tuple[float, Floats]:
        w = flat.reshape(start.shape)
        z = np.stack([x.times(w[:, k]) for k in range(len(classes))], axis=1)
        z -= z.max(1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(1, keepdims=True)
        value = (
            -float(np.sum(y * np.log(p + 1e-300))) + penalty * float(((w - start) ** 2).sum()) / 2
        )
        back = np.stack([x.back(p[:, k] - y[:, k], width) for k in range(len(classes))], axis=1)
        return value, (back + penalty * (w - start)).ravel()

    w = _minimise(loss, start.ravel(), steps).reshape(start.shape)
    rounded = {f: [round(float(v), 2) for v in w[i]] for f, i in index.items()}
    weights = {f: row for f, row in rounded.items() if any(abs(v) >= _NEGLIGIBLE for v in row)}
    return {"classes": classes, "weights": weights}


def fit_ranker(
    groups: Sequence[tuple[Sequence[Sequence[str]], int]], *, penalty: float = 1.0, least: int = 2,
    steps: int = 150, prior: Mapping[str, float] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Fit a conditional logit from (candidates, index of the right one); returns its JSON form.

    ``prior`` gives expected weights: the penalty pulls towards them.
    """
    rows = [row for candidates, _ in groups for row in candidates]
    index = _vocabulary(rows, least, set(prior or ()))
    x, width = _sparse(rows, index), len(index)
    starts = np.cumsum([0, *[len(c) for c, _ in groups]])
    owner = np.repeat(np.arange(len(groups)), np.diff(starts))
    right = np.zeros(len(rows))
    for number, (_, chosen) in enumerate(groups):
        right[starts[number] + chosen] = 1.0
    start = np.zeros(width)
    for feature, value in (prior or {}).items():
        start[index[feature]] = value

    def loss(w: Floats) -> tuple[float, Floats]:
        z = np.exp(np.clip(x.times(w), -30, 30))
        p = z / np.bincount(owner, weights=z, minlength=len(groups))[owner]
        value = (
            -float(np.log(p[right > 0] + 1e-300).sum())
            + penalty * float(((w - start) ** 2).sum()) / 2
        )
        return value, x.back(p - right, width) + penalty * (w - start)

    w = _minimise(loss, start, steps)
    rounded = {f: round(float(w[i]), 2) for f, i in index.items()}
    return {"weights": {f: v for f, v in rounded.items() if abs(v) >= _NEGLIGIBLE}}
