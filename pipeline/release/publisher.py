"""Who published a release, only where the text itself says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.release.fold import fold
from pipeline.release.layout import Layout, Line
from pipeline.release.lines import judge, segments
from pipeline.release.names import CONTACT, calm, is_body, name_like
from pipeline.release.rules import load

_SIGN = r"(?:©|\(c\)|copyright)"
_YEARS = r"(?:\d{4}\s*(?:[-–]\s*\d{4})?)?"
_RIGHTS = re.compile(
    rf"{_SIGN}\s*{_SIGN}?[\s,]*{_YEARS}[\s,·|–-]*(?P<name>[^.|,;·–()\d]{{4,80}}?)\s*(?:[.|,;·–]|\d|$)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\s*\([A-Z]{2,10}\)\s*")
_DASHES = re.compile(r"\s+[-–—]\s+|\s*[|·•:/]\s+|,\s+")


def publisher(layout: Layout, text: str, metadata: str = "") -> str:
    """Return the publisher's name, empty if the text names none.

    In order: the format's own field, a label (source, issued by), the lines before the
    title, a press office's line, the suffix of the title, the copyright line.
    """
    names = [tidy for name in _candidates(layout, text, metadata) if (tidy := _tidy(name))]
    bodies = [name for name in names if not load().words.states.match(fold(name))]
    return expanded(next(iter([*bodies, *names]), ""), text)


def expanded(name: str, text: str) -> str:
    """Return the full name of an acronym that the text explains: the words before it."""
    if not (name.isupper() and name.isalpha() and len(name) > 2):
        return name
    if name not in (part.partition(")")[0].strip() for part in text.split("(")[1:]):
        return name
    match = re.search(rf"([^\n.;:()]{{3,120}})\(\s*{name}\s*\)", text)
    tokens = match[1].split() if match else []
    for start in range(len(tokens) - 1, -1, -1):
        initials = "".join(fold(token[0]) for token in tokens[start:] if token[0].isupper())
        if initials == fold(name) and tokens[start][0].isupper():
            return " ".join(tokens[start:])
    return name


def _candidates(layout: Layout, text: str, metadata: str) -> Iterator[str]:
    """Yield the names found, the surest first."""
    yield metadata
    yield from _labelled(layout, "sure")
    yield from _header(layout, text)
    yield from _offices(layout.lines)
    yield from _suffix(layout)
    yield from _rights(layout.lines)
    yield from (line.dateline.wire for line in layout.lines if line.dateline)
    yield from (name for name in _labelled(layout, "maybe") if is_body(name))


def _labelled(layout: Layout, weight: str) -> Iterator[str]:
    """Yield what stands after the labels of a weight (source: sure; byline: maybe)."""
    for line in layout.lines:
        judged = line.judgement
        if not judged or judged.publisher != weight or judged.rule == "menu":
            continue
        if not CONTACT.search(judged.rest):
            yield judged.rest


def _header(layout: Layout, text: str) -> Iterator[str]:
    """Yield the bodies that stand alone, or first between bars, before the title."""
    end = (layout.title or layout.lines[layout.first]).start if layout.lines else 0
    for number, line in enumerate(layout.lines):
        if line.start >= end and not line.account:
            return
        yield line.account
        if line.judgement and line.judgement.rule != "menu":
            continue
        yield from _of_header(line, text, masthead=number == 0)


def _of_header(line: Line, text: str, *, masthead: bool) -> Iterator[str]:
    """Yield the names in one line of the header; the first line may be a paper's name."""
    parts = segments(line.text)
    for piece in (*parts[:1], *_DASHES.split(parts[0])[:1]) if parts else ():
        several = len(piece.split()) > 1
        paper = masthead and name_like(piece, 5) and judge(piece) is None
        if several and (is_body(piece) or paper):
            yield piece
        elif len(parts) > 1 and expanded(piece, text) != piece:
            yield expanded(piece, text)


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
    name = _ACRONYM.sub(" ", name)
    name = calm(name.strip(" .,:;|–—-()[]*_"))
    return "" if fold(name) in load().words.page_words or not any(map(str.isalpha, name)) else name
