"""Which statement of gold some words are."""

from __future__ import annotations

from pipeline.evaluation import fold
from pipeline.training.align import Lesson

SAID = "said"
_SAME, _STATEMENT_WORDS = 0.6, 60


def statement_of(lesson: Lesson, span: tuple[int, int]) -> int | None:
    """The number of the gold statement that shares most of its words with a stretch of text."""
    words = " ".join(lesson.release.text[slice(*span)].split()[:_STATEMENT_WORDS])
    shares = [
        (fold.overlap(fact.object, words), -number)
        for number, fact in enumerate(lesson.facts)
        if fact.predicate == SAID
    ]
    share, number = max(shares, default=(0.0, 0))
    return -number if share >= _SAME else None
