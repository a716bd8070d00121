"""What is told as so, as yet to come, and as not so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.records import Mention, PublicationDate
from pipeline.relations.status import office_status, status
from tests.relations.helpers import view_of


def told(text: str, words: str, lang: str = "en", *, lasting: bool = False) -> str:
    """The status of the words (their first and last item) in the first sentence."""
    view = view_of(text, lang)
    sentence = view.sentences[0]
    items = [item.text for item in sentence.items]
    first, *rest = words.split()
    at = items.index(first)
    end = (items.index(rest[-1], at) if rest else at) + 1
    return status(view, sentence, at, end, lasting=lasting)


@pytest.mark.parametrize(
    ("text", "words", "lang", "wanted"),
    [
        ("{AGENCY Port of Ilo} will sign with {ORG Rotary}.", "sign", "en", "planned"),
        ("{AGENCY Port of Ilo} has signed with {ORG Rotary}.", "signed", "en", "asserted"),
        ("{AGENCY Port of Ilo} has not signed with {ORG Rotary}.", "signed", "en", "negated"),
        ("A pact with {ORG Rotary} will be signed at {GPE Ilo}.", "pact", "en", "planned"),
        ("A pact with {ORG Rotary} was signed at {GPE Ilo}.", "pact", "en", "asserted"),
        ("{ORG Rotary} has pledged two boats to {AGENCY Ilo Port}.", "pledged", "en", "planned"),
        ("{ORG Rotary} has given two boats to {AGENCY Ilo Port}.", "given", "en", "asserted"),
        ("{GPE Peru} has asked to enter the {AGENCY Tuna Board}.", "enter", "en", "planned"),
        ("The port welcomed the planned creation of {AGENCY Dock Unit}.", "creation", "en", "planned"),
        ("The port welcomed the creation of {AGENCY Dock Unit}.", "creation", "en", "asserted"),
        ("Divers will inspect {AGENCY Dock Unit} , created by {GPE Peru}.", "created", "en", "asserted"),
        ("Boats will sail under an agreement with {ORG Rotary}.", "agreement", "en", "asserted"),
        ("{AGENCY Ilo Port} to establish {AGENCY Dock Unit}.", "establish", "en", "planned"),
        ("A gift of {AGENCY Ilo Port} to {AGENCY Dock Unit}.", "gift", "en", "asserted"),
        ("A pact with {ORG Rotary} is to be signed.", "pact", "en", "planned"),
        ("Se reunieron para crear la {AGENCY Sala Sur}.", "crear", "es", "planned"),
        ("Un proyecto de ley de creación de la {AGENCY Sala Sur}.", "creación", "es", "planned"),
        ("{AGENCY Ilo Port} firmará un convenio con {ORG Rotary}.", "convenio", "es", "planned"),
        ("{AGENCY Ilo Port} firmó un convenio con {ORG Rotary}.", "convenio", "es", "asserted"),
        ("{AGENCY Ilo Port} no firmó con {ORG Rotary}.", "firmó", "es", "negated"),
        ("{AGENCY Ilo Port} se sumará a {ORG Rotary}.", "sumará", "es", "planned"),
        ("{AGENCY Ilo Port} se sumó a {ORG Rotary}.", "sumó", "es", "asserted"),
        ("Vamos a firmar con {ORG Rotary}.", "firmar", "es", "planned"),
        ("{ORG Rotary} prometió una lancha.", "Rotary", "es", "planned"),
        ("{ORG Rotary} regaló una lancha.", "Rotary", "es", "asserted"),
        ("{GPE Perú} es miembro no permanente de la {AGENCY Junta}.", "miembro permanente", "es", "asserted"),
        ("{GPE Perú} no es miembro de la {AGENCY Junta}.", "miembro", "es", "negated"),
        ("{GPE Perú} fue electo para integrar la {AGENCY Junta}.", "electo integrar", "es", "asserted"),
        ("Abrirá la {AGENCY Sala Sur} , creada por {GPE Perú}.", "creada", "es", "asserted"),
        ("El convenio con {ORG Rotary} para la minería sigue.", "convenio", "es", "asserted"),
    ],
)  # fmt: skip
def test_the_verb_that_governs_the_words_decides(text, words, lang, wanted):
    assert told(text, words, lang) == wanted


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The port will test the {AGENCY Dye Unit} of {ORG Rotary}.", "of", "asserted"),
        ("The {AGENCY Dye Unit} will be part of {ORG Rotary}.", "part of", "planned"),
        ("The {AGENCY Dye Unit} is not part of {ORG Rotary}.", "part of", "negated"),
        ("The {AGENCY Dye Unit} is part of {ORG Rotary}, not rich.", "part of", "asserted"),
    ],
)
def test_a_lasting_state_is_planned_or_negated_at_its_copula_alone(text, words, wanted):
    assert told(text, words, lasting=True) == wanted


@pytest.mark.parametrize(
    ("verb", "day", "wanted"),
    [
        ("is signed", "2024-05-09", "planned"),
        ("is signed", "2024-05-01", "asserted"),
        ("was signed", "2024-05-09", "asserted"),
        ("is signed", "2024", "asserted"),
    ],
)
def test_a_present_tense_dated_after_the_release_is_a_plan(verb, day, wanted):
    view = view_of(f"The pact with {{ORG Rotary}} {verb} on {{DATE {day}}}.")
    view.release = replace(view.release, published=PublicationDate(dt.date(2024, 5, 2)))
    sentence = view.sentences[0]
    date = next(item.mention for item in sentence.items if item.label == "DATE")
    at = [item.text for item in sentence.items].index("pact")
    assert status(view, sentence, at, at + 1, date=date) == wanted


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("{PERSON Ann Lee} takes office on Monday as {ROLE mayor} of {AGENCY Ilo}.", "en", "planned"),
        ("{PERSON Ann Lee}, {ROLE mayor} of {AGENCY Ilo}, will visit the port.", "en", "asserted"),
        ("The {ROLE mayor} elect of {AGENCY Ilo}, {PERSON Ann Lee}, spoke.", "en", "planned"),
        ("The {ROLE mayor} of {AGENCY Ilo}, {PERSON Ann Lee}, will succeed.", "en", "asserted"),
        ("El {ROLE alcalde electo} de {AGENCY Ilo}, {PERSON Ana Ruiz}, habló.", "es", "planned"),
        ("El {ROLE alcalde} de {AGENCY Ilo}, {PERSON Ana Ruiz}, presidirá el acto.", "es", "asserted"),
        ("{PERSON Ana Ruiz} asumirá como {ROLE alcaldesa} de {AGENCY Ilo}.", "es", "planned"),
        ("La {ROLE gerenta} de {AGENCY Ilo} será {PERSON Ana Ruiz}.", "es", "planned"),
        ("La {ROLE gerenta} de {AGENCY Ilo} es {PERSON Ana Ruiz}.", "es", "asserted"),
    ],
)  # fmt: skip
def test_an_office_not_yet_taken_is_planned(text, lang, wanted):
    view = view_of(text, lang)
    named = {item.label: item.mention for item in view.sentences[0].items if item.mention}
    person, role, body = named["PERSON"], named["ROLE"], named["AGENCY"]
    assert office_status(view.grammar, view.sentences[0], person, role, body) == wanted


def test_a_person_of_another_sentence_holds_the_office():
    view = view_of("{PERSON Ann Lee} takes over on Monday.")
    other = Mention(900, 907, "Bo Reed", "PERSON")
    body = Mention(950, 953, "Ilo", "AGENCY")
    assert office_status(view.grammar, view.sentences[0], other, None, body) == "asserted"
