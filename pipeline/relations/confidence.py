"""The confidence that a fact carries: calibrated on releases that no model has read.

A judge of relations gives probabilities that hold if the mentions are right and the release is
like those it learnt from. What the other stages get wrong is not in them: the surest facts are too
sure. One line between log odds, fitted on the dev part, mends that for every fact alike, so the
order of facts stays.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.resources import models

FILE = "confidence.json"
_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Scale:
    """From a raw probability to a calibrated one: a straight line between log odds (Platt)."""

    slope: float
    shift: float

    def __call__(self, raw: float) -> float:
        """Calibrate a probability."""
        return _probability(self.slope * _odds(raw) + self.shift)

    def undo(self, calibrated: float) -> float:
        """The raw probability of a calibrated one."""
        return _probability((_odds(calibrated) - self.shift) / self.slope)


def _odds(probability: float) -> float:
    inside = min(1 - _EDGE, max(_EDGE, probability))
    return math.log(inside / (1 - inside))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def save(scale: Scale, folder: Path) -> Path:
    """Write the scale of all facts and return the path."""
    path = folder / FILE
    folder.mkdir(parents=True, exist_ok=True)
    about = {"slope": round(scale.slope, 4), "shift": round(scale.shift, 4)}
    path.write_text(json.dumps(about) + "\n", encoding="utf-8")
    return path


def read(folder: Path) -> Scale:
    """Read what ``save`` wrote.

    Raises:
        ModelError: it is missing or not well-formed.
    """
    try:
        about = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Scale(float(about["slope"]), float(about["shift"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"cannot load the scale of confidences: {error}",
            where=folder,
            remedy="run: constancia train confidence",
        ) from error


@cache
def shipped() -> Scale:
    """The scale of ``models/relations``."""
    return read(models() / "relations")
