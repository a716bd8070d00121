"""``constancia_linker``: an entity id for each mention, and ``Doc.ents`` for other programs."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.components.state import Component, mentions_of


class Linker(Component):
    """Links mentions to registry entries or mints ids."""

    def __call__(self, doc: Doc) -> Doc:
        """Set ``entity_id`` of the mentions of ``doc``, its entities, and ``doc.ents``."""
        super().__call__(doc)
        _set_ents(doc)
        return doc


def _set_ents(doc: Doc) -> None:
    """Show the mentions as ``doc.ents`` (with ``kb_id_``), for programs that read spaCy."""
    spans = [
        doc.char_span(m.start, m.end, m.label, kb_id=m.entity_id, alignment_mode="expand")
        for m in mentions_of(doc)
        if m.source != "coref"
    ]
    doc.ents = tuple(filter_spans([span for span in spans if span is not None]))


@Language.factory("constancia_linker", assigns=["doc.ents"])
def make(nlp: Language, name: str) -> Linker:
    """Make the component for the language of ``nlp``."""
    return Linker("linker", nlp.lang or "")
