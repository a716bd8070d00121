from __future__ import annotations

import pytest

from pipeline.entities import TokenView, find
from pipeline.linking import link
from pipeline.linking.decisions import Decisions
from pipeline.records import Entity, Mention, Release
from tests.registry.sample import sample


def linked(
    text: str, lang: str = "en", decisions: Decisions | None = None, **fields: str
) -> tuple[list[Mention], list[Entity]]:
    release = Release("d", fields.pop("source", ""), "", text, (), **fields)  # type: ignore[arg-type] # text fields only
    found = find(TokenView.from_text(text), lang, release, registry=sample())
    return link(found, release, lang, decisions or Decisions(), sample())


def ids(text: str, lang: str = "en", **fields: str) -> dict[str, str]:
    return {m.text: m.entity_id for m in linked(text, lang, **fields)[0]}


SAME_NAME = [
    ("The Ministry of Foreign Affairs of Chile replied.", "", "cl:ministerio-de-relaciones-exteriores"),
    ("The Ministry of Foreign Affairs replied.", "Lima", "pe:ministerio-de-relaciones-exteriores"),
    ("The Ministry of Foreign Affairs replied.", "Santiago, Chile", "cl:ministerio-de-relaciones-exteriores"),
    ("The Chilean Ministry of Foreign Affairs replied.", "Lima", "cl:ministerio-de-relaciones-exteriores"),
    ("The Ministry of Foreign Affairs replied.", "", "xx:ministry-of-foreign-affairs"),
    ("The Ministry of Foreign Affairs replied.", "Nairobi", "ke:ministry-of-foreign-affairs"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dateline", "entity_id"), SAME_NAME)
def test_the_country_decides_between_bodies_of_one_name(
    text: str, dateline: str, entity_id: str
) -> None:
    assert ids(text, dateline_place=dateline)["Ministry of Foreign Affairs"] == entity_id


def test_one_body_has_one_id_in_both_languages() -> None:
    spanish = ids("La Cancillería respondió.", "es", dateline_place="Lima")
    english = ids("The Foreign Affairs Ministry replied.", dateline_place="Lima")
    assert spanish["Cancillería"] == english["Foreign Affairs Ministry"]


def test_a_domain_tells_the_country() -> None:
    text = "The Ministry of Health replied. Write to press@health.go.ke."
    assert ids(text)["Ministry of Health"] == "ke:ministry-of-health"


def test_a_foreign_body_is_not_linked_to_one_at_home() -> None:
    found = ids("El Ministerio de Salud de Bolivia y el Ministerio de Salud firmaron.", "es",
                dateline_place="Lima")  # fmt: skip
    assert "pe:ministerio-de-salud" in found.values()
    mentions, _ = linked("El Ministerio de Salud de Bolivia firmó.", "es", dateline_place="Lima")
    assert mentions[0].entity_id == "bo:ministerio-de-salud"


def test_a_certifier_is_linked_in_every_country() -> None:
    assert ids("It was audited by AENOR.", dateline_place="Nairobi")["AENOR"] == "cert:aenor"


def test_short_names_in_brackets_are_the_body() -> None:
    found = ids("The National Board of Examiners (NBE) met. NBE decided.", dateline_place="Accra")
    assert found["NBE"] == found["National Board of Examiners"] == "gh:national-board-of-examiners"


def test_a_short_name_before_its_full_name_is_the_body() -> None:
    found = ids("RWMC wins. The Rawal Waste Management Company (RWMC) met.")
    assert found["RWMC"] == found["Rawal Waste Management Company"]


def test_words_in_another_order_are_the_same_body() -> None:
    found = ids("The Ministry of Works met. The Works Ministry agreed.")
    assert found["Works Ministry"] == found["Ministry of Works"]


def test_a_misspelt_name_is_linked_at_home() -> None:
    mentions, _ = linked("The Kenya Bureau of Standars agreed.", dateline_place="Nairobi")
    assert mentions[0].entity_id == "ke:kenya-bureau-of-standards"
    assert mentions[0].rule.endswith(":fuzzy")


def test_coordinated_ministries_have_their_own_ids() -> None:
    found = ids("The Ministries of Health and Education signed.", dateline_place="Nairobi")
    assert found["Ministries of Health"] == "ke:ministry-of-health"
    assert found["Education"] == "ke:ministry-of-education"


NOMINAL = [
    ("The Ministry of Health and SGS met. The Ministry agreed.", "The Ministry", "Ministry of Health"),
    ("The Ministry of Health hired Norte Holdings Ltd. The company began.", "The company", "Norte Holdings Ltd"),
    ("SGS certified the Kenya Bureau of Standards. The institution is glad.", "The institution", "Kenya Bureau of Standards"),
    ("The lab kept it. The River Laboratory is old.", "The lab", "River Laboratory"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "nominal", "body"), NOMINAL)
def test_nominal_mentions_go_to_the_salient_body(text: str, nominal: str, body: str) -> None:
    found = ids(text, dateline_place="Nairobi")
    assert found[nominal] == found[body]


def test_a_nominal_mention_without_a_body_is_left_out() -> None:
    mentions, _ = linked("SGS came. The university closed.")
    assert [m.text for m in mentions] == ["SGS"]


def test_persons_short_names_and_offices_share_an_id() -> None:
    text = "Health Minister Amina Yusuf Bello spoke. The Minister left. Yusuf returned."
    mentions, entities = linked(text)
    assert {m.entity_id for m in mentions} == {"per:amina-yusuf-bello"}
    assert [e.name for e in entities if e.type == "PERSON"] == ["Amina Yusuf Bello"]


def test_initials_are_the_full_name() -> None:
    found = ids("Ms. Doreen Vella came. The letter was signed by Mr. D. Vella.")
    assert set(found.values()) == {"per:doreen-vella"}


PLACES = [
    ("Talks with Germany", "en", "Germany", "geo:de"),
    ("Conversó con Alemania hoy", "es", "Alemania", "geo:de"),
    ("It is in Tacna, Peru.", "en", "Tacna", "geo:pe:tacna"),
    ("It is in Ancash.", "en", "Ancash", "geo:pe-anc"),
    ("It is in Cartagena, Spain.", "en", "Cartagena", "geo:es:cartagena"),
    ("The Republic of Rwanda agreed.", "en", "Republic of Rwanda", "geo:rw"),
    ("It is in Zelmira, Peru.", "en", "Zelmira", "geo:pe:zelmira"),
]


@pytest.mark.parametrize(("text", "lang", "name", "entity_id"), PLACES)
def test_places(text: str, lang: str, name: str, entity_id: str) -> None:
    assert ids(text, lang)[name] == entity_id


def test_entities_carry_every_name_known_or_seen() -> None:
    _, entities = linked("La cancillería no; la Cancillería sí.", "es", dateline_place="Lima")
    body = next(e for e in entities if e.entity_id == "pe:ministerio-de-relaciones-exteriores")
    assert {"RREE", "Cancillería", "Ministry of Foreign Affairs"} <= set(body.names)
    assert (body.kind, body.country) == ("ministry", "PE")


def test_linking_repeats() -> None:
    text = "The Ministry of Health of Peru met Hugo Vela of SGS in Lima. The Ministry agreed."
    assert linked(text) == linked(text)


MODIFIED = [
    ("The Crops Laboratory of Tambo opened. Farmers like the border laboratory.", "the border laboratory"),
    ("The Tambo Dairy Cooperative is new. Six farms own the co-op.", "the co-op"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "nominal"), MODIFIED)
def test_a_noun_behind_words_that_say_which_one_stands_for_a_body(text: str, nominal: str) -> None:
    assert ids(text, dateline_place="Nairobi").get(nominal)


def test_words_with_a_meaning_of_their_own_do_not_make_a_noun_a_nominal_mention() -> None:
    text = "The Crops Laboratory of Tambo opened. The director said a laboratory costs much."
    assert not [m for m in linked(text, dateline_place="Nairobi")[0] if m.source == "coref"]


@pytest.mark.parametrize(("letters", "bodies"), [("ZXQT", 1), ("ZXQA", 2)])
def test_only_its_own_first_letters_before_a_name_are_the_same_body(
    letters: str, bodies: int
) -> None:
    full = "Zonal Xylophone Quality Tribunal"
    text = f"{letters} replied. The {full} is new."
    at = text.index(full)
    names = [
        Mention(0, 4, letters, "AGENCY", rule="acronym"),
        Mention(at, at + len(full), full, "AGENCY", rule="grammar", kind="court"),
    ]
    found, _ = link(names, Release("d", "", "", text, ()), "en", Decisions(), sample())
    assert len({m.entity_id for m in found}) == bodies


def test_initials_that_a_foreign_name_spells_out_are_not_those_of_another_body() -> None:
    text = "Lo certificó la International Norms Agency Council of Auditing Labs (INACAL)."
    found = [
        Mention(16, 67, text[16:67], "ORG"),
        Mention(69, 75, "INACAL", "ORG", rule="bracket"),
    ]
    assert text[69:75] == "INACAL"
    release = Release("d", "", "", text, (), dateline_place="Lima")
    mentions, _ = link(found, release, "es", Decisions(), sample())
    assert {m.entity_id for m in mentions} == {
        "pe:international-norms-agency-council-of-auditing-labs"
    }


def test_the_beginning_of_a_name_that_the_text_gives_is_not_that_of_another_body() -> None:
    text = "La Corte Suprema de Justicia de Piura (CSJP) sesionó. La Corte votó."
    found = ids(text, "es", dateline_place="Lima")
    assert found["Corte Suprema de Justicia de Piura"] == "pe:corte-suprema-de-justicia-de-piura"


def test_initials_that_the_text_spells_out_are_not_those_of_another_body() -> None:
    found = ids("La Dirección Nacional de Compras (INACAL) compró.", "es", dateline_place="Lima")
    assert found["INACAL"] == "pe:direccion-nacional-de-compras"
