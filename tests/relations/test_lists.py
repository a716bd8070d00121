"""Bodies that a list names for a group that was certified."""

from __future__ import annotations

import pytest

from pipeline.extraction import extract_one
from pipeline.records import RawRelease


def _holders(text: str) -> set[str]:
    result = extract_one(RawRelease("list.txt", text, ""))
    return {f.subject.text for f in result.facts if f.predicate == "certified"}


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        (
            "Three agencies of the Government of Jamaica received ISO 9001:2015 certification "
            "yesterday.\nThe agencies are the Ports Inspection Office, the Land Survey Authority "
            "and the National Tide Laboratory.\nStaff were thanked at a short ceremony.",
            {"Ports Inspection Office", "Land Survey Authority", "National Tide Laboratory"},
        ),
        (
            "Tres entidades del Estado recibieron ayer la certificación ISO 37001.\nSe trata de la "
            "Superintendencia de Mareas, el Instituto Nacional del Faro y la Oficina de Boyas.\n"
            "El acto fue breve.",
            {"Superintendencia de Mareas", "Instituto Nacional del Faro", "Oficina de Boyas"},
        ),
    ],
)
def test_a_group_named_in_the_next_sentence(text: str, holders: set[str]) -> None:
    assert holders <= _holders(text)


def test_a_list_of_others_is_no_list_of_holders() -> None:
    text = (
        "The Ports Inspection Office received ISO 9001:2015 certification yesterday.\n"
        "Guests were the Land Survey Authority, the Tide Laboratory and the Boat Museum."
    )
    assert not _holders(text) & {"Land Survey Authority", "Tide Laboratory", "Boat Museum"}
