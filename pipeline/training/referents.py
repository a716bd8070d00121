"""Learning which body a nominal mention stands for: one weight a feature, fitted by L-BFGS."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.errors import UsageError
from pipeline.evaluation.gold import GoldRelease
from pipeline.extraction import process
from pipeline.linking import nominal
from pipeline.linking.fits import Features
from pipeline.linking.link import stand_ins
from pipeline.records import PROPOSED, Mention, RawRelease
from pipeline.release import parse
from pipeline.resources import models
from pipeline.training.align import shift

Floats = npt.NDArray[np.float64]
_PENALTY, _STEPS, _HALF = 1.0, 500, 0.5
_LATER = ("linker", "relations")


@dataclass(frozen=True, slots=True)
class Choice:
    """A nominal mention: the features of each body of the text, of nobody, and who is right."""

    rows: tuple[Features, ...]
    nobody: Features
    right: frozenset[int]


def choices(release: GoldRelease) -> list[Choice]:
    """Return the choices that the system meets in a release; the right one is always taken."""
    read = replace(parse(RawRelease(f"{release.id}.txt", release.text, "")), lang=release.lang)
    state = process(read, release.lang, [release.lang], without=_LATER)
    gold = [m for m in shift(release.text, state.release.text, release.mentions) if m.entity_id]
    found: list[Choice] = []

    def decide(
        mention: Mention,
        bodies: Sequence[Sequence[Mention]],
        rows: Sequence[Features],
        nobody: Features,
    ) -> list[float]:
        if mention.rule == PROPOSED:  # the name model knows these texts: it is right here too often
            return []
        key = _key(mention, gold)
        right = [n for n, names in enumerate(bodies) if key and _most(names, gold) == key]
        found.append(Choice(tuple(rows), nobody, frozenset(right)))
        best = max(right, key=lambda n: rows[n].get("times", 0.0), default=-1)
        return [float(n == best) for n in range(len(rows))] if right else []

    stand_ins(state.mentions, state.release, release.lang, decide)
    return found


def _key(mention: Mention, gold: Sequence[Mention]) -> str:
    """Return the key of the entity that a mention of the system covers best."""
    touching = [g for g in gold if g.start < mention.end and mention.start < g.end]
    best = max(touching, key=lambda g: _overlap(mention, g), default=None)
    return best.entity_id if best and _overlap(mention, best) >= _HALF else ""


def _overlap(one: Mention, other: Mention) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / max(one.end - one.start, other.end - other.start)


def _most(names: Sequence[Mention], gold: Sequence[Mention]) -> str:
    votes = Counter(key for mention in names if (key := _key(mention, gold)))
    return votes.most_common(1)[0][0] if votes else ""


def fit(found: Sequence[Choice], penalty: float = _PENALTY) -> dict[str, float]:
    """Return the weight of each feature under which the right choices are the likeliest."""
    told = [choice for choice in found if choice.rows]
    names = sorted({name for c in told for row in (*c.rows, c.nobody) for name in row})
    place = {name: number for number, name in enumerate(names)}
    rows = [row for choice in told for row in (*choice.rows, choice.nobody)]
    x = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            x[number, place[name]] = value
    right = np.array([r for c in told for r in _right(c)])
    sizes = np.array([len(choice.rows) + 1 for choice in told])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(told)), sizes)

    def loss(w: Floats) -> tuple[float, Floats]:
        scores = x @ w
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        total = np.add.reduceat(powers, starts)
        hit = np.add.reduceat(powers * right, starts)
        slope = x.T @ (powers / total[group] - powers * right / hit[group])
        value = float(np.log(total / hit).sum() + 0.5 * penalty * w @ w)
        return value, slope + penalty * w

    minimize = import_module("scipy.optimize").minimize  # only training needs it
    best = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    )
    return {name: round(float(best.x[number]), 3) for name, number in place.items()}


def _right(choice: Choice) -> list[float]:
    """Return 1 for each right row; nobody, the last one, is right if no body is."""
    return [*(float(n in choice.right) for n in range(len(choice.rows))), float(not choice.right)]


def train(gold: Sequence[GoldRelease], folder: Path | None = None) -> int:
    """Fit on gold, write the weights and return the number of mentions learnt from.

    Raises:
        UsageError: no release has a nominal mention in a text that names a body.
    """
    found = [choice for release in gold for choice in choices(release)]
    if not any(choice.rows for choice in found):
        raise UsageError("no nominal mention to learn from", remedy="give annotated releases")
    path = (folder or models() / "linking") / nominal.WEIGHTS
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(fit(found), indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")
    return len(found)
