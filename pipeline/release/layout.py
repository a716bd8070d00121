"""The parts of a release: which lines are title, dateline, news, and which surround it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.records import SectionKind
from pipeline.release import calendar, dateline
from pipeline.release.lines import Judgement, is_initials, judge, segments
from pipeline.release.names import CONTACT, is_body, name_like, words

_LINE = re.compile(r"[^\n]+")
_ENDS = (".", "!", "?", "…", ":", ";", "”", '"', "»", ".)")
_LONG, _SENTENCE = 35, 8
_TRAIL = re.compile(
    r"(?<=[.!?…”\"»])\s+(?P<mark>\([A-Z]{3,4}\)\s*)?(?P<initials>(?:[A-Z]{2,5}(?:/[A-Za-z]{2,5})+\s*)*)\.?$"
)
_SUFFIX = re.compile(r"\s+(?:[|»•·]|::)\s+|\s+[-–—]\s+(?=[^-–—|]+$)")


@dataclass(slots=True)
class Line:
    """One line of the clean text and what is known of it."""

    start: int
    text: str
    after_blank: bool
    judgement: Judgement | None = None
    kind: SectionKind | None = None
    dateline: dateline.Dateline | None = None
    cut: int = 0

    @property
    def end(self) -> int:
        """Offset of the line's end."""
        return self.start + len(self.text)

    @property
    def sentence(self) -> bool:
        """Whether the line reads like a paragraph and not like a headline."""
        count = len(self.text.split())
        return count >= _LONG or (count >= _SENTENCE and self.text.endswith(_ENDS))


@dataclass(slots=True)
class Layout:
    """The lines of a release with their kinds, and where its news begins and ends."""

    lines: list[Line] = field(default_factory=list)
    first: int = 0
    last: int = 0
    title: Line | None = None

    @property
    def head(self) -> list[Line]:
        """The lines before the news, without the title."""
        return [line for line in self.lines[: self.first] if line is not self.title]

    @property
    def foot(self) -> list[Line]:
        """The lines after the news."""
        return self.lines[self.last + 1 :]


def lay_out(text: str, title: str = "") -> Layout:
    """Find the parts of a clean text; ``title`` is the one that its format gives, if any."""
    lines = [
        Line(
            match.start(),
            match.group(),
            text[: match.start()].endswith("\n\n"),
            judge(match.group()),
        )
        for match in _LINE.finditer(text)
    ]
    layout = Layout(lines)
    if lines:
        _spread(lines)
        _bound(layout)
        _choose_title(layout, title)
        for number, line in enumerate(lines):
            line.kind = line.kind or _kind(layout, number)
    return layout


def _spread(lines: list[Line]) -> None:
    """Give the lines after a list's heading, a contact or a reply form the kind of those."""
    opened, began = None, False
    for line in lines:
        if line.judgement:
            opened = (
                line.judgement
                if line.judgement.opens and (began or line.judgement.opens == "block")
                else opened
            )
            if (
                opened is not line.judgement
                and opened
                and opened.opens == "block"
                and line.after_blank
            ):
                opened = None
            continue
        if opened and _goes_on(opened, line):
            line.judgement = Judgement(opened.kind, f"{opened.rule}+")
            continue
        opened = None
        began = began or line.sentence


def _goes_on(opened: Judgement, line: Line) -> bool:
    """Whether a line belongs to what an earlier line opened."""
    if opened.opens == "rest":
        return True
    if line.sentence and not CONTACT.search(line.text):
        return False
    count = len(line.text.split())
    if opened.opens == "list":
        return count <= 25
    return count <= 25 and (not line.after_blank or bool(CONTACT.search(line.text)))


def _bound(layout: Layout) -> None:
    """Find the first and the last line of the news."""
    free = [number for number, line in enumerate(layout.lines) if line.judgement is None]
    news = [number for number in free if layout.lines[number].sentence]
    for number in free:
        line = layout.lines[number]
        line.dateline = dateline.find(line.text, first=line.sentence)
    opening = [n for n in free if layout.lines[n].dateline and layout.lines[n].sentence]
    candidates = [number for number in news if _before(layout, free, number)]
    start = candidates[0] if candidates else (news[0] if news else (free[-1] if free else 0))
    if opening and opening[0] < start:
        start = opening[0]
    layout.first, layout.last = start, max([*news, start])


def _before(layout: Layout, free: list[int], number: int) -> bool:
    """Whether a line that may be a title stands before a paragraph."""
    return any(_titular(layout.lines[other]) for other in free if other < number)


def _titular(line: Line) -> bool:
    """Whether a line may be the title."""
    return not line.dateline and not is_body(line.text) and len(line.text.split()) >= 3


def _choose_title(layout: Layout, given: str) -> None:
    """Choose the title: the one given if a line is it, else the first good line before the news."""
    free = [line for line in layout.lines[: layout.first + 1] if line.judgement is None]
    told = [line for line in free if given and line.text.startswith(given)]
    before = [line for line in free if line.start < layout.lines[layout.first].start]
    good = [line for line in before if _titular(line) and not _is_header(line)]
    plain = [line for line in good if len(line.text.split()) >= 4 and not name_like(line.text, 4)]
    fallback = [
        line for line in before if not line.dateline and len(line.text) > 3 and not _is_header(line)
    ]
    layout.title = next(iter([*told, *plain, *good, *fallback]), None) or _opening_title(
        layout, free
    )
    if layout.title:
        layout.title.kind = "title"
        layout.title.cut = suffix(layout.title.text)


def _opening_title(layout: Layout, free: list[Line]) -> Line | None:
    """Take a first paragraph of one short sentence as the title when longer ones follow."""
    after = [line for line in layout.lines[layout.first + 1 :] if line.judgement is None]
    if not free or not after or free[-1].dateline:
        return None
    line = free[-1]
    one = not re.search(r"[.!?]\s+[\"“«¿¡]?[^\W\d_]", line.text)
    if one and len(line.text.split()) <= 25 and len(after[0].text) > len(line.text):
        if line is layout.lines[layout.first]:
            layout.first += 1
        return line
    return None


def _is_header(line: Line) -> bool:
    """Whether a line before the news is a header of the site: a date or parts beside a name."""
    dates = calendar.find(line.text)
    return (
        bool(dates)
        and len(words(line.text[: dates[0].start] + line.text[dates[-1].end :])) <= 8
        and (
            any(mark in line.text for mark in "|·•-–—")
            or name_like(line.text[: dates[0].start].strip(), 8)
        )
    )


def suffix(title: str) -> int:
    """Return where the site's suffix begins in a title (its length when it has none)."""
    match = next((m for m in _SUFFIX.finditer(title) if len(title[: m.start()].split()) >= 4), None)
    if not match:
        return len(title)
    bar = match.group().strip() in {"|", "»", "•", "·", "::"}
    rest = title[match.end() :]
    return (
        match.start()
        if bar or is_body(rest) or "." in rest.strip(".")[1:-1] and " " not in rest
        else len(title)
    )


def _kind(layout: Layout, number: int) -> SectionKind:
    """Say what one line is by its judgement and its place."""
    line = layout.lines[number]
    if line.judgement:
        return _judged(line.judgement, head=number < layout.first)
    if number < layout.first:
        return _head_kind(line)
    if is_initials(line.text) and number > layout.first:
        return "footer"
    if number > layout.last:
        return _foot_kind(line)
    if line.sentence or number == layout.first:
        return "body"
    return "heading" if _is_heading(layout, number) else "body"


def _judged(judgement: Judgement, *, head: bool) -> SectionKind:
    """Turn a judgement into a section's kind."""
    if judgement.kind == "date":
        return "dateline" if head else "footer"
    if judgement.kind == "credit":
        return "credit"
    return "footer" if judgement.kind == "footer" else "boilerplate"


def _head_kind(line: Line) -> SectionKind:
    """Say what an unjudged line before the news is."""
    if line.dateline and line.dateline.end >= len(line.text):
        return "dateline"
    if _is_header(line):
        return "dateline"
    return "boilerplate" if is_body(line.text) or len(segments(line.text)) > 2 else "heading"


def _foot_kind(line: Line) -> SectionKind:
    """Say what an unjudged line after the news is."""
    if line.dateline and line.dateline.end >= len(line.text):
        return "footer"
    if is_body(line.text) or name_like(line.text, 5) or CONTACT.search(line.text):
        return "footer"
    return "body"


def _is_heading(layout: Layout, number: int) -> bool:
    """Whether a short line stands alone above a paragraph."""
    line, after = layout.lines[number], layout.lines[number + 1 : number + 2]
    short = len(line.text.split()) <= 14 and not line.text.endswith((",", ";", "."))
    return short and bool(after) and after[0].sentence and line.text[:1].isupper()


def trail(text: str) -> int:
    """Return where the writers' initials begin at the end of a paragraph (its length if none)."""
    match = _TRAIL.search(text)
    return match.start() if match and (match["mark"] or match["initials"]) else len(text)
