"""From patterns and models to a spaCy pipeline: the only place that adds pipes."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import spacy
from spacy.language import Language

from pipeline.errors import UsageError
from pipeline.resources import patterns

STAGES = ("sentences", "standards", "dates", "entities", "linker", "relations")


@cache
def languages() -> tuple[str, ...]:
    """The languages that have patterns."""
    return tuple(sorted(path.parent.name for path in patterns().glob("*/grammar.yaml")))


@cache
def load(lang: str) -> Language:
    """Build the pipeline of a language.

    Args:
        lang: ISO 639-1 code of a language with patterns.

    Raises:
        UsageError: the language has none.
    """
    if lang not in languages():
        raise UsageError(
            f"no patterns for the language {lang!r}", remedy=f"one of: {', '.join(languages())}"
        )
    nlp = spacy.blank(lang)
    for stage in STAGES:
        import_module(f"pipeline.components.{stage}")
        nlp.add_pipe(f"constancia_{stage}")
    return nlp
