"""Names of countries as governments write them."""

import pytest

from pipeline.entities import lexicon
from pipeline.linking.explicit import country_code
from pipeline.registry import gazetteer
from pipeline.registry.tokens import phrase


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Nueva Zelandia", "NZ"),
        ("Arabia Saudita", "SA"),
        ("Trinidad y Tabago", "TT"),
        ("Federación de Rusia", "RU"),
        ("EUA", "US"),
        ("Nueva Esperanza", ""),
    ],
)
def test_spellings_of_american_governments_are_known(name, code):
    words = " ".join(phrase(name))
    assert country_code(words, lexicon.load("es"), gazetteer.load()) == code
