"""Which acronyms of the shipped registry are believed."""

from __future__ import annotations

import pytest

from pipeline.entities import TokenView, find
from pipeline.records import Release


def bodies(text: str, lang: str) -> list[str]:
    release = Release("d", "", "", text, ())
    found = find(TokenView.from_text(text), lang, release)
    return [m.text for m in found if m.label in ("AGENCY", "ORG")]


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "The tents were sent by WHO on Monday.", ["WHO"]),
        ("en", "She asked who had sent the tents.", []),
        ("en", "THE TENTS WERE SENT BY THOSE WHO CARE", []),
        ("en", "He wrote WHO PAID on the wall of his shop.", []),
        ("en", "SEN. LEE SPOKE ON MONDAY. Sen. Lee thanked the clerks.", []),
        ("es", "La SEN entregó carpas el lunes.", ["SEN"]),
        ("es", "El certificado fue entregado por IRAM el lunes.", ["IRAM"]),
    ],
)
def test_capitals_of_a_common_word(lang: str, text: str, names: list[str]) -> None:
    assert bodies(text, lang) == names
