"""Nominal mentions by the noun of a name that only the model found."""

from __future__ import annotations

import pytest

from pipeline.entities import lexicon
from pipeline.entities.tokens import TokenView
from pipeline.ner.nouns import proposed
from tests.ner.test_settle import mention


@pytest.mark.parametrize(
    ("lang", "name", "text", "found"),
    [
        ("en", "Zambezi Cholera Post", "The Zambezi Cholera Post opened. The Post is a gift.", ["The Post"]),
        ("en", "Zambezi Cholera Post", "The Zambezi Cholera Post opened. The post was late.", []),
        ("en", "Ward Safety Executive", "The Ward Safety Executive met. The British executive left.",
         ["The British executive"]),
        ("en", "Zambezi Cholera Post", "The Zambezi Cholera Post opened. The Post of Ilo is old.", []),
        ("es", "Patrulla de Bioko", "La Patrulla de Bioko zarpó. Avisó a la patrulla.", ["la patrulla"]),
        ("es", "Patrulla de Bioko", "La Patrulla de Bioko zarpó. Una patrulla llegó.", []),
        ("es", "Patrulla de Bioko", "La Patrulla de Bioko zarpó. La patrulla de la costa llegó.", []),
    ],
)  # fmt: skip
def test_the_noun_of_a_name_is_proposed(lang, name, text, found):
    kept = [mention(text, name, "AGENCY")]
    view = TokenView.from_text(text)
    assert [m.text for m in proposed(view, lexicon.load(lang), kept)] == found
