"""One line, one case: the tables ``<lang>.tsv`` beside this file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.dates import tag

FOLDER = Path(__file__).parent


def rows():
    for path in sorted(FOLDER.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.startswith("#"):
                anchor, text, expected = line.split("\t")
                yield pytest.param(path.stem, anchor, text, expected, id=f"{path.stem}:{number}")


@pytest.mark.parametrize(("lang", "anchor", "text", "expected"), list(rows()))
def test_words_and_values(lang, anchor, text, expected):
    day = None if anchor == "-" else dt.date.fromisoformat(anchor)
    found = tag(text, lang, day)
    assert " ; ".join(f"{m.text}={m.value.timex}" for m in found) == expected
    assert all(text[m.start : m.end] == m.text for m in found)
