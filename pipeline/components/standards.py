"""``constancia_standards``: mentions of standards with their canonical designations."""

from __future__ import annotations

from spacy.language import Language

from pipeline.components.state import Component


@Language.factory("constancia_standards")
def make(nlp: Language, name: str) -> Component:
    """Make the component for the language of ``nlp``."""
    return Component("standards")
