"""Certificates that set words tell, and sentences of nobody in particular."""

from __future__ import annotations

import pytest

from pipeline.relations.certified.anchors import read
from pipeline.relations.certified.worded import worded
from pipeline.relations.lexicon import lexicon
from tests.relations.helpers import view_of
from tests.relations.test_certified import certified, events

GENERAL = (
    "{ORG SGS} and the {AGENCY Harbour Office} met. "
    "Organisations that were already certified to {STANDARD ISO 9001:2008} have a week."
)


@pytest.mark.parametrize(
    ("lang", "text", "row"),
    [
        ("en", "“Come before May,” she said after awarding {AGENCY Harbour Office} with the {STANDARD ISO 9001:2015}.",
         ("Harbour Office", "ISO 9001:2015", "granted", "")),
        ("en", "The {AGENCY Harbour Office} has signed an agreement with {ORG SGS} for {STANDARD ISO 9001} certification.",
         ("Harbour Office", "ISO 9001", "planned", "")),
        ("en", "The minister commended the {AGENCY Harbour Office} for its {STANDARD ISO 9001} certification.",
         ("Harbour Office", "ISO 9001", "granted", "")),
        ("es", "La certificadora {ORG AENOR} confirmó la implementación del sistema, bajo la norma {STANDARD ISO 37001}, en el {AGENCY Puerto de Ilo}.",
         ("Puerto de Ilo", "ISO 37001", "granted", "")),
        ("es", "El ministro felicitó al {AGENCY Puerto de Ilo} por su certificación {STANDARD ISO 9001}.",
         ("Puerto de Ilo", "ISO 9001", "granted", "")),
    ],
)  # fmt: skip
def test_set_words_tell_a_certificate(lang, text, row):
    assert certified(text, lang) == {row}


def test_who_attests_by_set_words_is_the_certifier():
    text = (
        "La certificadora {ORG AENOR} confirmó la implementación del sistema, bajo la norma "
        "{STANDARD ISO 37001}, en el {AGENCY Puerto de Ilo}."
    )
    assert [f.qualifiers["certifier"] for f in events(text, "es")] == [("AENOR",)]


def test_a_list_of_certificates_is_read_to_its_end():
    text = (
        "{AGENCY Harbour Office} runs a laboratory. This is in addition to certifications for "
        "{STANDARD ISO 9001} Quality Management (QMS), {STANDARD ISO 22301} and {STANDARD ISO 27001}."
    )
    assert {row[:2] for row in certified(text)} == {
        ("Harbour Office", "ISO 9001"),
        ("Harbour Office", "ISO 22301"),
        ("Harbour Office", "ISO 27001"),
    }


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("There was an award of the {STANDARD ISO 9001} certification to the {AGENCY Mint}.", 1),
        ("There was no award of the {STANDARD ISO 9001} certification to the {AGENCY Mint}.", 0),
    ],
)
def test_set_words_of_what_is_denied_tell_nothing(text, count):
    view = view_of(text)
    assert len(list(worded(view, read(view, lexicon("en", "certified"))))) == count


def test_bodies_in_general_hold_nothing():
    assert certified(GENERAL) == set()


def test_bodies_that_are_named_before_hold_it():
    text = "The {AGENCY Harbour Office} and the {AGENCY Water Board}, bodies certified to {STANDARD ISO 9001} since May, met."
    assert {row[0] for row in certified(text)} >= {"Harbour Office"}


def test_a_designation_said_short_is_the_same():
    text = (
        "The {AGENCY Harbour Office} was accredited to {STANDARD ISO/IEC 17025:2017} by {ORG SGS}. "
        "The {AGENCY Harbour Office} obtained the {STANDARD ISO 17025} accreditation after a long audit."
    )
    assert {row[1] for row in certified(text)} == {"ISO/IEC 17025:2017"}


@pytest.mark.parametrize(
    ("text", "lang", "rows"),
    [
        ("The {AGENCY Mint} has held {STANDARD ISO 9001} since {DATE 2016}, and wants to add {STANDARD ISO 39001} in {DATE 2028}.",
         "en", {("ISO 9001", "granted"), ("ISO 39001", "planned")}),
        ("El {AGENCY Puerto de Ilo} renovó la {STANDARD ISO 9001} y obtuvo la {STANDARD ISO 14001}.",
         "es", {("ISO 9001", "renewed"), ("ISO 14001", "granted")}),
    ],
)  # fmt: skip
def test_each_of_two_standards_has_its_own_act(text, lang, rows):
    assert {row[1:3] for row in certified(text, lang)} == rows


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The {AGENCY Mint} gave certificates of the {STANDARD ISO 9001} course to its staff.", "en"),
        ("Trabajadores del {AGENCY Puerto de Ilo} recibieron certificados de auditor interno {STANDARD ISO 9001}.", "es"),
        ("El {AGENCY Puerto de Ilo} promueve que las empresas obtengan la certificación {STANDARD ISO 9001}.", "es"),
        ("The {AGENCY Mint} supports companies seeking {STANDARD ISO 9001} certification.", "en"),
        ("The workshop of the {AGENCY Mint} will target {STANDARD ISO 9001} next week.", "en"),
    ],
)  # fmt: skip
def test_people_others_and_lessons_hold_nothing(text, lang):
    assert certified(text, lang) == set()


def test_a_passive_wished_for_is_planned():
    text = "The {AGENCY Mint} plans to be certified to {STANDARD ISO 50001} in {DATE 2028}."
    assert {row[2] for row in certified(text)} == {"planned"}


def test_a_street_holds_nothing():
    text = "The certificate {STANDARD ISO 9001} was granted in May at {LOC 6 Winchester Road}."
    assert certified(text) == set()


def test_what_is_held_is_not_planned_beside_it_without_a_word_for_a_plan():
    text = "The nearest example is the {AGENCY Mint}, certified to {STANDARD ISO 14001} by {ORG SGS} in {DATE 2017}."
    assert {row[2] for row in certified(text)} == {"granted"}
