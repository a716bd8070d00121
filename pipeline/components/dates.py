"""``constancia_dates``: calendar expressions and durations, valued against the publication date."""

from __future__ import annotations

from spacy.language import Language

from pipeline.components.state import Component


@Language.factory("constancia_dates")
def make(nlp: Language, name: str) -> Component:
    """Make the component for the language of ``nlp``."""
    return Component("dates")
