"""Confusion matrices: which label or action was taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evaluation.evaluate import Result

NONE = "–"


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts by gold (rows) and system (columns); ``NONE`` is a mention that one side lacks."""

    name: str
    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def labels(results: Iterable[Result]) -> Confusion:
    """Return the confusion of mention labels, over overlapping mentions matched one to one."""
    return _matrix(
        "labels",
        (
            (_first(outcome.gold), _first(outcome.system))
            for result in results
            for outcome in result.outcomes
            if outcome.layer in ("mentions.partial", "nominals.partial")
        ),
    )


def actions(results: Iterable[Result]) -> Confusion:
    """Return the confusion of what happened to certificates, on facts whose core is right."""
    return _matrix(
        "actions",
        (
            (outcome.gold or NONE, outcome.system or NONE)
            for result in results
            for outcome in result.outcomes
            if outcome.layer == "facts.qualifiers" and outcome.group == "certified.action"
        ),
    )


def statuses(results: Iterable[Result]) -> Confusion:
    """Return the confusion of statuses, on facts whose core is right."""
    return _matrix(
        "statuses",
        (
            (outcome.gold, outcome.system)
            for result in results
            for outcome in result.outcomes
            if outcome.layer == "facts.status"
        ),
    )


def _first(text: str) -> str:
    return text.split(" ", 1)[0] or NONE


def _matrix(name: str, pairs: Iterable[tuple[str, str]]) -> Confusion:
    counts = Counter(pairs)
    names = sorted({each for pair in counts for each in pair} - {NONE})
    names += [NONE] if any(NONE in pair for pair in counts) else []
    return Confusion(name, tuple(names), tuple(tuple(counts[r, c] for c in names) for r in names))
