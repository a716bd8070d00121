"""Marked sentences as the relation stage sees them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.check import Example, read_example
from pipeline.records import Mention, Release, Section
from pipeline.relations.grammar import grammar
from pipeline.relations.view import View, build

VALUED = frozenset({"DATE", "STANDARD"})
KINDS = {
    "SGS": "certification_body",
    "AENOR": "certification_body",
    "Icontec": "certification_body",
}


def marked(text: str, title: str = "") -> Example:
    """Read a marked text below its title."""
    return read_example((title + "\n" if title else "") + text)


def release_of(example: Example, lang: str, title_end: int = 0) -> Release:
    sections = [Section(title_end, len(example.text), "body", lang)]
    if title_end:
        sections.insert(0, Section(0, title_end, "title", lang))
    return Release("d", "s", "h", example.text, tuple(sections), lang=lang)


def mentions_of(example: Example) -> list[Mention]:
    """The mentions with ids (their words), kinds of known certifiers, and values."""
    return [
        replace(m, value=m.text if m.label in VALUED else "", kind=KINDS.get(m.text, ""))
        for m in example.mentions
    ]


def view_of(text: str, lang: str = "en", title: str = "") -> View:
    example = marked(text, title)
    end = len(read_example(title).text) if title else 0
    return build(release_of(example, lang, end), mentions_of(example), grammar(lang))
