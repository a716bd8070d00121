"""A multinomial logit over hashed features, fitted by L-BFGS; rows may forbid classes."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_LEAST = 2
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Rows of buckets; ``allowed`` is 0 for the classes a row may have, -30 for the others."""

    buckets: Sequence[array[int]]
    size: int
    allowed: Floats
    labels: npt.NDArray[np.int64]
    weights: Floats


class _Sparse:
    """A matrix of ones; products with dense matrices, both ways."""

    def __init__(self, problem: Problem) -> None:
        sparse = import_module("scipy.sparse")  # has no types, and only training needs it
        rows = [np.unique(np.frombuffer(row, dtype=np.intc)) for row in problem.buckets]
        starts = np.cumsum([0, *[len(row) for row in rows]])
        columns = np.concatenate(rows)
        shape = (len(rows), problem.size)
        self.rows = sparse.csr_matrix(
            (np.ones(len(columns), np.float32), columns, starts), shape=shape
        )
        self.counts = np.bincount(columns, minlength=problem.size)


def odds_of(problem: Problem, weights: Floats) -> Floats:
    """The probability of each class for each row."""
    scores = _Sparse(problem).rows @ weights + problem.allowed
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Floats = powers / powers.sum(axis=1, keepdims=True)
    return out


def fit_logit(problem: Problem, penalty: float, steps: int = _STEPS) -> Floats:
    """Fit the weights, a row a bucket and a column a class; buckets seen once stay zero."""
    minimize = import_module("scipy.optimize").minimize
    sparse = _Sparse(problem)
    kept = np.flatnonzero(sparse.counts >= _LEAST)
    x = sparse.rows[:, kept]
    turned = x.T.tocsr()
    classes = problem.allowed.shape[1]
    y = np.eye(classes, dtype=np.float32)[problem.labels]
    weight = problem.weights[:, None]

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        w = flat.reshape(-1, classes).astype(np.float32)
        scores = x @ w + problem.allowed
        scores -= scores.max(axis=1, keepdims=True)
        powers = np.exp(scores)
        totals = powers.sum(axis=1, keepdims=True)
        told = (y * scores).sum(axis=1, keepdims=True) - np.log(totals)
        value = -float((weight * told).sum()) + 0.5 * penalty * float((w * w).sum())
        slope = turned @ (weight * (powers / totals - y)) + penalty * w
        return value, slope.astype(np.float64).ravel()

    start = np.zeros(len(kept) * classes)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    out = np.zeros((problem.size, classes), dtype=np.float32)
    out[kept] = best.x.reshape(-1, classes)
    return out
