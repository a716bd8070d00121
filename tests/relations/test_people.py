"""Offices and statements."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pipeline.relations import holders, offices
from pipeline.relations.lexicon import lexicon
from tests.relations.helpers import view_of
from tests.relations.test_certified import read


def roles(text, lang="en"):
    return {
        (f.subject.name, f.object.name, f.qualifiers["tense"][0])
        for f in read(text, lang)
        if f.predicate == "holds_role"
    }


@pytest.mark.parametrize(
    ("text", "lang", "row"),
    [
        ("{PERSON Ann Lee}, {ROLE director} of the {AGENCY Water Board}, spoke.", "en", ("Ann Lee", "Water Board", "current")),
        ("Former {ROLE director} of the {AGENCY Water Board} {PERSON Ann Lee} spoke.", "en", ("Ann Lee", "Water Board", "former")),
        ("The {AGENCY Water Board} met. The {ROLE chairman}, {PERSON Ann Lee}, spoke.", "en", ("Ann Lee", "Water Board", "current")),
        ("El {ROLE gerente} de la {AGENCY Junta de Aguas}, {PERSON Juan Ríos}, habló.", "es", ("Juan Ríos", "Junta de Aguas", "current")),
        ("Otro juramentado fue {PERSON Juan Ríos} como {ROLE gerente} de la {AGENCY Junta de Aguas}.", "es", ("Juan Ríos", "Junta de Aguas", "current")),
        ("{PERSON Ana Ruiz} fue designada {ROLE directora} del {AGENCY Hospital Sur}.", "es", ("Ana Ruiz", "Hospital Sur", "current")),
        ("{PERSON Ana Ruiz}, quien fue {ROLE directora} del {AGENCY Hospital Sur}, habló.", "es", ("Ana Ruiz", "Hospital Sur", "former")),
        ("La {ROLE directora encargada} del {AGENCY Hospital Sur}, {PERSON Ana Ruiz}, habló.", "es", ("Ana Ruiz", "Hospital Sur", "acting")),
    ],
)  # fmt: skip
def test_an_office_is_read(text, lang, row):
    assert row in roles(text, lang)


def test_a_role_belongs_to_the_person_it_stands_beside():
    found = roles(
        "{PERSON Ann Lee} and {ROLE mayor} {PERSON Joe Roe} of the {AGENCY City of Ilo} met."
    )
    assert not any(person == "Ann Lee" for person, _, _ in found)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("El {ROLE alcalde} {PERSON Leo Paz} llegó acompañado del {ROLE gerente} de {ORG Aguas Sur}, {PERSON Ana Ruiz}.", "es"),
        ("{ROLE Mayor} {PERSON Leo Paz} came with {ROLE manager} of {ORG Aguas Sur}, {PERSON Ana Ruiz}.", "en"),
    ],
)  # fmt: skip
def test_an_office_behind_a_preposition_is_of_the_next_person(text, lang):
    assert {person for person, body, _ in roles(text, lang) if body == "Aguas Sur"} == {"Ana Ruiz"}


def test_a_counterpart_is_of_another_body():
    text = (
        "La {AGENCY Gobernación de Ilo} firmó. El acuerdo fue refrendado por el {ROLE gobernador "
        "regional}, {PERSON Leo Paz}, y su homólogo catalán, {PERSON Ana Ruiz}."
    )
    assert {person for person, _, _ in roles(text, "es")} == {"Leo Paz"}


def said(text, lang="en"):
    return [
        (f.subject.name, f.qualifiers["quote"][0], f.object.name)
        for f in read(text, lang)
        if f.predicate == "said"
    ]


@pytest.mark.parametrize(
    ("text", "lang", "speaker", "quote", "begin"),
    [
        ("“We worked hard for many years,” said {PERSON Ann Lee}.", "en", "Ann Lee", "direct", "We worked"),
        ("{PERSON Ann Lee} said that the port had grown by a third.", "en", "Ann Lee", "indirect", "the port"),
        ("{PERSON Ana Ruiz} señaló que el puerto creció un tercio.", "es", "Ana Ruiz", "indirect", "el puerto"),
        ("«Trabajamos mucho durante tantos años», dijo {PERSON Ana Ruiz}.", "es", "Ana Ruiz", "direct", "Trabajamos"),
        ("{PERSON Ann Lee} spoke. “It took us many long years,” she said.", "en", "Ann Lee", "direct", "It took"),
    ],
)  # fmt: skip
def test_a_statement_has_its_speaker(text, lang, speaker, quote, begin):
    found = said(text, lang)
    assert [(s, q) for s, q, _ in found] == [(speaker, quote)]
    assert found[0][2].startswith(begin)


def test_a_quoted_title_is_no_statement():
    assert said("{PERSON Ann Lee} opened the “Blue Port” programme.") == []


def test_the_nearest_office_is_not_another_s():
    found = read(
        "El {ROLE presidente} electo de {GPE Panamá}, {PERSON Luis Mora}, y el {ROLE gobernador} "
        "de {GPE Ica}, {PERSON Ana Ruiz}, se reunieron.",
        "es",
    )
    role = {f.subject.name: f.qualifiers["role"] for f in found if f.predicate == "holds_role"}
    assert role.get("Luis Mora") == ("presidente",)


def test_offices_of_a_list_stay_with_their_persons():
    found = read(
        "Firmaron el {ROLE ministro} {PERSON Leo Paz}, la {ROLE representante} de la {AGENCY Junta "
        "de Aguas} en el {GPE Perú}, {PERSON Ana Ruiz}, y {PERSON Ema Gil}.",
        "es",
    )
    role = {f.subject.name: f.qualifiers["role"] for f in found if f.predicate == "holds_role"}
    assert role["Ana Ruiz"] == ("representante",)
    assert role.get("Leo Paz") in (None, ("ministro",))
    assert "Ema Gil" not in role


def test_whom_somebody_meets_gives_no_office():
    found = read(
        "La {ROLE alcaldesa}, {PERSON Ana Ruiz}, recibió al {ROLE director} de la {AGENCY Junta de "
        "Aguas}.",
        "es",
    )
    rows = [f for f in found if f.predicate == "holds_role"]
    assert all(f.qualifiers["role"] != ("director",) for f in rows)


def test_an_envoy_is_of_the_country_that_sends_him():
    text = "El {ROLE embajador} de {GPE Japón} en {GPE Perú}, {PERSON Ken Ito}, habló."
    assert {body for _, body, _ in roles(text, "es")} <= {"Japón"}


def test_an_office_is_of_the_body_that_is_much_likelier():
    view = view_of("{ROLE Director} {PERSON Ann Lee} of the {AGENCY Water Board} left the port.")
    sentence = view.sentences[0]
    person, *_ = (item for item in sentence.items if item.label == "PERSON")
    candidate = SimpleNamespace(context=SimpleNamespace(sentence=sentence), subject=person)

    def of(body: str, probability: float) -> SimpleNamespace:
        return SimpleNamespace(keys=("ann", body), probability=probability, candidate=candidate)

    held = [of("water", 0.9), of("port", 0.5), of("office", 0.75)]
    outdone = [p.keys[1] for p in held if holders._is_outdone(view, p, held, {})]
    assert outdone == ["port"]


def test_an_office_that_a_rule_gives_to_one_is_nobody_elses():
    text = (
        "En la {AGENCY Corte de Ilo} habló {PERSON Leo Paz}, en representación de la "
        "{ROLE presidenta} del {AGENCY Poder Judicial}, {PERSON Ana Ruiz}."
    )
    assert {person for person, _, _ in roles(text, "es")} == {"Ana Ruiz"}


def test_what_a_standard_assures_nobody_says():
    text = (
        "Ante {PERSON Leo Paz} el {AGENCY Puerto de Ilo} recibió la {STANDARD ISO 37001}, una norma "
        "internacional que asegura la transparencia y la buena marcha de cada trámite."
    )
    assert not any(speaker == "Leo Paz" for speaker, _, _ in said(text, "es"))


def test_a_quotation_may_open_with_the_closing_mark():
    text = "Ilo se certificó.\n\n”Todo el puerto trabajó mucho”, explicó {PERSON Ana Paz}."
    assert ("Ana Paz", "direct", "Todo el puerto trabajó mucho") in said(text, "es")


def test_who_replaces_whom():
    text = (
        "{PERSON Ann Lee} replaces {PERSON Joe Roe} as {ROLE director} of the {AGENCY Water Board}."
    )
    assert roles(text) == {
        ("Ann Lee", "Water Board", "current"),
        ("Joe Roe", "Water Board", "former"),
    }


def test_a_sure_rule_outweighs_a_body_of_the_quotation():
    text = (
        "“It is due to the staff of the {AGENCY Water Board},” {PERSON Ann Lee}, {AGENCY Mint} "
        "{ROLE manager}, stated."
    )
    assert {row[:2] for row in roles(text)} <= {("Ann Lee", "Mint")}


@pytest.mark.parametrize(
    ("text", "lang", "row"),
    [
        ("Norwegian {ROLE Ambassador} {PERSON Ann Lee} came.", "en", ("Ann Lee", "Norway")),
        ("The Chilean {ROLE envoy}, {PERSON Joe Roe}, left.", "en", ("Joe Roe", "Chile")),
        ("El {ROLE embajador} noruego, {PERSON Ana Ruiz}, vino.", "es", ("Ana Ruiz", "Norway")),
    ],
)
def test_an_adjective_gives_an_office_to_a_country(text, lang, row):
    assert row in {found[:2] for found in roles(text, lang)}


def test_as_director_is_said_of_the_subject_not_of_whom_she_reaches():
    text = "Como {ROLE directora} de la {AGENCY Junta de Aguas}, entregó el premio a {PERSON Juan Ríos}."
    assert roles(text, "es") == set()


def test_brackets_behind_a_rank_are_no_border():
    text = "{AGENCY Water Board} {ROLE director}, Lt Col (Rtd.) {PERSON Joe Roe}, spoke."
    assert {row[:2] for row in roles(text)} == {("Joe Roe", "Water Board")}


@pytest.mark.parametrize(("odds", "told"), [(0.65, False), (0.75, True)])
def test_an_office_that_nobody_names_must_be_likely(odds, told):
    sentence = view_of("{PERSON Ann Lee} toured the {AGENCY Tide Board}.").sentences[0]
    person, body = (item for item in sentence.items if item.label)
    candidate = SimpleNamespace(
        context=SimpleNamespace(sentence=sentence), subject=person, object=body
    )
    proposal = SimpleNamespace(candidate=candidate, probability=odds, rule=None)
    view = view_of("{PERSON Ann Lee} toured the {AGENCY Tide Board}.")
    assert holders._fits(view, proposal, {}, SimpleNamespace(entities={})) is told


@pytest.mark.parametrize(
    ("text", "lang", "met"),
    [
        ("{PERSON Ann Lee} met with the {AGENCY Tide Board}.", "en", True),
        ("{PERSON Ann Lee}, who met the press with the {ROLE clerk} of the {AGENCY Tide Board}.", "en", False),
        ("{PERSON Ana Paz} expuso ante la {AGENCY Junta de Aguas}.", "es", True),
        ("{PERSON Ana Paz} dirige la {AGENCY Junta de Aguas}.", "es", False),
    ],
)  # fmt: skip
def test_who_meets_a_body_has_no_office_in_it(text, lang, met):
    sentence = view_of(text, lang).sentences[0]
    person = next(item for item in sentence.items if item.label == "PERSON")
    body = next(item for item in sentence.items if item.label == "AGENCY")
    assert offices.is_audience(sentence, person, body, lexicon(lang, "holds_role")) is met
