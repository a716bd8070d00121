"""Bodies that attest by their name."""

from __future__ import annotations

import pytest

from pipeline.entities import TokenView, find
from pipeline.records import Release


@pytest.mark.parametrize(
    ("lang", "name", "kind"),
    [
        ("en", "National Certification Body of Fenland", "certification_body"),
        ("en", "Fenland Accreditation Service", "accreditation_body"),
        ("en", "Fenland Standards Agency", "standards_body"),
        ("en", "Accreditation Unit", "unit"),
        ("es", "Instituto de Normalización de las Mareas", "standards_body"),
        ("es", "Servicio de Acreditación de las Mareas", "accreditation_body"),
        ("es", "Dirección de Acreditación", "directorate"),
    ],
)
def test_the_words_of_a_name_say_what_it_attests(lang: str, name: str, kind: str) -> None:
    text = f"El {name} informó ayer." if lang == "es" else f"The {name} said so."
    found = find(TokenView.from_text(text), lang, Release("d", "", "", text, ()))
    assert [(m.text, m.kind) for m in found if m.label in ("AGENCY", "ORG")] == [(name, kind)]


@pytest.mark.parametrize(
    "text", ["Es el segundo municipio de Cayma que gana.", "Cada hospital de Cayma ganó."]
)
def test_one_of_several_is_no_name(text: str) -> None:
    found = find(TokenView.from_text(text), "es", Release("d", "", "", text, ()))
    assert not [m for m in found if m.label in ("AGENCY", "ORG")]
