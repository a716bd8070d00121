"""Fitting all relation models and writing them to ``models/relations``."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.evaluation.gold import GoldRelease
from pipeline.relations.pairs.model import save
from pipeline.resources import models
from pipeline.training import holdings
from pipeline.training.align import Lesson, lessons
from pipeline.training.certifications import fit_certified
from pipeline.training.pairs import fit_pairs
from pipeline.training.rows import Instances
from pipeline.training.rulecounts import precisions
from pipeline.training.tellings import collect

_NUMBERS = re.compile(r"\n(?=[-\d\]])")


def priors() -> dict[str, Any]:
    """Weights expected before any data is seen, ``models/relations/priors.json``."""
    found: dict[str, Any] = json.loads((models() / "relations" / "priors.json").read_text("utf-8"))
    return found


def fit(rows: Instances, taught: Sequence[Lesson]) -> tuple[dict[str, Any], holdings.Floats]:
    """Fit certifications and rules; returns JSON forms by file name, and weights of holdings."""
    certified, weights = fit_certified(rows, taught, priors()["certified"])
    return {"certified": certified, "rules": precisions(taught)}, weights


def teach(gold: Sequence[GoldRelease]) -> list[Lesson]:
    """Read the releases as lessons.

    The mentions of the system are those of the rules: the name model was trained on these very
    releases, and finds more in them than it will in others.
    """
    return [lesson for release in gold for lesson in lessons(release, names=False)]


def _lines(model: dict[str, Any]) -> str:
    """A model as JSON, one line a feature."""
    return _NUMBERS.sub(" ", json.dumps(model, indent=0, sort_keys=True))


def write(fitted: dict[str, Any], folder: Path | None = None) -> list[Path]:
    """Write the models, one file each, and return their paths."""
    target = folder or models() / "relations"
    target.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, model in fitted.items():
        path = target / f"{name}.json"
        path.write_text(_lines(model) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def train(gold: Sequence[GoldRelease], folder: Path | None = None) -> Instances:
    """Fit on gold and write; returns the rows learnt from."""
    taught = teach(gold)
    rows = collect(taught)
    fitted, held = fit(rows, taught)
    home = write(fitted, folder)[0].parent
    holdings.write(held, home)
    save(fit_pairs(taught, fitted["rules"]), home)
    return rows
