"""Marked sentences as the relation stage sees them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.check import Example, read_example
from pipeline.records import Mention, Release, Section
from pipeline.relations.grammar import grammar
from pipeline.relations.view import View, build

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


def mentions_of(example: Example, values: dict[str, str] | None = None) -> list[Mention]:
    """The mentions with ids (their words), kinds of known certifiers, and values of dates."""
    known = values or {}
    out = []
    for mention in example.mentions:
        value = known.get(
            mention.text, mention.text if mention.label in ("DATE", "STANDARD") else ""
        )
        out.append(replace(mention, value=value, kind=KINDS.get(mention.text, "")))
    return out


def view_of(
    text: str, lang: str = "en", title: str = "", values: dict[str, str] | None = None
) -> View:
    example = marked(text, title)
    end = len(read_example(title).text) if title else 0
    return build(release_of(example, lang, end), mentions_of(example, values), grammar(lang))
