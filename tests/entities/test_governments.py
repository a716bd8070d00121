"""Governments named in small letters."""

from __future__ import annotations

import pytest

from pipeline.entities import TokenView, find
from pipeline.records import Release

CASES = [
    ("en", "The city government of Tagbayan won.", ["city government of Tagbayan"]),
    ("en", "It thanked the provincial government of Nueva Aurelia.", ["provincial government of Nueva Aurelia"]),
    ("en", "The government of the day won.", []),
    ("en", "The state government of old won.", []),
    ("es", "El gobierno regional de Piura ganó.", ["gobierno regional de Piura"]),
    ("es", "Un gobierno municipal de izquierda ganó.", []),
    ("es", "Firmaron los gobiernos regionales del Callao y de Ayacucho.", ["gobiernos regionales del Callao", "Ayacucho"]),
    ("en", "The city governments of Bulan and Irosin won.", ["city governments of Bulan", "Irosin"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "names"), CASES)
def test_a_government_in_small_letters(lang: str, text: str, names: list[str]) -> None:
    found = find(TokenView.from_text(text), lang, Release("d", "", "", text, ()))
    assert [m.text for m in found if m.label == "AGENCY"] == names
