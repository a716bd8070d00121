"""From a layout to the sections of a release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.records import Section, SectionKind
from pipeline.release.layout import Layout, Line

_TRAIL = re.compile(
    r"(?<=[.!?…”\"»])\s+(?P<mark>\([A-Z]{3,4}\)\s*)?(?P<initials>(?:[A-Z]{2,5}(?:/[A-Za-z]{2,5})+(?:\s+|(?=\.?$)))*)\.?$"
)


def sections(layout: Layout) -> tuple[Section, ...]:
    """Return one section a line, or several where a line holds a dateline and news."""
    return tuple(section for line in layout.lines for section in _of(line))


def _of(line: Line) -> Iterator[Section]:
    """Yield the sections of one line, blanks between them left out."""
    kind: SectionKind = line.kind or "body"
    size = len(line.text)
    if kind == "title" and (line.lead or line.cut < size):
        led: tuple[tuple[int, SectionKind], ...] = (
            ((0, "dateline" if line.dateline else "boilerplate"),) if line.lead else ()
        )
        yield from _cut(line, *led, (line.lead, "title"), (line.cut, "boilerplate"))
    elif kind in ("body", "heading") and line.dateline and 0 < line.dateline.end < size:
        yield from _cut(
            line, (0, "dateline"), (line.dateline.end, kind), (trail(line.text), "footer")
        )
    elif kind == "body":
        yield from _cut(line, (0, "body"), (trail(line.text), "footer"))
    else:
        yield Section(line.start, line.end, kind)


def _cut(line: Line, *parts: tuple[int, SectionKind]) -> Iterator[Section]:
    """Cut a line at the given places."""
    ends = [start for start, _ in parts[1:]] + [len(line.text)]
    for (start, kind), end in zip(parts, ends, strict=True):
        words = line.text[start:end]
        left = start + len(words) - len(words.lstrip())
        right = end - len(words) + len(words.rstrip())
        if left < right:
            yield Section(line.start + left, line.start + right, kind)


def trail(text: str) -> int:
    """Return where the writers' initials begin at the end of a paragraph (its length if none)."""
    match = _TRAIL.search(text)
    return match.start() if match and (match["mark"] or match["initials"]) else len(text)
