"""Bare nouns behind a bracket."""

from __future__ import annotations

import pytest

from pipeline.entities import lexicon
from pipeline.entities.tokens import TokenView
from pipeline.ner.model import Span
from pipeline.ner.refine import _organ


@pytest.mark.parametrize(
    ("text", "first", "label", "organ"),
    [
        ("the Grain Office (IGO) Council met", 6, "AGENCY", True),
        ("the Grain Office (IGO) Council met", 6, "PERSON", False),
        ("then the Council met", 2, "AGENCY", False),
    ],
)
def test_an_organ_behind_the_bracket_of_its_body(
    text: str, first: int, label: str, organ: bool
) -> None:
    view = TokenView.from_text(text)
    assert view.texts[first] == "Council"
    assert _organ(view, Span(first, first + 1, label, 0.4), lexicon.load("en")) is organ
