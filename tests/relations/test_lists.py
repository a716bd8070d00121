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
        (
            "Three bodies received ISO 9001:2015 certification yesterday.\nThese are the Ports "
            "Inspection Office, the Land Survey Authority and the National Tide Laboratory.",
            {"Ports Inspection Office", "Land Survey Authority", "National Tide Laboratory"},
        ),
        (
            "Three companies received ISO 9001:2015 certification yesterday.\nThe three "
            "are Fenwick Boats Limited, of Ilo; Tarn Mills Limited, of Lima; and Orrin Glass Limited.",
            {"Fenwick Boats Limited", "Tarn Mills Limited", "Orrin Glass Limited"},
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


def test_who_hold_it_together_do_not_certify_each_other() -> None:
    text = (
        "Ports and labs certified\n\nThe National Certification Body of Jamaica held its ceremony on "
        "Friday. During the ceremony, ISO 9001:2015 certification was presented to the Tide Regulatory "
        "Authority (TRA), Fenwick Boats Limited and Orrin Glass Limited."
    )
    result = extract_one(RawRelease("list.txt", text, ""))
    rows = [f for f in result.facts if f.predicate == "certified"]
    assert {f.subject.text for f in rows} >= {"Fenwick Boats Limited", "Orrin Glass Limited"}
    assert {c for f in rows for c in f.qualifiers.get("certifier", ())} <= {
        "National Certification Body of Jamaica"
    }
