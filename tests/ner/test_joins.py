"""Names of bodies that were found in pieces."""

from __future__ import annotations

import pytest

from tests.ner.test_settle import settled


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        ([("Óscar Rosales", "PERSON")], "Hospital Dr. Óscar Rosales"),
        ([("Hospital Dr", "AGENCY"), ("Óscar Rosales", "PERSON")], "Hospital Dr. Óscar Rosales"),
        ([("Liceo Sur", "AGENCY"), ("Ana Vélez", "PERSON")], "Liceo Sur Dra. Ana Vélez"),
        ([("Ana Vélez", "PERSON")], "Colegio Doctora Ana Vélez"),
    ],
)
def test_a_title_inside_a_name_does_not_break_it(kept, name):
    assert settled(f"El {name} renovó su certificado.", "es", kept) == [("AGENCY", name)]


@pytest.mark.parametrize(
    "text",
    [
        "La directora del Hospital Sur, Dra. Rosa Lira, firmó.",
        "Recibió en el Hospital Sur a la Dra. Rosa Lira.",
        "Llegó el Hospital Sur\nDra. Rosa Lira, directora",
    ],
)
def test_a_person_beside_a_body_is_not_part_of_its_name(text):
    kept = [("Hospital Sur", "AGENCY"), ("Rosa Lira", "PERSON")]
    assert settled(text, "es", kept) == [("AGENCY", "Hospital Sur"), ("PERSON", "Rosa Lira")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Secretaría de Planificación", "Catastro y Ordenamiento Territorial"),
        ("Unidad de Compras", "Bienes y Archivo"),
    ],
)
def test_fields_behind_a_comma_belong_to_the_unit(one, other):
    text = f"La {one}, {other} entregó el informe."
    assert settled(text, "es", [(one, "AGENCY"), (other, "AGENCY")]) == [
        ("AGENCY", f"{one}, {other}")
    ]


def test_a_list_of_bodies_stays_a_list():
    kept = [("Secretaría de Salud", "AGENCY"), ("Ministerio de Obras y Puertos", "AGENCY")]
    text = "Asistieron la Secretaría de Salud, Ministerio de Obras y Puertos y el Banco."
    assert settled(text, "es", kept) == [("AGENCY", words) for words, _ in kept]


@pytest.mark.parametrize(
    ("text", "kept", "name"),
    [
        (
            "The Traffic, Licensing and Public Safety Department was certified.",
            "Licensing and Public Safety Department",
            "Traffic, Licensing and Public Safety Department",
        ),
        (
            "She joined the Council's Parks, Gardens and Beaches Unit.",
            "Gardens and Beaches Unit",
            "Parks, Gardens and Beaches Unit",
        ),
        (
            "In Leeds, Health and Safety Unit staff were absent.",
            "Health and Safety Unit",
            "Health and Safety Unit",
        ),
        (
            "It was said at Hull, Parks and Roads Department sources claim.",
            "Parks and Roads Department",
            "Parks and Roads Department",
        ),
    ],
)
def test_fields_before_a_comma_belong_to_the_unit(text, kept, name):
    assert settled(text, "en", [(kept, "AGENCY")]) == [("AGENCY", name)]
