"""Which stretches of a text are taken: a question that long texts ask many times."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Cover:
    """Some stretches ``(start, end)``, in any order; they may overlap.

    Example:
        >>> Cover([(0, 3), (8, 9)]).overlaps(2, 5)
        True
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a stretch shares a place with one of them; time grows with the logarithm."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start
