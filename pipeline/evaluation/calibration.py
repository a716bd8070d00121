"""Is a confidence of 0.8 right eight times in ten? Reliability, and the expected error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evaluation.evaluate import Result

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts with a confidence between ``low`` and ``high``: mean confidence and share right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reliability of the confidences; ``error`` is the expected calibration error (ECE).

    ECE: mean distance of confidence and share right over equal bins, weighted by count
    (Naeini et al., AAAI 2015). ``None`` if there are no facts.
    """

    bins: tuple[Bin, ...]
    error: float | None


def calibration(results: Iterable[Result], layer: str = "facts") -> Calibration:
    """Return the reliability of the facts' confidences; right means that the core is right."""
    pairs = [
        (outcome.confidence, outcome.credit)
        for result in results
        for outcome in result.outcomes
        if outcome.layer == layer and outcome.confidence >= 0
    ]
    return of_pairs(pairs)


def of_pairs(pairs: Iterable[tuple[float, float]]) -> Calibration:
    """Return the reliability of pairs of confidence and rightness (0 to 1 both)."""
    filled: dict[int, list[tuple[float, float]]] = {}
    for confidence, right in pairs:
        filled.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    bins = tuple(
        Bin(
            number / BINS, (number + 1) / BINS, len(each),
            round(sum(c for c, _ in each) / len(each), 4),
            round(sum(r for _, r in each) / len(each), 4),
        )
        for number, each in sorted(filled.items())
    )  # fmt: skip
    total = sum(b.count for b in bins)
    error = sum(b.count * abs(b.confidence - b.right) for b in bins) / total if total else None
    return Calibration(bins, None if error is None else round(error, 4))
