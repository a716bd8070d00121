"""Fitting all relation models and writing them to ``models/relations``."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.evaluation.gold import GoldRelease
from pipeline.relations.fit import fit_ranker
from pipeline.relations.pairs.model import save
from pipeline.resources import models
from pipeline.training.align import Lesson, lessons
from pipeline.training.certifications import fit_certified
from pipeline.training.instances import collect
from pipeline.training.pairs import fit_pairs, rows_of
from pipeline.training.rows import Instances

OFFICE_PENALTY = 3.0
_NUMBERS = re.compile(r"\n(?=[-\d\]])")
_PRIOR_STRENGTH, _PRIOR_PRECISION = 4.0, 0.8


def priors() -> dict[str, Any]:
    """Weights expected before any data is seen, ``models/relations/priors.json``."""
    found: dict[str, Any] = json.loads((models() / "relations" / "priors.json").read_text("utf-8"))
    return found


def fit(rows: Instances, taught: Sequence[Lesson]) -> dict[str, Any]:
    """Fit every model; returns their JSON forms by file name."""
    expected = priors()
    office = fit_ranker(
        [group for _, group in rows.office],
        penalty=OFFICE_PENALTY,
        prior=expected["offices"]["office"],
    )
    return {
        "certified": fit_certified(rows, taught, expected["certified"]),
        "offices": {"classifiers": {}, "rankers": {"office": office}},
        "rules": _precisions(rows),
    }


def _precisions(rows: Instances) -> dict[str, float]:
    """The share of right matches of each rule, smoothed towards an expected precision."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for _, rule, ok in rows.rules:
        seen[rule] += 1
        right[rule] += ok
    return {
        rule: round(
            (right[rule] + _PRIOR_STRENGTH * _PRIOR_PRECISION) / (seen[rule] + _PRIOR_STRENGTH), 3
        )
        for rule in sorted(seen)
    }


def teach(
    gold: Sequence[GoldRelease], progress: Callable[[int], None] | None = None
) -> list[Lesson]:
    """Read the releases as lessons.

    The mentions of the system are those of the rules: the name model was trained on these very
    releases, and finds more in them than it will in others.
    """
    out: list[Lesson] = []
    for done, release in enumerate(gold, 1):
        out += lessons(release, names=False)
        if progress:
            progress(done)
    return out


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
    home = write(fit(rows, taught), folder)[0].parent
    save(fit_pairs([rows_of(lesson) for lesson in taught]), home)
    return rows
