"""``constancia_names``: the name model settles which mentions there are."""

from __future__ import annotations

from spacy.language import Language

from pipeline.components.state import Component


@Language.factory("constancia_names")
def make(nlp: Language, name: str) -> Component:
    """Make the component for the language of ``nlp``."""
    return Component("names")
