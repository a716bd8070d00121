"""Fitting the scale of all confidences on the dev part, which no model has read.

The parts that are measured for reports (test) are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from pipeline.evaluation import gold, markup
from pipeline.evaluation.corpus import SEEDS
from pipeline.evaluation.evaluate import Result, evaluate
from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.system import run
from pipeline.relations.confidence import Scale, save, shipped
from pipeline.training.calibrate import platt

PLAIN_DEV = Path("plain", "dev")


def dev(folder: Path = SEEDS) -> Iterator[GoldRelease]:
    """Yield the releases of both dev parts.

    Raises:
        GoldError: one is not well-formed.
    """
    yield from gold("dev", folder)
    yield from markup.read_folder(folder / PLAIN_DEV)


def fit(results: Iterable[Result], used: Scale) -> Scale:
    """Return the scale under which the facts of some results are as sure as they are right.

    Args:
        results: what the pipeline said of gold.
        used: the scale that it said it with.
    """
    told = [
        (used.undo(outcome.confidence), outcome.credit)
        for result in results
        for outcome in result.outcomes
        if outcome.layer == "facts" and outcome.confidence >= 0
    ]
    if not told:
        return Scale(1.0, 0.0)
    raw, right = np.array(told, dtype=float).T
    return Scale(*platt(raw, right))


def train(folder: Path, home: Path) -> Scale:
    """Fit on the dev parts of a corpus and write to ``home``; returns the scale."""
    scale = fit(evaluate(dev(folder), run, from_gold_mentions=False), shipped())
    save(scale, home)
    return scale
