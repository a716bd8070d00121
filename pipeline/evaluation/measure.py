"""The whole evaluation: gold from a path, a system, a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from pipeline.errors import UsageError
from pipeline.evaluation import system
from pipeline.evaluation.across import with_pairs
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.gold import SPLITS, Split
from pipeline.evaluation.load import load
from pipeline.evaluation.report import Report, part
from pipeline.store.stamp import package_version


def measure(gold: Path, *, against: Path | None = None, splits: Sequence[str] = ()) -> Report:
    """Evaluate the pipeline, or the tables of a run, on gold.

    Args:
        gold: see ``pipeline.evaluation.load``.
        against: folder of the tables of a run; the pipeline runs if left out.
        splits: the splits to measure (dev and test by default, where gold has splits).

    Raises:
        UsageError: a split is unknown, or there is nothing at a path.
        GoldError: the gold is not well-formed.
    """
    if unknown := set(splits) - set(SPLITS):
        remedy = f"one of: {', '.join(SPLITS)}"
        raise UsageError(f"unknown split {', '.join(sorted(unknown))}", remedy=remedy)
    found = load(gold, cast("Sequence[Split]", splits))
    says = system.Outputs(against) if against else system.run
    parts = [
        part(name, with_pairs(list(evaluate(releases, says, from_gold_mentions=against is None))))
        for name, releases in found.items()
    ]
    return Report(package_version(), str(against or "pipeline"), str(gold), tuple(parts))
