"""Names of bodies that were found in pieces."""

from __future__ import annotations

import pytest

from tests.ner.test_settle import mention, settled


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


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("es", "Laboratorio Nacional de Suelos", "Aguas"),
        ("es", "Ministerio de Comercio", "Alimentos"),
    ],
)
def test_a_last_field_behind_and_belongs_to_the_name(lang, one, other):
    kept = [(one, "AGENCY"), (other, "AGENCY")]
    text = f"El {one} y {other} firmó el acta."
    assert settled(text, lang, kept) == [("AGENCY", f"{one} y {other}")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministerio de Comercio", "SENASA"),
        ("Ministerios de Comercio", "Aguas"),
        ("Ministerio de Comercio", "Aguas del Sur"),
    ],
)
def test_another_body_behind_and_stays_one(one, other):
    kept = [(one, "AGENCY"), (other, "AGENCY")]
    text = f"El {one} y {other} firmaron el acta."
    assert settled(text, "es", kept) == [("AGENCY", one), ("AGENCY", other)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La panadería de la Unidad 9 fue certificada.", "Unidad 9"),
        ("El jefe de la Unidad 31, Luis Paz, habló.", "Unidad 31"),
    ],
)
def test_a_noun_with_a_number_is_a_name(text, name):
    nominal = mention(text, "la Unidad", "AGENCY", source="coref", rule="nominal")
    assert settled(text, "es", [nominal]) == [("AGENCY", name)]
    assert settled(text, "es", [], rules=[nominal]) == [("AGENCY", name)]


@pytest.mark.parametrize("behind", ["2024", "dio 9", "9,5"])
def test_a_year_is_no_number_of_a_body(behind):
    text = f"El informe de la Unidad {behind} fue leído."
    nominal = mention(text, "la Unidad", "AGENCY", source="coref", rule="nominal")
    assert settled(text, "es", [nominal]) == [("AGENCY", "la Unidad")]


def test_fields_behind_a_comma_belong_to_the_office():
    text = "La ministra de Inclusión, Seguridad Social y Migraciones, Ana Paz, vino."
    kept = [
        ("ministra de Inclusión", "ROLE"), ("Seguridad Social y Migraciones", "AGENCY"),
        ("Ana Paz", "PERSON"),
    ]  # fmt: skip
    assert settled(text, "es", kept) == [
        ("ROLE", "ministra de Inclusión, Seguridad Social y Migraciones"),
        ("PERSON", "Ana Paz"),
    ]


def test_an_office_holds_another():
    text = "La ministra de la presidencia, Ana Paz, vino."
    kept = [("ministra", "ROLE"), ("presidencia", "ROLE"), ("Ana Paz", "PERSON")]
    assert settled(text, "es", kept)[0] == ("ROLE", "ministra de la presidencia")


def test_an_office_ends_in_no_preposition():
    text = "Vino Ana Ruiz, especialista de programa en la Mina Sur."
    kept = [("Ana Ruiz", "PERSON"), ("especialista de programa en", "ROLE")]
    assert settled(text, "es", kept)[1] == ("ROLE", "especialista de programa")


def test_the_presidency_of_a_minister_is_part_of_the_office():
    text = "Vino el ministro de la Presidencia, Ana Ruiz."
    kept = [
        ("ministro", "ROLE"), mention(text, "Presidencia", "AGENCY", kind="presidency"),
        ("Ana Ruiz", "PERSON"),
    ]  # fmt: skip
    kept[0] = mention(text, "ministro", "ROLE", kind="minister")
    assert settled(text, "es", kept)[0] == ("ROLE", "ministro de la Presidencia")
