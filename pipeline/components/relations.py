"""``constancia_relations``: the facts that a release states."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.state import entities_of, mentions_of, release_of
from pipeline.relations.extract import state


class Relations:
    """Finds facts among the mentions."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Set the facts of ``doc``."""
        stated = state(release_of(doc), mentions_of(doc), entities_of(doc), self._lang)
        doc._.facts, doc._.entities = stated.facts, stated.entities
        return doc


@Language.factory("constancia_relations")
def make(nlp: Language, name: str) -> Relations:
    """Make the component for the language of ``nlp``."""
    return Relations(nlp.lang or "")
