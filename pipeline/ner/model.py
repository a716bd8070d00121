"""The name model: word embeddings, residual convolutions, one tag a token; plain numpy.

The architecture is that of a small window CNN (Collobert et al. 2011) with maxout units
(Goodfellow et al. 2013), as spaCy's own ``MaxoutWindowEncoder``. It runs on the matrix product of
numpy's BLAS, which is several times faster here than spaCy's (``benchmarks/bench_ner.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from pipeline import resources
from pipeline.entities.tokens import TokenView
from pipeline.errors import PatternError
from pipeline.ner import decode
from pipeline.ner.convolution import Convolution, filters
from pipeline.ner.features import LABELS, Bits, Floats, Ints
from pipeline.ner.words import WordTable

_WINDOW = 4096
_KEPT = 30_000
_EPSILON = 1e-8
_RULES = ("rule_tag", "rule_source", "rule_name")
LANGUAGES = ("en", "es")
# Kinds of texts that the model was trained on: releases of the corpus (adjudicated), releases
# annotated once, and other texts (encyclopedia, news agencies). Each has its own habits.
KINDS = ("release", "training", "other")


@dataclass(frozen=True, slots=True)
class Span:
    """A name as tokens ``first`` to ``last`` (exclusive); ``confidence`` between 0 and 1."""

    first: int
    last: int
    label: str
    confidence: float


class NameModel:
    """The trained weights, and the rows of the words met so far in one language."""

    def __init__(self, weights: dict[str, Floats], table: WordTable, lang: str) -> None:
        self._weights = weights
        self._table = table
        self._lang = LANGUAGES.index(lang)
        self._rows = np.zeros((1024, weights["start"].shape[1]), dtype=np.float32)
        self._numbers: dict[str, int] = {}
        layers = range(int(weights["layers"][0]))
        self._silent: Floats = np.sum([weights[name][0] for name in _RULES], axis=0)
        self._filters = [filters(weights[f"conv{layer}"]) for layer in layers]

    def spans(
        self, view: TokenView, places: Bits, rules: Ints | None = None, kind: str = KINDS[0]
    ) -> list[Span]:
        """Return the names in ``view``.

        Args:
            view: the tokens.
            places: their bits (tokens, ``len(PLACE_BITS)``).
            rules: what the rules found there (tokens, 3); without, the model judges alone.
            kind: what sort of text it is, of ``KINDS``.
        """
        found: list[Span] = []
        for first in range(0, len(view), _WINDOW):
            window = slice(first, first + _WINDOW)
            scores = self.scores(
                view.texts[window],
                places[window],
                None if rules is None else rules[window],
                KINDS.index(kind),
            )
            breaks = np.asarray(view.line[window])
            found += [
                Span(first + a, first + b, LABELS[label], confidence)
                for a, b, label, confidence in decode.spans(scores, breaks)
            ]
        return found

    def scores(
        self, words: list[str], places: Bits, rules: Ints | None = None, kind: int = 0
    ) -> Floats:
        """Return the log-probability of each tag at each token: (tokens, tags)."""
        w = self._weights
        hidden = self._words(words)
        hidden += places.astype(np.float32) @ w["places"]
        hidden += w["start"][self._lang] + w["kinds"][kind] + self._silent
        if rules is not None:
            hidden += w["ruled"][0]
            told = np.flatnonzero(rules[:, 0])
            hidden[told] -= self._silent
            for column, name in enumerate(_RULES):
                hidden[told] += w[name][rules[told, column]]
        hidden = _normal(hidden, w["norm_scale"], w["norm_shift"])
        convolve = Convolution(len(words), hidden.shape[1], w["conv0"].shape[1])
        for layer, sums in enumerate(self._filters):
            best = convolve(hidden, sums, w[f"conv{layer}_shift"])
            hidden += _normal(best, w[f"norm{layer}_scale"], w[f"norm{layer}_shift"])
        return _log_softmax(hidden @ w["out"] + w["out_shift"])

    def _words(self, words: list[str]) -> Floats:
        """Return the rows of words: (words, width); those of new words are worked out and kept."""
        numbers = self._numbers
        new = [word for word in dict.fromkeys(words) if word not in numbers]
        if len(numbers) + len(new) > _KEPT:
            numbers.clear()
            new = list(dict.fromkeys(words))
        if new:
            self._learn(new)
        out: Floats = self._rows[list(map(numbers.__getitem__, words))]
        return out

    def _learn(self, new: list[str]) -> None:
        first, last = len(self._numbers), len(self._numbers) + len(new)
        while last > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[first:last] = self._table.rows(new, self._weights)
        self._numbers.update(zip(new, range(first, last), strict=True))


def _normal(values: Floats, scale: Floats, shift: Floats) -> Floats:
    """Bring each row in place to mean 0 and variance 1, scaled and shifted (Ba et al. 2016)."""
    width = np.float32(values.shape[1])
    values -= (np.einsum("ij->i", values) / width)[:, None]
    variance = np.einsum("ij,ij->i", values, values) / width
    values *= (1 / np.sqrt(variance + np.float32(_EPSILON)))[:, None]
    values *= scale
    values += shift
    return values


def _log_softmax(values: Floats) -> Floats:
    values = values - values.max(axis=1, keepdims=True)
    out: Floats = values - np.log(np.exp(values).sum(axis=1, keepdims=True))
    return out


def folder() -> Path:
    """Where the model's files are."""
    return resources.models() / "names"


def read(path: Path) -> dict[str, Floats]:
    """Read weights, stored as half floats.

    Raises:
        PatternError: the file is missing or no archive of arrays.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            return {name: archive[name].astype(np.float32) for name in archive.files}
    except (OSError, ValueError) as error:
        raise PatternError(
            f"cannot read the name model: {error}", where=path, remedy="rebuild it: make models"
        ) from error


@cache
def _weights() -> dict[str, Floats]:
    return read(folder() / "weights.npz")


@cache
def load(lang: str) -> NameModel:
    """Return the model for a language.

    Raises:
        PatternError: a file of ``models/names`` is missing or damaged.
    """
    return NameModel(_weights(), WordTable.load(lang), lang)
