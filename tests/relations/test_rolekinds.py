"""The kinds of offices, read off their words."""

from __future__ import annotations

import pytest

from pipeline.relations.rolekinds import role_kind


@pytest.mark.parametrize(
    ("words", "lang", "kind"),
    [
        ("Deputy Director of Ports", "en", "director"),
        ("head of the director's office", "en", "head"),
        ("Chief Executive Officer", "en", "chief_executive"),
        ("Chief Electoral Officer", "en", "head"),
        ("Foreign Trade and Tourism Minister", "en", "minister"),
        ("Minister of State", "en", "vice_minister"),
        ("glassblower", "en", "other"),
        ("jefa de la secretaría", "es", "head"),
        ("directora ejecutiva (e)", "es", "director"),
        ("magistrado presidente", "es", "president"),
        ("viceministra de Agua", "es", "vice_minister"),
        ("exalcaldesa", "es", "mayor"),
        ("jefe de gabinete", "es", "other"),
    ],
)
def test_kind(words: str, lang: str, kind: str) -> None:
    assert role_kind(words, lang) == kind
