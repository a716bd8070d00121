"""From patterns and models to a spaCy pipeline: the only place that adds pipes.

For programs that read spaCy, and for a spaCy model in the place of our own. The extraction
runs the stages without it (``pipeline.extraction``).
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import spacy
from spacy.language import Language

from pipeline.choice import known, other, stages
from pipeline.components.state import suggested
from pipeline.records import Mention

_MODEL = "constancia_model"


@cache
def load(lang: str) -> Language:
    """Build the pipeline of a language.

    Args:
        lang: ISO 639-1 code of a language with patterns.

    Raises:
        UsageError: the language has none, or the model chosen for it is not installed.
    """
    nlp = with_model(lang)
    for stage in ("sentences", *stages(lang)):
        import_module(f"pipeline.components.{stage}")
        nlp.add_pipe(f"constancia_{stage}")
    return nlp


def with_model(lang: str) -> Language:
    """Build a pipeline of the model alone that was chosen for a language, empty if it is ours."""
    nlp = spacy.blank(known(lang))
    if model := other(lang):
        import_module("pipeline.components.model")
        nlp.add_pipe(_MODEL, config={"model": model})
    return nlp


@cache
def chosen_model(lang: str) -> Language:
    """Return the pipeline of ``with_model``, made once."""
    return with_model(lang)


def suggestions(text: str, lang: str) -> list[Mention]:
    """The names that the model chosen for a language finds in a text."""
    return suggested(chosen_model(lang)(text))
