"""``constancia_entities``: bodies, persons, offices and places, from registry, grammar and NER."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import entities
from pipeline.components.state import add_mentions, mentions_of, release_of
from pipeline.entities.tokens import TokenView
from pipeline.records import LABELS, Mention

_VIEW = "constancia_view"


def view_of(doc: Doc) -> TokenView:
    """The tokens of ``doc`` as the entity rules and the name model read them."""
    known: Any = doc.user_data.get(_VIEW)
    if isinstance(known, TokenView):
        return known
    doc.user_data[_VIEW] = view = TokenView.from_text(release_of(doc).text)
    return view


def _from_model(doc: Doc) -> list[Mention]:
    """What a model's NER found, where its labels are ours."""
    return [
        Mention(
            e.start_char, e.end_char, e.text, e.label_, source="ner", rule="ner", confidence=0.8
        )
        for e in doc.ents
        if e.label_ in LABELS
    ]


class Entities:
    """Finds names and nominal mentions of bodies, persons, offices and places."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Add the mentions of entities in ``doc``."""
        found = entities.find(
            view_of(doc), self._lang, release_of(doc), mentions_of(doc), _from_model(doc)
        )
        add_mentions(doc, found)
        return doc


@Language.factory("constancia_entities")
def make(nlp: Language, name: str) -> Entities:
    """Make the component for the language of ``nlp``."""
    return Entities(nlp.lang or "")
