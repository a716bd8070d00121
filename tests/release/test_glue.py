"""What a page ran together is cut apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.release.clean import clean
from pipeline.release.glue import unglued


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Port keeps its certificateOctober 12, 2022", ["Port keeps its certificate", "October 12, 2022"]),
        ("By the newsroomSeptember 19, 2024", ["By the newsroom", "September 19, 2024"]),
        ("Desk|Justice21/11/2023", ["Desk|Justice", "21/11/2023"]),
        ("Trámites | 29 agosto, 2024Serenazgo renueva", ["Trámites | 29 agosto, 2024", "Serenazgo renueva"]),
        ("Nota3 de marzo de 2021", ["Nota", "3 de marzo de 2021"]),
        ("HomeNewsWater board renews its seal", ["HomeNews", "Water board renews its seal"]),
        ("Inicio > NoticiasEmapal renueva", ["Inicio > Noticias", "Emapal renueva"]),
    ],
)  # fmt: skip
def test_a_seam_becomes_a_line_break(line, parts):
    assert unglued(line).split("\n") == parts


@pytest.mark.parametrize(
    "line",
    [
        "The port was certified on October 12, 2022.",
        "NewsCorp was certified to ISO 9001:2015.",
        "Home and news are two words.",
        "Certificate ES12/10/2025 was issued.",
        "Resolution A3 de marzo",
        "Valid from 1/2/2023 (3/4/2024)",
        "ISO 9001:2015 since May 2019",
    ],
)
def test_other_lines_stay(line):
    assert unglued(line) == line


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("The Programme’first steps‘ of the Ministry", "The Programme ’first steps‘ of the Ministry"),
        ('El programa"Primeros Pasos" renovó', 'El programa "Primeros Pasos" renovó'),
        ("El programa“Primeros Pasos” renovó", "El programa “Primeros Pasos” renovó"),
    ],
)  # fmt: skip
def test_a_quoted_name_gets_its_blank(line, parted):
    assert unglued(line) == parted


@pytest.mark.parametrize(
    "line",
    [
        "The Council’s port and the town’s ‘old’ quay",
        "O’Brien and D’Souza said ‘no’ to it.",
        'A 5"pipe and a 7"pipe',
        'He said "yes" and "no"twice',
        "l’Hospitalet i l’‘antic’ port",
    ],
)
def test_other_marks_stay(line):
    assert unglued(line) == line


@given(st.text())
def test_only_line_breaks_are_added_and_once(text):
    text = clean(text)
    once = unglued(text)
    assert "".join(once.split()) == "".join(text.split())
    assert unglued(once) == once


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Dairy board keeps sealWednesday 8 March 2022",
            ["Dairy board keeps seal", "Wednesday 8 March 2022"],
        ),
        ("NewsCouncil8th March 2022", ["NewsCouncil", "8th March 2022"]),
        ("Por: Redacciónmarzo 8, 2022", ["Por: Redacción", "marzo 8, 2022"]),
        ("Updated March 8, 20224 min read", ["Updated March 8, 2022", "4 min read"]),
        ("marzo 8, 2022por Ana Ruiz", ["marzo 8, 2022", "por Ana Ruiz"]),
        (
            "PortadaLocalSucesosLa lechera renueva su sello",
            ["PortadaLocalSucesos", "La lechera renueva su sello"],
        ),
    ],
)
def test_more_seams(line, parts):
    assert unglued(line) == "\n".join(parts)
    assert unglued("\n".join(parts)) == "\n".join(parts)


def test_a_section_is_cut_off_where_the_text_names_what_follows():
    assert unglued("BusinessDairy gets its seal\n\nThe dairy is glad.").startswith(
        "Business\nDairy"
    )
    assert unglued("BusinessDairy gets its seal\n\nBusinessDairy is glad.").startswith(
        "BusinessDairy"
    )
