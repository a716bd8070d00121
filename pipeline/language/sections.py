"""The language of each section of a release: some releases have two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.language.detect import detect
from pipeline.records import Section

_SHORT, _SURE = 60, 0.8


def detect_sections(text: str, sections: Sequence[Section], default: str) -> tuple[Section, ...]:
    """Return the sections with their languages.

    A short section, or one that no language fits well, is in the release's own (``default``).
    """
    return tuple(
        replace(section, lang=_lang(text[section.start : section.end], default))
        for section in sections
    )


def _lang(words: str, default: str) -> str:
    if len(words) < _SHORT:
        return default
    guess = detect(words, thorough=False)
    return guess.code if guess.confidence >= _SURE and guess.code != "und" else default
