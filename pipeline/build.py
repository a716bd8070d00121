"""From patterns and models to a spaCy pipeline: the only place that adds pipes."""

from __future__ import annotations

from functools import cache, partial
from importlib import import_module

import spacy
from spacy import attrs
from spacy.lang.lex_attrs import get_lang
from spacy.language import Language
from spacy.vocab import Vocab

from pipeline.choice import known, other, stages

_MODEL = "constancia_model"


@cache
def load(lang: str, *, lean: bool = False) -> Language:
    """Build the pipeline of a language.

    Args:
        lang: ISO 639-1 code of a language with patterns.
        lean: leave out spaCy's attributes of words (shape, like_num ...), which no stage of ours
            reads: they would be worked out for each word that is new.

    Raises:
        UsageError: the language has none, or the model chosen for it is not installed.
    """
    nlp = spacy.blank(known(lang), vocab=_bare_words(lang) if lean else True)
    if model := other(lang):
        import_module("pipeline.components.model")
        nlp.add_pipe(_MODEL, config={"model": model})
    for stage in ("sentences", *stages(lang), "ents"):
        import_module(f"pipeline.components.{stage}")
        nlp.add_pipe(f"constancia_{stage}")
    return nlp


def _bare_words(lang: str) -> Vocab:
    return Vocab(lex_attr_getters={attrs.LANG: partial(get_lang, lang=lang)})
