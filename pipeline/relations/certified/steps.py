"""Probabilities as features of a logit: one for each step that the log odds are above."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cache

_STEPS = (-3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)


def steps(name: str, probability: float) -> list[str]:
    """One feature for each step that the log odds are above."""
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return _names(name)[: bisect_left(_STEPS, math.log(inside / (1 - inside)))]


@cache
def _names(name: str) -> list[str]:
    return [f"{name}>{step}" for step in _STEPS]
