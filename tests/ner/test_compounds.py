"""Places that a hyphen joins to another word."""

from __future__ import annotations

import pytest

from pipeline.entities.tokens import TokenView
from pipeline.ner.compounds import places
from pipeline.records import Mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Nairobi-based lab and a Kuala Lumpur-based one.", ["Nairobi", "Kuala Lumpur"]),
        ("The Ghana-Norway talks went on.", ["Ghana", "Norway"]),
        ("The Timor-Leste talks went on.", []),
        ("A Zzyxia-based lab opened.", []),
        ("A Reading-up course.", []),
    ],
)
def test_places_in_compounds(text, expected):
    found = places(TokenView.from_text(text), [])
    assert [m.text for m in found] == expected
    assert all(text[m.start : m.end] == m.text and m.label == "GPE" for m in found)


def test_none_where_a_mention_stands():
    text = "The Ghana-Norway Fund opened."
    assert places(TokenView.from_text(text), [Mention(4, 21, text[4:21], "ORG")]) == []
