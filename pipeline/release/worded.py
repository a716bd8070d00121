"""Dates in words (``veinticinco de octubre de dos mil dieciocho``), as resolutions are dated.

Asked only where no written date tells when a release was published: the general tagger
of calendar expressions knows the words of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.dates import tag
from pipeline.release.calendar import Reading, Written
from pipeline.release.layout import Layout, Line
from pipeline.release.published import Clue

_SHORT = 18


def clues(layout: Layout, lang: str) -> Iterator[Clue]:
    """Yield the whole dates of the short lines before and after the news."""
    for number, line in enumerate(layout.lines):
        head = number <= layout.first and line is not layout.title
        foot = number > layout.last or line.kind == "footer"
        if (head or foot) and line.count <= _SHORT:
            yield from (
                Clue("header" if head else "footer", w, line.text) for w in _dates(line, lang)
            )


def _dates(line: Line, lang: str) -> Iterator[Written]:
    """Yield the dates of one line that need no other date to be counted from."""
    for mention in tag(line.text, lang, None):
        day = mention.value.start
        if mention.value.precision == "day" and day and not mention.value.alternatives:
            reading = Reading(day.year, day.month, day.day)
            yield Written(mention.start, mention.end, (reading,))
