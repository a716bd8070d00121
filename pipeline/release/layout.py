"""The lines of a release, and where its news begins and ends."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.records import SectionKind
from pipeline.release import calendar, dateline
from pipeline.release.lines import Judgement, judge, segments
from pipeline.release.names import CONTACT, is_body, name_like, shouted, words

_HANDLE = re.compile(r"(?<!\w)@\w{2,}")
_SYMBOLS = {"So", "Sk", "Cs"}
_LINE = re.compile(r"[^\n]+")
_ENDS = (".", "!", "?", "…", ":", ";", "”", '"', "»", ".)")
_BREAK = re.compile(r"\w{4}[.!?]+\s+[\"“«¿¡]?[A-ZÁÉÍÓÚÑ]")
_HEADLINE = 24
_LONG, _SENTENCE, _TITLE, _LEAST = 35, 8, 40, 3
_BRIEFS, _OPENING, _LED = 2, 5, 5


@dataclass(slots=True)
class Line:
    """One line of the clean text and what is known of it.

    In a title line ``lead`` is where the title begins behind a dateline, ``cut`` where it ends
    and the site's name begins.
    """

    start: int
    text: str
    after_blank: bool
    judgement: Judgement | None = None
    kind: SectionKind | None = None
    dateline: dateline.Dateline | None = None
    lead: int = 0
    cut: int = 0

    @property
    def end(self) -> int:
        """Offset of the line's end."""
        return self.start + len(self.text)

    @property
    def headline(self) -> str:
        """The words of a title line that are the title."""
        return self.text[self.lead : self.cut]

    @property
    def count(self) -> int:
        """Number of words."""
        return len(self.text.split())

    @property
    def several(self) -> bool:
        """Whether the line holds more than one sentence."""
        return self.count >= 2 * _SENTENCE and bool(_BREAK.search(self.text))

    @property
    def sentence(self) -> bool:
        """Whether the line reads like a paragraph and not like a headline."""
        ended = self.count >= _SENTENCE and self.text.endswith(_ENDS) and not shouted(self.text)
        return self.count >= _LONG or self.several or (ended and (self.led or not self.header))

    @property
    def led(self) -> bool:
        """Whether more than a name stands behind a dateline ("Lima, 3 June - Peru joined ...")."""
        end = self.dateline.end if self.dateline else 0
        behind = self.text[end:].strip(" .-–—")
        return end > 0 and len(words(behind)) >= _LED and not name_like(behind, _TITLE)

    @property
    def titular(self) -> bool:
        """Whether the line may be the title, by its own looks."""
        other = (
            self.judgement or self.dateline or self.several or is_body(self.text) or self.account
        )
        small = 3 <= len(words(self.text)) <= _TITLE and not self.tells
        return small and not (other or self.menu or self.header)

    @property
    def tells(self) -> bool:
        """Whether the line is a sentence too long for a headline, up to its full stop."""
        return self.text.endswith(".") and self.count > _HEADLINE

    @property
    def dated(self) -> bool:
        """Whether the line says something and has a date at its end, as speeches are headed."""
        dates = calendar.find(self.text)
        if len(dates) != 1 or self.text[dates[0].end :].strip(" .)") or self.judgement:
            return False
        before = self.text[: dates[0].start].strip(" ,.(–—-")
        plain = not name_like(before, _TITLE) and not any(mark in before for mark in "|·•»>")
        return plain and len(words(before)) > _LEAST and calendar.find(before) == ()

    @property
    def account(self) -> str:
        """The name before the handle of an account, as posts are headed by (empty if none)."""
        match = _HANDLE.search(self.text)
        name = self.text[: match.start()].strip(" ✔✓·") if match else ""
        name = "".join(char for char in name if unicodedata.category(char) not in _SYMBOLS).strip()
        return name if name_like(name) else ""

    @property
    def menu(self) -> bool:
        """Whether the line is two or more short names between bars or dots."""
        parts = segments(self.text)
        return len(parts) > 1 and all(len(part.split()) <= 3 for part in parts)

    @property
    def header(self) -> bool:
        """Whether the line is a header of the site: a date beside a name or a number."""
        dates = calendar.find(self.text)
        if not dates:
            return False
        before, after = self.text[: dates[0].start], self.text[dates[-1].end :]
        residue = words(before + " " + after)
        numbers = sum(any(map(str.isdigit, word)) for word in residue)
        if len(residue) - numbers <= 4 and (numbers or dates[0].weekday):
            return True
        last = dates[-1]
        set_off = self.text[: last.start].rstrip().endswith((",", ".", "|", "-", "–", "—", "·"))
        if set_off and last.dates and not after.strip(" .)") and self.count <= _TITLE:
            return True
        barred = any(mark in self.text for mark in "|·•-–—/")
        return len(residue) <= 8 and (barred or name_like(before.strip(), 8))


@dataclass(slots=True)
class Layout:
    """The lines of a release, the numbers of the first and last one of its news, and its title."""

    lines: list[Line] = field(default_factory=list)
    first: int = 0
    last: int = 0
    title: Line | None = None


def lay_out(text: str) -> Layout:
    """Find the lines of a clean text, what each is by itself, and the bounds of the news."""
    layout = Layout(
        [
            Line(
                match.start(),
                match.group(),
                text.endswith("\n\n", 0, match.start()),
                judge(match.group()),
            )
            for match in _LINE.finditer(text)
        ]
    )
    _spread(layout.lines)
    sentences = 0
    for line in layout.lines:
        if not line.judgement:
            early = sentences < _OPENING and line.sentence
            sentences += early
            line.dateline = dateline.find(line.text, first=early, text=text)
    if layout.lines:
        layout.first, layout.last = _bounds(layout.lines)
    _drop_late_places(layout)
    return layout


def _spread(lines: list[Line]) -> None:
    """Give the lines after a list's heading, a contact or a reply form the kind of those."""
    opened: Judgement | None = None
    began = False
    for line in lines:
        if line.judgement:
            opened = _opened(opened, line, began=began)
        elif opened and _goes_on(opened, line):
            line.judgement = Judgement(opened.kind, f"{opened.rule}+")
        else:
            opened = None
            began = began or line.sentence


def _opened(opened: Judgement | None, line: Line, *, began: bool) -> Judgement | None:
    """Return what stands open after a judged line; lists and forms open only after some news."""
    own = line.judgement
    if own and own.opens and (began or own.opens == "block"):
        return own
    return None if opened and opened.opens == "block" and line.after_blank else opened


def _goes_on(opened: Judgement, line: Line) -> bool:
    """Whether a line belongs to what an earlier line opened."""
    if opened.opens == "rest":
        return True
    contact = bool(CONTACT.search(line.text))
    if line.count > 25 or (line.sentence and not contact):
        return False
    return opened.opens == "list" or not line.after_blank or contact


def _bounds(lines: list[Line]) -> tuple[int, int]:
    """Return the numbers of the first and the last line of the news."""
    free = [number for number, line in enumerate(lines) if not line.judgement]
    news = [number for number in free if lines[number].sentence]
    if not news:
        start = free[-1] if free else 0
        return start, start
    first = _first(lines, free, news)
    return first, max(news[-1], first)


def _first(lines: list[Line], free: list[int], news: list[int]) -> int:
    """Return the first line of the news: after a title, at a dateline, or the first paragraph."""
    dated = [number for number in news if lines[number].dateline]
    for number in news:
        line = lines[number]
        titles = [other for other in free if other < number and lines[other].titular]
        if number in dated or any(not lines[other].text.endswith(".") for other in titles):
            return number
        after = [lines[other].count for other in news if other > number][:2]
        is_title = line.titular and line.count <= _LONG and max(after, default=0) > line.count
        if not is_title:
            return number
    return news[0]


def _drop_late_places(layout: Layout) -> None:
    """Forget places without a date that do not open the news (``First.- The council ...``).

    Where several paragraphs begin with a place of their own, the first has none for all of them.
    """
    undated = [line for line in layout.lines if line.dateline and not line.dateline.written]
    several = len({line.dateline.place for line in undated if line.dateline}) > _BRIEFS
    for line in undated:
        if several or line is not layout.lines[layout.first]:
            line.dateline = None


def find_lone_place(layout: Layout) -> None:
    """Take a city on a line of its own between the title and the news for the dateline's place."""
    head = layout.lines[: layout.first]
    news = layout.lines[layout.first].dateline if layout.lines else None
    if not layout.title or (news and news.place):
        return
    for line in head[head.index(layout.title) + 1 :] if layout.title in head else ():
        if not line.judgement and not line.dateline and (found := dateline.lone(line.text)):
            line.dateline = found
            return
