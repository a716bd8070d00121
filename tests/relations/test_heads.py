"""Heads of several countries told together."""

from __future__ import annotations

import pytest

from pipeline.relations import heads
from tests.relations.helpers import view_of


def pairs(text: str, lang: str = "es") -> list[tuple[str, str]]:
    return [(h.person.text, h.country.text) for h in heads.told(view_of(text, lang))]


WANTED = [("Ana Ruiz", "Perú"), ("Leo Paz", "Chile")]
PE, CL = "{GPE Perú}", "{GPE Chile}"
ANA, LEO = "{PERSON Ana Ruiz}", "{PERSON Leo Paz}"


@pytest.mark.parametrize(
    "text",
    [
        f"Los cancilleres de {PE} y {CL}, {ANA} y {LEO}, se reunieron ayer.",
        f"Los cancilleres de {PE}, {ANA}, y de {CL}, {LEO}, se reunieron.",
        f"Los presidentes {ANA}, de {PE}, y {LEO}, de {CL}, hablaron.",
        f"Los ministros de Relaciones Exteriores, embajadores {ANA} del {PE} y {LEO} de {CL}, hablaron.",
        f"Las ministras de Salud {ANA} ({PE}) y {LEO} ({CL}) hablaron.",
    ],
)
def test_each_has_a_country(text: str) -> None:
    assert pairs(text) == WANTED


@pytest.mark.parametrize(
    "text",
    [
        f"Los cancilleres se reunieron en {PE} con {ANA}, de {CL}.",
        f"Los cancilleres de {PE} y {CL} saludaron a {ANA} y {LEO}.",
        f"Los cancilleres de {PE} y {CL}, {ANA}, se reunieron.",
        f"El canciller de {PE}, {ANA}, viajó.",
    ],
)
def test_what_does_not_match_tells_nothing(text: str) -> None:
    assert pairs(text) == []


def test_the_same_in_english() -> None:
    told = (
        "The presidents of {GPE Peru} and {GPE Chile}, {PERSON Ann Lee} and {PERSON Joe Roe}, met."
    )
    assert pairs(told, "en") == [("Ann Lee", "Peru"), ("Joe Roe", "Chile")]
