"""Who published a release, only where the text itself says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.release.fold import fold
from pipeline.release.layout import Layout, Line
from pipeline.release.lines import segments
from pipeline.release.names import CONTACT, calm, is_body, name_like
from pipeline.release.rules import load

_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?[\s,]*(?:\d{4}\s*(?:[-–]\s*\d{4})?)?[\s,·|–-]*(?:by\s+)?(?P<name>[^.|,;·–\d]{4,80}?)\s*(?:[.|,;·–]|\d|$)", re.IGNORECASE)  # fmt: skip
_DASHES = re.compile(r"\s+[-–—]\s+|\s*[|·•:/]\s+|,\s+")


def publisher(layout: Layout, metadata: str = "") -> str:
    """Return the publisher's name, empty if the text names none.

    In order: the format's own field, a label (source, issued by), the lines before the
    title, a press office's line, the suffix of the title, the copyright line.
    """
    for name in _candidates(layout, metadata):
        if name := _tidy(name):
            return name
    return ""


def _candidates(layout: Layout, metadata: str) -> Iterator[str]:
    """Yield the names found, the surest first."""
    yield metadata
    yield from _labelled(layout, "sure")
    yield from _header(layout)
    yield from _offices(layout.lines)
    yield from _suffix(layout)
    yield from _rights(layout.lines)
    yield from (name for name in _labelled(layout, "maybe") if is_body(name))


def _labelled(layout: Layout, weight: str) -> Iterator[str]:
    for line in layout.lines:
        if (
            line.judgement
            and line.judgement.publisher == weight
            and not CONTACT.search(line.judgement.rest)
        ):
            yield line.judgement.rest


def _header(layout: Layout) -> Iterator[str]:
    """Yield the bodies that stand alone, or first between bars, before the title."""
    end = (
        layout.title.start
        if layout.title
        else layout.lines[layout.first].start
        if layout.lines
        else 0
    )
    for line in layout.lines:
        if line.start >= end:
            return
        if line.judgement and line.judgement.rule not in ("menu",):
            continue
        for part in segments(line.text)[:1]:
            for piece in (part, *_DASHES.split(part)[:1]):
                if is_body(piece) and len(piece.split()) > 1:
                    yield piece


def _offices(lines: list[Line]) -> Iterator[str]:
    """Yield the body that a press office's line names beside the office."""
    for line in lines:
        if line.judgement and line.judgement.rule.endswith(".office"):
            parts = _DASHES.split(line.judgement.rest.strip(" –—-,|/:"))
            yield from (
                part for part in parts if is_body(part) or (part.isupper() and len(part) > 2)
            )


def _suffix(layout: Layout) -> Iterator[str]:
    """Yield the site's name behind the title."""
    if layout.title and layout.title.cut < len(layout.title.text):
        parts = re.split(r"\s+[|»•·–—-]\s+|\s+::\s+", layout.title.text[layout.title.cut :])
        yield from reversed([part for part in parts if name_like(part.strip(" |"), 8)])


def _rights(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        if (match := _RIGHTS.search(line.text)) and name_like(match["name"].strip(), 10):
            yield match["name"]


def _tidy(name: str) -> str:
    """Return a candidate as a name, or nothing if it is the name of a page."""
    name = calm(name.strip(" .,:;|–—-()[]*_"))
    return "" if fold(name) in load().words.page_words or not any(map(str.isalpha, name)) else name
