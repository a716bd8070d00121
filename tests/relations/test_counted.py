"""Certificates told by their number, or announced before a list."""

from __future__ import annotations

import pytest

from tests.relations.test_certified import certified, events

LIST = (
    "Estas fueron las certificaciones obtenidas :\n{STANDARD ISO 9001} : gestión de la calidad.\n"
    "{STANDARD ISO 14001} : gestión ambiental.\n"
)


def held(text: str, lang: str = "es", title: str = "") -> set[tuple[str, str, str]]:
    return {row[:3] for row in certified(text, lang, title)}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (
            "{ORG Icontec} entregó al {AGENCY Puerto de Ilo} dos certificaciones de gestión. La "
            "primera es la {STANDARD ISO 9001}, de calidad. También vale la {STANDARD ISO 14001}.",
            "es",
        ),
        (
            "The {AGENCY Puerto de Ilo} was handed two certificates. {STANDARD ISO 9001} is about "
            "quality. {STANDARD ISO 14001} is about the environment.",
            "en",
        ),
    ],
)
def test_each_standard_is_one_of_the_number(text, lang):
    assert held(text, lang) == {
        ("Puerto de Ilo", "ISO 9001", "granted"),
        ("Puerto de Ilo", "ISO 14001", "granted"),
    }


def test_another_number_than_that_of_the_standards_says_nothing():
    text = (
        "El {AGENCY Puerto de Ilo} recibió cinco certificaciones. Se habló de {STANDARD ISO 9001}"
    )
    assert held(f"{text} y de {{STANDARD ISO 14001}}.") == set()


def test_a_list_behind_a_colon_is_of_the_body_of_the_release():
    text = f"La {{AGENCY Mina de Ilo}} festejó con sus obreros la entrega. {LIST}"
    assert {row[1] for row in held(text)} == {"ISO 9001", "ISO 14001"}


def test_a_number_that_is_planned_is_not_held():
    text = "El {AGENCY Puerto de Ilo} buscará obtener dos certificaciones. Serán la {STANDARD ISO 9001}"
    assert not any(
        f.status == "asserted" for f in events(f"{text} y la {{STANDARD ISO 14001}}.", "es")
    )


def test_what_a_sentence_tells_of_another_body_stays():
    text = (
        "Dos certificaciones lucen en el {AGENCY Puerto de Ilo}. El {AGENCY Hospital de Ate} obtuvo "
        "la certificación {STANDARD ISO 9001}. Otra es la {STANDARD ISO 14001}."
    )
    assert ("Puerto de Ilo", "ISO 9001", "granted") not in held(text)


def test_a_list_names_as_many_bodies_as_the_group_has():
    text = (
        "Three companies received the {STANDARD ISO 9001} certificate. They are the maker of gases "
        "{ORG Ilo Gas}, the {ORG Ate Mill}, which grinds, and a firm of pilots, {ORG Sur Pilots}."
    )
    assert {row[0] for row in held(text, "en")} == {"Ilo Gas", "Ate Mill", "Sur Pilots"}
