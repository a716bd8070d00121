"""``constancia_entities``: bodies, persons, offices and places, from registry, grammar and NER."""

from __future__ import annotations

from spacy.language import Language

from pipeline.components.state import Component


@Language.factory("constancia_entities")
def make(nlp: Language, name: str) -> Component:
    """Make the component for the language of ``nlp``."""
    return Component("entities")
