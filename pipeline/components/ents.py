"""``constancia_ents``: the mentions as ``Doc.ents``, for other programs."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.components.state import mentions_of


def show(doc: Doc) -> Doc:
    """Show the mentions as ``doc.ents`` (with ``kb_id_``); nominal ones are left out."""
    spans = [
        doc.char_span(m.start, m.end, m.label, kb_id=m.entity_id, alignment_mode="expand")
        for m in mentions_of(doc)
        if m.source != "coref"
    ]
    doc.ents = tuple(filter_spans([span for span in spans if span is not None]))
    return doc


@Language.factory("constancia_ents", assigns=["doc.ents"])
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component."""
    return show
