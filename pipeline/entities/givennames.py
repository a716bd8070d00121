"""Given names and surnames of many countries, as words of a name."""

from __future__ import annotations

from functools import lru_cache

from pipeline.entities.lexicon import word_list
from pipeline.entities.tokens import fold

CLEAR, COMMON = 1, 2


@lru_cache(maxsize=8192)
def given_name(word: str) -> int:
    """Return whether a word (or its part before a hyphen) is a given name: 0, CLEAR or COMMON."""
    clear, common = word_list("given_names"), word_list("common_given_names")
    for name in (fold(word), fold(word.split("-", maxsplit=1)[0])):
        if name in clear:
            return CLEAR
        if name in common:
            return COMMON
    return 0


def is_known(folded: str) -> bool:
    """Tell whether a folded word is a known given name or surname."""
    return folded in word_list("given_names") or folded in word_list("surnames")
