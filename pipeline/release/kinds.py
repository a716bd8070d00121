"""What kind of section each line is, by what it says and where it stands."""

from __future__ import annotations

from pipeline.records import SectionKind
from pipeline.release.layout import Layout, Line
from pipeline.release.lines import Judgement, is_initials, segments
from pipeline.release.names import CONTACT, is_body, name_like

# Entries of one list share so many letters at their beginning.
_ALIKE = 6


def assign(layout: Layout) -> None:
    """Give every line its kind; the title has its own already."""
    for number, line in enumerate(layout.lines):
        line.kind = line.kind or _kind(layout, number)


def _kind(layout: Layout, number: int) -> SectionKind:
    """Say what one line is."""
    line = layout.lines[number]
    if line.judgement and line.judgement.rule == "menu" and layout.first < number < layout.last:
        return "body"  # a row of a table
    if line.judgement:
        return _judged(line.judgement, head=number < layout.first)
    if number < layout.first:
        return _before(line)
    if number > layout.first and is_initials(line.text):
        return "footer"
    if number > layout.last:
        return "body" if _is_entry(layout, number) else _after(line)
    return _inside(layout, number)


def _inside(layout: Layout, number: int) -> SectionKind:
    """Say what an unjudged line of the news is."""
    if number > layout.first and _is_signature(layout.lines[number]):
        return "dateline"
    return "heading" if _is_heading(layout, number) else "body"


def _judged(judgement: Judgement, *, head: bool) -> SectionKind:
    """Turn a judgement into a section's kind."""
    if judgement.kind == "date":
        return "dateline" if head else "footer"
    if judgement.kind == "credit":
        return "credit"
    return "footer" if judgement.kind == "footer" else "boilerplate"


def _before(line: Line) -> SectionKind:
    """Say what an unjudged line before the news is."""
    if line.header or _is_dated(line):
        return "dateline"
    return "boilerplate" if is_body(line.text) or len(segments(line.text)) > 2 else "heading"


def _after(line: Line) -> SectionKind:
    """Say what an unjudged line after the last paragraph is."""
    signed = is_body(line.text) or name_like(line.text, 5) or CONTACT.search(line.text)
    return "footer" if signed or _is_dated(line) else "body"


def _is_entry(layout: Layout, number: int) -> bool:
    """Whether a line is one of a list of entries that begin alike ("Minister of Work: Ann Lee")."""
    lines, own = layout.lines, _begins(layout.lines[number])
    beside = [lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines)]
    return bool(own) and any(_begins(line) == own for line in beside)


def _begins(line: Line) -> str:
    """How the entry of a list begins, "" for a line that is none or tells how to reach somebody."""
    label, colon, rest = line.text.partition(": ")
    listed = colon and rest[:1].isupper() and " " in label and not CONTACT.search(line.text)
    return label[:_ALIKE].casefold() if listed else ""


def _is_dated(line: Line) -> bool:
    """Whether a line is nothing but a dateline."""
    return line.dateline is not None and line.dateline.end >= len(line.text)


def _is_signature(line: Line) -> bool:
    """Whether a line between paragraphs is the place and date that close the news above it."""
    found = line.dateline
    return found is not None and _is_dated(line) and bool(found.place and found.written)


def _is_heading(layout: Layout, number: int) -> bool:
    """Whether a short line stands alone above a paragraph."""
    line = layout.lines[number]
    if line.sentence or number == layout.first or line.count > 14:
        return False
    after = layout.lines[number + 1]
    return line.text[:1].isupper() and not line.text.endswith((",", ";", ".")) and after.sentence
