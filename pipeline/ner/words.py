"""The word table: Brown clusters of the most frequent words.

``models/names/words.npz`` holds, for some 110,000 words in small letters, their cluster in each
language (Brown et al. 1992, from spacy-lookups-data). ``pipeline/training/wordtable.py`` makes it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from pipeline import resources
from pipeline.errors import PatternError
from pipeline.folding import fold
from pipeline.ner.features import BUCKETS, Bits, Floats, Ints, WordBits, word_ids

CLUSTER_BUCKETS = {"cluster4": 17, "cluster8": 257, "cluster": 8192}


class WordTable:
    """What is known of words of one language, by the word."""

    def __init__(self, words: dict[str, int], clusters: Ints, lang: str) -> None:
        self._known = words
        self._clusters = clusters
        self._bits = WordBits(lang)

    @classmethod
    def load(cls, lang: str) -> WordTable:
        """Return the shipped table, seen from a language.

        Raises:
            PatternError: the file is missing or damaged.
        """
        words, arrays = _read(resources.models() / "names" / "words.npz")
        return cls(words, arrays[f"clusters_{lang}"], lang)

    def number(self, word: str) -> int:
        """Return the line of a word in the table, 0 if it is unknown with and without accents."""
        small = word.lower()
        known = self._known.get(small)
        return known if known is not None else self._known.get(fold(word), 0)

    def parts(self, words: list[str]) -> tuple[Ints, Bits]:
        """Return rows in the tables (of ``BUCKETS``, then ``CLUSTER_BUCKETS``), and bits."""
        lines = np.array([self.number(word) for word in words], dtype=np.int64)
        raw = self._clusters[lines].astype(np.int32)
        known = raw > 0
        clusters = np.stack(
            [((raw & 15) + 1) * known, ((raw & 255) + 1) * known, (raw % 8191 + 1) * known], axis=1
        )
        ids = np.array([word_ids(word) for word in words], dtype=np.int32)
        told = b"".join(map(bytes, map(self._bits, words)))
        bits = np.frombuffer(told, dtype=bool).reshape(len(words), -1)
        return np.concatenate([ids, clusters], axis=1), bits

    def rows(self, words: list[str], weights: dict[str, Floats]) -> Floats:
        """Return what the words add to the first layer: (words, width)."""
        ids, bits = self.parts(words)
        out: Floats = bits.astype(np.float32) @ weights["bits"]
        for column, name in enumerate((*BUCKETS, *CLUSTER_BUCKETS)):
            out += weights[name][ids[:, column]]
        return out


def is_word(text: str) -> bool:
    """Tell whether a word is among the most frequent ones of some language."""
    known, _ = _read(resources.models() / "names" / "words.npz")
    return text.lower() in known or fold(text) in known


@cache
def _read(path: Path) -> tuple[dict[str, int], dict[str, Ints]]:
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except (OSError, ValueError) as error:
        raise PatternError(
            f"cannot read the word table: {error}", where=path, remedy="rebuild it: make models"
        ) from error
    words = bytes(arrays.pop("words")).decode("utf-8").split("\n")
    return {word: number for number, word in enumerate(words) if word}, arrays
