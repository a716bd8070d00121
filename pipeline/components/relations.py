"""``constancia_relations``: the facts that a release states."""

from __future__ import annotations

from spacy.language import Language

from pipeline.components.state import Component


@Language.factory("constancia_relations")
def make(nlp: Language, name: str) -> Component:
    """Make the component for the language of ``nlp``."""
    return Component("relations")
