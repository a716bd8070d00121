"""From patterns and models to a spaCy pipeline: the only place that adds pipes."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import spacy
from spacy.language import Language

from pipeline.choice import known, other, stages
from pipeline.components.state import suggested as names_of
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
    nlp = spacy.blank(known(lang))
    if model := other(lang):
        import_module("pipeline.components.model")
        nlp.add_pipe(_MODEL, config={"model": model})
    for stage in ("sentences", *stages(lang), "ents"):
        import_module(f"pipeline.components.{stage}")
        nlp.add_pipe(f"constancia_{stage}")
    return nlp


def suggested(text: str, lang: str) -> list[Mention]:
    """Return what the model chosen for a language finds in a text.

    Raises:
        UsageError: the model is not installed.
    """
    nlp = load(lang)
    return names_of(nlp.get_pipe(_MODEL)(nlp.make_doc(text)))
