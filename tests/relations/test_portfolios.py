"""A minister's body: one of the release, else the registry's of the same country, else none."""

from __future__ import annotations

import pytest

from pipeline.records import Entity, Mention
from pipeline.relations import portfolios
from pipeline.relations.extract import state
from tests.relations.helpers import marked, mentions_of, release_of, view_of


@pytest.mark.parametrize(
    ("role", "lang", "name"),
    [
        ("Defense Minister", "en", "Ministry of defense"),
        ("Minister of Health", "en", "Ministry of health"),
        ("ministra de Salud", "es", "Ministerio de salud"),
        ("canciller", "es", "Ministerio de Relaciones Exteriores"),
        ("general manager", "en", None),
    ],
)
def test_a_role_names_its_body(role, lang, name):
    found = portfolios.names(role, lang)
    assert (name in found) if name else found == []


COUNTRIES = {"Costa Rica": "geo:cr"}


def offices(text: str, country: str, lang: str = "en") -> list[tuple[str, str]]:
    example = marked(text)
    kinds = {"ROLE": "minister"}
    mentions = [
        Mention(
            m.start, m.end, m.text, m.label, entity_id=COUNTRIES.get(m.text, m.text),
            kind=kinds.get(m.label, ""),
        )
        for m in mentions_of(example)
    ]  # fmt: skip
    entities = [Entity(m.entity_id, m.label, m.text, (m.text,), country=country) for m in mentions]
    found = state(release_of(example, lang), mentions, entities, lang)
    known = {e.entity_id for e in found.entities}
    rows = [f for f in found.facts if f.predicate == "holds_role"]
    assert all(f.object.entity_id in known for f in rows)
    return [(f.subject.name, f.object.entity_id) for f in rows]


TEXT = "The {AGENCY Ministry of Energy} was there. {ROLE Health Minister} {PERSON Ann Lee} spoke."


def test_the_registry_gives_the_ministry_of_the_country():
    assert offices(TEXT, "KE") == [("Ann Lee", "ke:ministry-of-health")]


def test_another_ministry_is_never_taken():
    assert offices(TEXT, "") == []


@pytest.mark.parametrize(
    "text",
    [
        "The port received {PERSON Ana Dias}, {ROLE Health Minister} of {GPE Angola}.",
        "The {ROLE Health Minister} of {GPE Angola}, {PERSON Ana Dias}, saw the port.",
    ],
)
def test_the_country_told_beside_the_office_goes_before_the_country_of_the_release(text):
    assert offices(f"{text} The {{AGENCY Ministry of Energy}} was there.", "KE") == [
        ("Ana Dias", "Angola")
    ]


def test_a_director_is_of_the_directorate_only_where_the_release_names_it():
    assert portfolios.names("directora de Bosques", "es") == []
    view = view_of("La {AGENCY Dirección de Bosques de Ribera} abrió.", "es")
    assert portfolios.told(view, "directora de Bosques", {}) == view.mentions[0]
    assert portfolios.told(view, "directora de Aguas", {}) is None


def test_its_head_is_of_the_one_body_of_the_sentence_before():
    text = "El {AGENCY Puerto de Ilo} cerró. La leyó la {AGENCY Junta de Aguas}. "
    text += "Su {ROLE vocal}, {PERSON Ana Ruiz}, avisó que la discutirán. El {AGENCY Puerto de Ilo} calla."
    assert offices(text, "", "es") == [("Ana Ruiz", "Junta de Aguas")]


@pytest.mark.parametrize(("before", "held"), [("La vio su par,", []), ("La vio", ["Ana Ruiz"])])
def test_a_counterpart_is_not_of_the_ministry_at_home(before, held):
    text = f"{before} la {{ROLE ministra de Salud}}, {{PERSON Ana Ruiz}}, ayer. "
    text += "El {AGENCY Puerto de Ilo} cerró."
    assert [person for person, _ in offices(text, "PE", "es")] == held


def test_the_only_ministry_whose_name_begins_so_is_meant():
    text = "El {AGENCY Puerto} abrió. El {ROLE ministro de Seguridad}, {PERSON Leo Paz}, vino."
    assert offices(text, "PA", "es") == [("Leo Paz", "pa:ministerio-de-seguridad-publica")]


def test_who_stands_for_a_country_is_of_its_ministry():
    text = "La {AGENCY Junta} vino. Por parte de {GPE Costa Rica}, vino el {ROLE canciller} {PERSON Leo Paz}."
    assert offices(text, "PA", "es") == [
        ("Leo Paz", "cr:ministerio-de-relaciones-exteriores-y-culto")
    ]


def test_a_person_in_brackets_holds_the_office_before():
    text = "El {AGENCY Puerto} abrió. El {ROLE ministro de Seguridad} ({PERSON Leo Paz}) vino."
    assert offices(text, "PA", "es") == [("Leo Paz", "pa:ministerio-de-seguridad-publica")]


def test_a_deputy_of_another_field_is_not_of_the_ministry_named():
    body = Mention(0, 20, "Ministerio de Salud", "AGENCY")
    assert portfolios.elsewhere("viceministra de Trabajo", "es", body)
    assert not portfolios.elsewhere("viceministra de Salud", "es", body)
    assert not portfolios.elsewhere("viceministra de Recetas", "es", body)


def test_a_long_name_that_one_ministry_alone_has_needs_no_country():
    role = "ministra de Asuntos Exteriores, Unión Europea y Cooperación"
    text = f"El {{AGENCY Puerto}} abrió. La {{ROLE {role}}}, {{PERSON Ana Paz}}, vino."
    assert offices(text, "", "es") == [
        ("Ana Paz", "es:ministerio-de-asuntos-exteriores-union-europea-y-cooperacion")
    ]
