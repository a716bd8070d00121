from __future__ import annotations

import pytest

from tests.entities.helpers import labelled, marked, table


@pytest.mark.parametrize("line", table("en.tsv"))
def test_english(line: str) -> None:
    text, expected = marked(line)
    assert labelled(text, "en") == expected


@pytest.mark.parametrize("line", table("es.tsv"))
def test_spanish(line: str) -> None:
    text, expected = marked(line)
    assert labelled(text, "es") == expected
