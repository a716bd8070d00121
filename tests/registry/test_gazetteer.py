from __future__ import annotations

import pytest

from pipeline.registry import gazetteer


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("peru", "geo:pe"),
        ("alemania", "geo:de"),
        ("united kingdom", "geo:gb"),
        ("reino unido", "geo:gb"),
        ("ancash", "geo:pe-anc"),
        ("lima", "geo:pe:lima"),
        ("ginebra", "geo:ch:geneva"),
        ("londres", "geo:gb:london"),
        ("calif", "geo:us-ca"),
        ("ont", "geo:ca-on"),
    ],
)
def test_a_name_in_either_language_leads_to_the_largest_place(name: str, place: str) -> None:
    assert gazetteer.load().get(name)[0].id == place


def test_countries_are_told_from_cities() -> None:
    places = gazetteer.load()
    assert places.is_country("chile")
    assert not places.is_country("lima")
    assert places.get("no such place") == ()
    assert places.country("pe") == gazetteer.Place("geo:pe", "country", "PE", 0, "Peru")
    assert places.country("zz") is None
