"""``constancia_sentences``: sentence boundaries by rule."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy import attrs
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import sentences
from pipeline.components.state import release_of
from pipeline.relations.grammar import grammar


class Sentences:
    """Marks the first token of each sentence."""

    def __init__(self, lang: str) -> None:
        self._abbreviations = grammar(lang).abbreviations

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence boundaries of ``doc``."""
        if not len(doc):
            return doc
        spans = sentences.split(release_of(doc).text, self._abbreviations)
        begins = doc.to_array([attrs.IDX])
        marks = np.full((len(doc), 1), -1, dtype="int64")
        marks[np.searchsorted(begins, [start for start, _ in spans]).clip(0, len(doc) - 1)] = 1
        marks[0] = 1
        ints: Any = marks.astype("uint64")
        return doc.from_array([attrs.SENT_START], ints)


@Language.factory("constancia_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make(nlp: Language, name: str) -> Sentences:
    """Make the component for the language of ``nlp``."""
    return Sentences(nlp.lang or "")
