"""``constancia_names``: the name model settles which mentions there are."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.entities import view_of
from pipeline.components.state import mentions_of, release_of
from pipeline.ner.refine import refine


class Names:
    """Joins what the rules found and what the model finds."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Replace the mentions of ``doc`` by those that the model settles on."""
        doc._.mentions = refine(
            view_of(doc), self._lang, mentions_of(doc), release_of(doc).sections
        )
        return doc


@Language.factory("constancia_names")
def make(nlp: Language, name: str) -> Names:
    """Make the component for the language of ``nlp``."""
    return Names(nlp.lang or "")
