"""Dates in words (``veinticinco de octubre de dos mil dieciocho``), as resolutions are dated.

Asked only where no written date tells when a release was published: the general tagger
of calendar expressions knows the words of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.dates import tag
from pipeline.dates.find import find
from pipeline.dates.grammar import grammar
from pipeline.dates.tense import direction
from pipeline.release.calendar import Reading, Written
from pipeline.release.clues import ends, is_signed
from pipeline.release.layout import Layout, Line
from pipeline.release.published import Clue

_SHORT = 18
_PAST = frozenset({"past", "far_past"})


def clues(layout: Layout, lang: str) -> Iterator[Clue]:
    """Yield the whole dates of the short lines before and after the news."""
    for number, line in enumerate(layout.lines):
        head = number <= layout.first and line is not layout.title
        foot = number > layout.last or line.kind == "footer"
        signed = number > layout.first and is_signed(line)
        if signed or ((head or foot) and line.count <= _SHORT):
            yield from (
                Clue("header" if head else "footer", w, line.text)
                for w in _dates(line, lang)
                if not signed or ends(line.text, w)
            )


def told(layout: Layout, lang: str) -> Iterator[Clue]:
    """Yield the days and months, with their year, that the news tells as past."""
    rules = grammar(lang)
    for line in layout.lines[layout.first : layout.last + 1]:
        tokens = rules.tokens(line.text)
        for found in find(tokens, rules):
            reading = _reading(found.slots)
            if reading and direction(tokens, found.first, found.last, rules) in _PAST:
                start, end = tokens.start[found.first], tokens.end[found.last - 1]
                yield Clue("told", Written(start, end, (reading,)), line.text[start:end])


def _reading(slots: Mapping[str, str]) -> Reading | None:
    """Return an expression as a reading if its words give a year and a month."""
    if not {"year", "month"} <= slots.keys():
        return None
    return Reading(int(slots["year"]), int(slots["month"]), int(slots.get("day", 0)))


def _dates(line: Line, lang: str) -> Iterator[Written]:
    """Yield the dates of one line that need no other date to be counted from."""
    for mention in tag(line.text, lang, None):
        day = mention.value.start
        if mention.value.precision == "day" and day and not mention.value.alternatives:
            reading = Reading(day.year, day.month, day.day)
            yield Written(mention.start, mention.end, (reading,))
