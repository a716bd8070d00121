"""Heads of made-up releases in many layouts: the title and the publication date of each."""

from pathlib import Path

import pytest

from pipeline.records import RawRelease
from pipeline.release import parse

REST = {
    "en": "\n\nThe audit took four days. The director said that the work would go on.\n",
    "es": "\n\nLa auditoría duró cuatro días. El director dijo que el trabajo sigue.\n",
}


def heads():
    for path in sorted((Path(__file__).parent / "heads").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("== ")[1:]:
            label, _, text = block.partition("\n")
            day, _, title = label.partition(" | ")
            yield pytest.param(text.strip(), day, title, id=f"{path.stem}: {title}")


@pytest.mark.parametrize(("text", "day", "title"), list(heads()))
def test_head(text, day, title):
    found = parse(RawRelease("a.txt", text, ""))
    assert found.title.casefold() == title.casefold()
    assert str(found.published.value) == day
