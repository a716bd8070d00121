"""Who answers in an interview, and what."""

import pytest

from pipeline.relations.interviews import answers
from tests.relations.helpers import view_of

HEAD = "{PERSON Ana Ruiz} recibió a {PERSON Leo Paz}. {PERSON Ana Ruiz} dirige el canal.\n"


def said(text: str, title: str = "") -> list[tuple[str, str]]:
    view = view_of(text, "es", title)
    return [
        (a.speaker.text, view.release.text[a.start : a.end])
        for a in answers(view)
        if a.speaker and a.marked
    ]


@pytest.mark.parametrize(
    "text",
    [
        "—¿Quién vino?\n—Vino la junta entera.\n—¿Y el agua?\n—El agua llega hoy.",
        "P.: ¿Quién vino?\nR.: Vino la junta entera.\nP.: Dicen que falta agua.\nR.: El agua llega hoy.",
        "Pregunta: ¿Quién vino?\nRespuesta: Vino la junta entera.\nPregunta: ¿Y el agua?\nRespuesta: El agua llega hoy.",
        "—¿Quién vino?\n—Vino la junta entera.\n—Dicen que falta agua.\n—El agua llega hoy.",
    ],
)  # fmt: skip
def test_answers_are_of_the_person_named_most(text):
    assert said(HEAD + text) == [
        ("Ana Ruiz", "Vino la junta entera."),
        ("Ana Ruiz", "El agua llega hoy."),
    ]


def test_the_person_of_the_title_goes_before_the_others():
    text = "—¿Quién vino?\n—Vino la junta entera.\n—¿Y el agua?\n—El agua llega hoy."
    found = said(HEAD + text, "{PERSON Leo Paz} habla del canal")
    assert {speaker for speaker, _ in found} == {"Leo Paz"}


@pytest.mark.parametrize(
    "text",
    [
        "—Una bomba nueva para el pozo.\n—Dos camiones de la junta.\n—Tres grúas del puerto.",
        "¿Quién vino?\nVino la junta entera.\n¿Y el agua?\nEl agua llega hoy.",
        "—¿Quién vino?\n—Vino la junta entera.",
        "Lugar: la plaza de la villa.\nHora: las ocho de la noche.",
    ],
)
def test_a_list_and_unmarked_questions_are_no_dialogue(text):
    assert said(HEAD + text) == []


def test_a_paragraph_behind_a_question_may_answer_it():
    text = "¿Quién vino?\nVino la junta entera. Sí.\nLa feria abre el lunes a las ocho."
    view = view_of(HEAD + text, "es")
    (found,) = answers(view)
    assert (found.speaker.text, found.marked) == ("Ana Ruiz", False)
    assert view.release.text[found.start : found.end] == "Vino la junta entera."
