"""Making ``models/names/words.npz``: the Brown clusters of the most frequent words.

Frequencies and clusters come from spacy-lookups-data (lexeme tables over web corpora of each
language); the table keeps the words that a release is likely to hold.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.ner.features import Ints
from pipeline.ner.model import LANGUAGES
from pipeline.resources import models

SIZE = 60_000
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
_LENGTHS = range(2, 25)


def frequent(chances: Mapping[str, float], size: int) -> dict[str, float]:
    """Return the ``size`` most frequent words in small letters with their log-probability."""
    best: dict[str, float] = {}
    for word, chance in chances.items():
        small = word.lower()
        if len(small) in _LENGTHS and _WORD.fullmatch(small):
            best[small] = max(chance, best.get(small, -np.inf))
    return {word: best[word] for word in sorted(best, key=lambda w: (-best[w], w))[:size]}


def make(
    chances: Mapping[str, Mapping[str, float]],
    clusters: Mapping[str, Mapping[str, int]],
    size: int = SIZE,
) -> dict[str, Ints]:
    """Return the arrays of a word table; line 0 is for unknown words.

    Args:
        chances: log-probabilities of words by language.
        clusters: Brown clusters of words by language.
        size: how many words to take of each language.
    """
    merged: dict[str, float] = {}
    for known in chances.values():
        for word, chance in frequent(known, size).items():
            merged[word] = max(chance, merged.get(word, -np.inf))
    words = sorted(merged, key=lambda w: (-merged[w], w))
    arrays: dict[str, Any] = {
        "words": np.frombuffer("\n".join(["", *words]).encode("utf-8"), dtype=np.uint8)
    }
    for lang, known in clusters.items():
        numbers = [0, *(_cluster(known, word) for word in words)]
        arrays[f"clusters_{lang}"] = np.array(numbers, dtype=np.uint32)
    return arrays


def _cluster(known: Mapping[str, int], word: str) -> int:
    return known.get(word) or known.get(word.title()) or known.get(word.upper()) or 0


def _lexemes(lang: str, table: str) -> dict[str, Any]:
    path = files("spacy_lookups_data") / "data" / f"{lang}_lexeme_{table}.json.gz"
    with gzip.open(str(path), "rt", encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found


def write(path: Path) -> None:
    """Make the word table from the installed spacy-lookups-data and write it."""
    arrays: dict[str, Any] = make(
        {lang: _lexemes(lang, "prob") for lang in LANGUAGES},
        {lang: _lexemes(lang, "cluster") for lang in LANGUAGES},
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    write(models() / "names" / "words.npz")
