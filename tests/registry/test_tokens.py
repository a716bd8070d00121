"""Words of a text, folded."""

from __future__ import annotations

import pytest

from pipeline.registry.tokens import TokenView, folded, phrase


@pytest.mark.parametrize(
    "text", ["", "Quito", "The Port's 3 quays,\nÑuñoa (EE. UU.)", "d'Or — L’Año 2024: «sí»"]
)
def test_folded_words_are_those_of_a_name_and_of_a_view(text):
    assert folded(text) == list(phrase(text)) == TokenView.from_text(text).folded
