from __future__ import annotations

import pytest

from pipeline.registry.index import RegistryIndex
from pipeline.registry.tokens import TokenView

FOUND = [
    ("the Ministry of Foreign Affairs said", ["Ministry of Foreign Affairs"]),
    ("MINISTERIO DE RELACIONES EXTERIORES", ["MINISTERIO DE RELACIONES EXTERIORES"]),
    ("el ministerio de Relaciones Exteriores", ["ministerio de Relaciones Exteriores"]),
    ("la Cancilleria informó", ["Cancilleria"]),
    ("according to Kebs and KEBS", ["Kebs", "KEBS"]),
    ("the OEA and the Oas", ["OEA"]),
    ("every ministry of health knows", []),
    ("una cancillería moderna", []),
    ("the kebs of old", []),
    ("her SON is here", ["SON"]),
    ("her son and Son", []),
    ("Ministry of\nHealth", []),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_are_found_by_their_capitals(
    registry: RegistryIndex, text: str, names: list[str]
) -> None:
    view = TokenView.from_text(text)
    assert [view.words(hit.first, hit.last) for hit in registry.find(view)] == names


def test_the_longest_name_wins(registry: RegistryIndex) -> None:
    view = TokenView.from_text("Asociación Española de Normalización y Certificación")
    assert [hit.last for hit in registry.find(view)] == [len(view)]


def test_a_name_leads_to_all_its_bodies(registry: RegistryIndex) -> None:
    ids = {entry.id for entry in registry.by_name("ministry of health")}
    assert ids == {"ke:ministry-of-health", "pe:ministerio-de-salud"}


def test_similar_names_come_nearest_first(registry: RegistryIndex) -> None:
    assert registry.similar("Kenia Bureau of Standard")[0].id == "ke:kenya-bureau-of-standards"


def test_names_of_a_country(registry: RegistryIndex) -> None:
    assert registry.names_of("NG") == {
        "standards organisation of nigeria": "ng:standards-organisation-of-nigeria"
    }
