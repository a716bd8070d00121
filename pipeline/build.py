"""From patterns and models to a spaCy pipeline: the only place that adds pipes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from importlib import import_module

import spacy
from spacy import attrs
from spacy.lang.lex_attrs import get_lang
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.choice import known, other, stages

_MODEL = "constancia_model"
_TOKENIZER = "constancia.wordless.v1"
_WORDLESS = {"nlp": {"tokenizer": {"@tokenizers": _TOKENIZER}}}


@cache
def load(lang: str, *, lean: bool = False) -> Language:
    """Build the pipeline of a language.

    Args:
        lang: ISO 639-1 code of a language with patterns.
        lean: leave out what no stage of ours reads: spaCy's attributes of words (shape,
            like_num ...) and, unless another model's names are laid over them, the words.

    Raises:
        UsageError: the language has none, or the model chosen for it is not installed.
    """
    model = other(lang)
    config = _WORDLESS if lean and not model else {}
    nlp = spacy.blank(known(lang), vocab=_bare_words(lang) if lean else True, config=config)
    if model:
        import_module("pipeline.components.model")
        nlp.add_pipe(_MODEL, config={"model": model})
    for stage in ("sentences", *stages(lang), "ents"):
        import_module(f"pipeline.components.{stage}")
        nlp.add_pipe(f"constancia_{stage}")
    return nlp


def _bare_words(lang: str) -> Vocab:
    return Vocab(lex_attr_getters={attrs.LANG: partial(get_lang, lang=lang)})


def _wordless(nlp: Language) -> Callable[[str], Doc]:
    """Make what stands for a tokeniser where a ``Doc`` only carries what the stages find."""

    def empty(_: str) -> Doc:
        return Doc(nlp.vocab)

    return empty


registry.tokenizers(_TOKENIZER, func=lambda: _wordless)
