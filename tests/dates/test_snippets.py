"""Short texts of our own with every date marked: ``snippets/<lang>.txt``.

A line is the publication date, a tab and the text, ``{words|value}`` marking a date; a mark
``{words|value|open}`` is known to come out wrong and must be freed of ``open`` once it is right.
The texts were written round by round before the tagger saw them; docs/dates.md has the figures
of that first contact, what stands here has been mended since.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pipeline.dates import tag

FOLDER = Path(__file__).parent / "snippets"
MARK = re.compile(r"\{([^|{}]+)\|([^|{}]+)(\|open)?\}")


def marked(raw):
    """Return the text without its marks, and (start, end, value, known to be wrong) of each."""
    text, marks, at = "", [], 0
    for mark in MARK.finditer(raw):
        text += raw[at : mark.start()]
        marks.append((len(text), len(text) + len(mark[1]), mark[2], bool(mark[3])))
        text += mark[1]
        at = mark.end()
    return text + raw[at:], marks


def snippets():
    for path in sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line and not line.startswith("#"):
                anchor, raw = line.split("\t")
                yield pytest.param(path.stem, anchor, raw, id=f"{path.stem}:{number}")


@pytest.mark.parametrize(("lang", "anchor", "raw"), list(snippets()))
def test_values_of_marked_dates(lang, anchor, raw):
    text, marks = marked(raw)
    assert "{" not in text, "a mark that cannot be read"
    found = tag(text, lang, dt.date.fromisoformat(anchor))
    for start, end, value, known in marks:
        values = [m.value.timex for m in found if m.start < end and start < m.end]
        assert (value in values) != known, (text[start:end], value, values)
