"""Two runs compared: which figures moved, which items were won and which lost."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.evaluation.errors import Error
from pipeline.evaluation.figures import ALL
from pipeline.evaluation.report import Part, Report

_NOTEWORTHY = 0.0005


@dataclass(frozen=True, slots=True)
class Move:
    """A figure of both runs; ``by`` is the change of F1."""

    layer: str
    group: str
    before: float
    after: float

    @property
    def by(self) -> float:
        """The change of F1."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from a baseline in one split. ``same_gold`` is false if gold changed too."""

    split: str
    moves: tuple[Move, ...]
    won: tuple[Error, ...]
    lost: tuple[Error, ...]
    same_gold: bool


def compare(report: Report, baseline: Report) -> list[Comparison]:
    """Compare a report with an earlier one, split by split."""
    return [
        _compare(part, before)
        for part in report.parts
        if (before := baseline.part(part.split)) is not None
    ]


def _compare(part: Part, before: Part) -> Comparison:
    old = {figure.key: figure.f1 for figure in before.figures}
    moves = [
        Move(figure.layer, figure.group, known, figure.f1)
        for figure in part.figures
        if figure.slice == ALL
        and figure.f1 is not None
        and (known := old.get(figure.key)) is not None
        and abs(figure.f1 - known) >= _NOTEWORTHY
    ]
    was, now = {e.key: e for e in before.errors}, {e.key: e for e in part.errors}
    return Comparison(
        part.split,
        tuple(sorted(moves, key=lambda m: (-abs(m.by), m.layer, m.group))),
        tuple(error for key, error in was.items() if key not in now),
        tuple(error for key, error in now.items() if key not in was),
        part.corpus == before.corpus,
    )
