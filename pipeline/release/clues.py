"""Gathering the dates of a release that may tell when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.release import calendar
from pipeline.release.calendar import Reading, Written
from pipeline.release.fold import fold
from pipeline.release.layout import Layout, Line
from pipeline.release.names import name_like
from pipeline.release.published import Clue, ClueKind
from pipeline.release.rules import load

_BEFORE = 24
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)(?:[/-](\d\d?))?(?=[/-]|$)")
_RIGHTS_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)\D{0,40}?(?:(?:19|20)\d\d\s*[-–]\s*)?((?:19|20)\d\d)", re.IGNORECASE
)
_SIGNED, _STAMP = 30, 16
_END = re.compile(r"\s*(?:[.;|(]|,?\s*\d\d?[:.]\d\d|$)")
_CODE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def clues(layout: Layout, source: str, metadata: Mapping[str, str]) -> Iterator[Clue]:
    """Yield every date of the release that may tell, in the order of the text."""
    yield from _found(metadata.get("published", ""), "metadata")
    for address in (metadata.get("url", ""), source):
        yield from _in_url(address)
    for number, line in enumerate(layout.lines):
        yield from _of(layout, number, line)


def _of(layout: Layout, number: int, line: Line) -> Iterator[Clue]:
    """Yield the clues of one line by what the line is."""
    judgement = line.judgement
    yield from _in_url(line.text)
    yield from _years(line)
    if judgement and judgement.weight:
        yield from _found(judgement.rest, "label" if judgement.weight == "published" else "updated")
    elif number > layout.first and is_signed(line):
        yield from (clue for clue in _found(line.text, "footer") if ends(line.text, clue.written))
    elif (
        line.dateline
        and line.dateline.written
        and (line.lead or line.kind in ("dateline", "body", "heading", "footer"))
    ):
        yield from _dateline(layout, number, line)
    elif number < layout.first and line is not layout.title:
        yield from _found(line.text, "above" if line.kind == "heading" else "header")
    elif line.kind in ("footer", "credit") or (
        0 < layout.first < number and _stamped(layout, line)
    ):
        yield from _found(line.text, "footer")
    elif line is layout.title and line.dated:
        yield from _found(line.text, "above")
    elif line.kind in ("body", "heading", "title"):
        yield from _found(line.text, "body")


def is_signed(line: Line) -> bool:
    """Whether a line says where and when a document was signed ("Given at ... this 4th day of")."""
    return line.count <= _SIGNED and bool(load().words.signed.match(fold(line.text)))


def _stamped(layout: Layout, line: Line) -> bool:
    """Whether the last line begins with a date, or a name and a date ("The Chronicler, 2 July")."""
    dates = calendar.find(line.text) if line is layout.lines[-1] else ()
    if not dates or not dates[0].dates:
        return False
    before = line.text[: dates[0].start].strip(" ,.()–—-|")
    return (
        line.count <= _STAMP and ends(line.text, dates[0]) and (not before or name_like(before, 6))
    )


def ends(text: str, written: Written) -> bool:
    """Whether nothing of the sentence follows a date: what goes on with it is news."""
    return bool(_END.match(text, written.end))


def _dateline(layout: Layout, number: int, line: Line) -> Iterator[Clue]:
    """Yield the dateline's date: a clue of the first rank only near the news' beginning."""
    assert line.dateline  # noqa: S101 - the caller has seen it
    written = line.dateline.written
    near = number <= layout.first + 1
    kind: ClueKind = "body"
    if near:
        kind = "dateline" if line.dateline.place else "header"
    elif number > layout.last or line.kind == "footer":
        kind = "footer"
    if written:
        yield Clue(kind, written, line.text[written.start : written.end])
        yield from _found(line.text[line.dateline.end :], "body")


def _found(text: str, kind: ClueKind) -> Iterator[Clue]:
    """Yield the dates of a text, of the news without those that something lasts until."""
    for written in calendar.find(text):
        before = fold(text[max(0, written.start - _BEFORE) : written.start])
        if kind == "body" and load().words.until.search(before):
            continue
        yield Clue(kind, written, text[written.start : written.end].strip())


def _in_url(text: str) -> Iterator[Clue]:
    """Yield the date in the path of an address."""
    for match in _URL_DATE.finditer(text):
        found = calendar.find("-".join(part.zfill(2) for part in match.groups(default="01")))
        if found:
            reading = found[0].readings[0]
            day = reading.day if match[3] else 0
            yield Clue(
                "url",
                Written(*match.span(), (Reading(reading.year, reading.month, day),)),
                match.group(),
            )


def _years(line: Line) -> Iterator[Clue]:
    """Yield the years of copyright lines and of print codes."""
    for match in _RIGHTS_YEAR.finditer(line.text):
        yield Clue("rights", Written(*match.span(), (Reading(int(match[1]), 0, 0),)), match.group())
    if line.judgement and line.judgement.rule.endswith(".code"):
        for match in _CODE_YEAR.finditer(line.judgement.rest):
            yield Clue(
                "code", Written(*match.span(), (Reading(int(match[1]), 0, 0),)), match.group()
            )
