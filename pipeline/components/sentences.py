"""``constancia_sentences``: sentence boundaries by rule."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import sentences
from pipeline.relations.grammar import grammar


class Sentences:
    """Marks the first token of each sentence."""

    def __init__(self, lang: str) -> None:
        self._abbreviations = grammar(lang).abbreviations

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence boundaries of ``doc``."""
        starts = {start for start, _ in sentences.split(doc.text, self._abbreviations)}
        for token in doc:
            token.is_sent_start = token.idx in starts or token.i == 0
        return doc


@Language.factory("constancia_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make(nlp: Language, name: str) -> Sentences:
    """Make the component for the language of ``nlp``."""
    return Sentences(nlp.lang or "")
