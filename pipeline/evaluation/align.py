"""Offsets of one text carried over to another version of it (the clean one, the raw one)."""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher


class Alignment:
    """Maps spans of ``source`` to spans of ``target``.

    Cleaning changes white space only, nearly always; then the mapping is exact. Where other
    characters differ too, the longest common blocks are aligned.

    Args:
        source: the text that spans refer to.
        target: the text that they shall refer to.
    """

    def __init__(self, source: str, target: str) -> None:
        self._same = source == target
        self._from = [i for i, char in enumerate(source) if not char.isspace()]
        self._to = [i for i, char in enumerate(target) if not char.isspace()]
        if self._same:
            return
        one = "".join(source[i] for i in self._from)
        other = "".join(target[i] for i in self._to)
        self._pairs: dict[int, int] | None = None if one == other else _common(one, other)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the span in ``target``, or ``None`` if it has no part there."""
        if self._same:
            return start, end
        first = bisect_left(self._from, start)
        last = bisect_left(self._from, end)
        numbers = [n for i in range(first, last) if (n := self._target(i)) is not None]
        if not numbers:
            return None
        return self._to[numbers[0]], self._to[numbers[-1]] + 1

    def _target(self, number: int) -> int | None:
        return number if self._pairs is None else self._pairs.get(number)


def _common(one: str, other: str) -> dict[int, int]:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {b.a + i: b.b + i for b in blocks for i in range(b.size)}
