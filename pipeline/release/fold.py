"""Comparing text without accents and case, character for character, so that offsets stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


class _Folds(dict[int, str]):
    """A translation table that is filled as characters are met."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = folded = base if len(base) == 1 else chr(code)
        return folded


_TABLE = _Folds()


def fold(text: str) -> str:
    """Return the text in lower case without accents, of the same length."""
    return text.lower() if text.isascii() else _translated(text)


@lru_cache(maxsize=512)  # a line is folded by many who look at it
def _translated(text: str) -> str:
    return text.translate(_TABLE)


def alternation(phrases: Iterable[str]) -> str:
    """Return a regular expression of phrases, longest first, to be used on folded text.

    A space matches any run of spaces, ``#`` a number.
    """
    ordered = sorted(
        {fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase)
    )
    return "(?:" + "|".join(_escaped(phrase) for phrase in ordered) + ")"


def _escaped(phrase: str) -> str:
    return re.sub(r"(?:\\ )+", r"\\s+", re.escape(phrase)).replace(r"\#", r"\d[\d.,]*")
