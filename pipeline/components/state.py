"""What the components keep on a ``Doc``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc

from pipeline.records import Entity, Fact, Mention, Release, Section

SILENT = frozenset({"credit", "footer", "boilerplate"})


def register() -> None:
    """Register the extension attributes; harmless when done twice."""
    for name in ("language", "language_confidence", "release", "mentions", "entities", "facts"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def release_of(doc: Doc) -> Release:
    """The release of a ``Doc``; a bare text without a publication date where none was set.

    Its text is that of the ``Doc``, which spaCy would put together anew at every asking.
    """
    known: Any = doc._.release
    if isinstance(known, Release):
        return known
    text = doc.text
    whole = (Section(0, len(text), "body", doc.lang_),)
    doc._.release = Release("", "", "", text, whole, lang=doc.lang_)
    return release_of(doc)


def mentions_of(doc: Doc) -> list[Mention]:
    """The mentions found so far, in the order of the text."""
    return list(doc._.mentions or ())


def entities_of(doc: Doc) -> list[Entity]:
    """The entities of the mentions."""
    return list(doc._.entities or ())


def facts_of(doc: Doc) -> list[Fact]:
    """The facts found."""
    return list(doc._.facts or ())


def add_mentions(doc: Doc, found: Sequence[Mention]) -> None:
    """Add mentions, in order; those in credits, footers and boilerplate are left out."""
    silent = [(s.start, s.end) for s in release_of(doc).sections if s.kind in SILENT]
    kept = [m for m in found if not any(a <= m.start < b for a, b in silent)]
    doc._.mentions = sorted([*mentions_of(doc), *kept], key=lambda m: (m.start, -m.end))


register()
