"""What was worked out for a word, kept for when the word comes again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_MOST = 65_536
Value = TypeVar("Value")


class Kept(dict[str, Value]):
    """Answers by the word; a look at a kept one costs less than a call of a cached function.

    Args:
        work: works out the answer for a new word.
    """

    def __init__(self, work: Callable[[str], Value]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> Value:
        """Work out the answer for a word, and keep it; with too many, forget the others."""
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self._work(word)
        return found
