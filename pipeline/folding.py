"""Folding: the form in which words are compared (lower case, no accents, plain quotes)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return ``word`` in lower case without accents; length may differ from the original."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.translate(_QUOTES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
