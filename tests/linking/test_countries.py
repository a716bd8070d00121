"""Bodies of one name in several countries, units, short names: with the shipped registry."""

from __future__ import annotations

import pytest

from pipeline.entities import TokenView, find
from pipeline.linking import link
from pipeline.records import Release

CASES = [
    ("es", "Bogotá", "El Ministerio del Interior recibió al Ministerio del Interior de Argentina.",
     ["co:ministerio-del-interior", "ar:ministerio-del-interior"]),
    ("es", "Lima", "El Tribunal Supremo Electoral de Guatemala llegó.",
     ["gt:tribunal-supremo-electoral"]),
    ("en", "Accra", "The Supreme Court ruled.", ["gh:supreme-court-of-ghana"]),
    ("en", "Lima", "The Kenya Defence Ministry replied.", ["ke:ministry-of-defence"]),
    ("en", "Lima", "The Transport Ministry replied.",
     ["pe:ministerio-de-transportes-y-comunicaciones"]),
    ("es", "Quito", "La Contraloría avisó.", ["ec:contraloria-general-del-estado"]),
    ("es", "Quito", "El Instituto Nacional de Estadística avisó.",
     ["ec:instituto-nacional-de-estadistica-y-censos"]),
    ("es", "Lima", "La Corte Suprema de Honduras avisó.", ["hn:corte-suprema-de-justicia"]),
    ("es", "San José", "El Ministerio de Salud avisó.", ["cr:ministerio-de-salud"]),
    ("en", "Lima", "The Ministry of Health replied.", ["pe:ministerio-de-salud"]),
    ("es", "Santiago", "La Municipalidad de Miraflores avisó.", ["cl:municipalidad-de-miraflores"]),
    ("en", "Los Angeles", "The Consulate General of Peru opened. The Ministry of Foreign Affairs came.",
     ["pe:consulate-general-of-peru", "pe:ministerio-de-relaciones-exteriores"]),
    ("en", "Chiclayo, Peru", "The Tax Administration Service of Chiclayo opened.",
     ["pe:tax-administration-service-of-chiclayo"]),
    ("en", "Lima", "The National Superintendence of Labour Inspections opened.",
     ["pe:superintendencia-nacional-de-fiscalizacion-laboral"]),
    ("en", "Lima", "The UNODC Global Container Control Program opened.",
     ["int:unodc", "int:unodc-container-control-programme"]),
    ("es", "Lima", "La Oficina de Calidad del Ministerio de Salud y la Oficina de Calidad del "
     "Ministerio de Educación se unieron.",
     ["pe:oficina-de-calidad-ministerio-de-salud", "pe:ministerio-de-salud",
      "pe:oficina-de-calidad-ministerio-de-educacion", "pe:ministerio-de-educacion"]),
    ("es", "Valparaíso", "Constructora Los Boldos S.A. El Sernac la multó.",
     ["cl:constructora-los-boldos-s-a", "cl:servicio-nacional-del-consumidor"]),
    ("es", "Lima", "El Centro de Estudios del Rímac abrió. El Centro es nuevo.",
     ["pe:centro-de-estudios-del-rimac", "pe:centro-de-estudios-del-rimac"]),
    # The seat of an international organization says nothing of the country that speaks.
    ("en", "Washington", "The Ministry of Health met the World Bank.",
     ["xx:ministry-of-health", "int:world-bank"]),
    ("es", "Washington", "El BID apoyará al Perú. El Ministerio de Economía y Finanzas firmó.",
     ["int:idb", "pe:ministerio-de-economia-y-finanzas"]),
    ("en", "Geneva", "The World Health Organization thanked Kenya, Ghana and Uganda. The Ministry of "
     "Health will report.", ["int:who", "xx:ministry-of-health"]),
    # A country in the dateline, at the head of the title, or of an embassy comes before a city.
    ("en", "Kingston, Canada", "The Supreme Court replied.", ["ca:supreme-court-of-canada"]),
    ("es", "Trujillo, Honduras", "La Corte Suprema de Justicia avisó.",
     ["hn:corte-suprema-de-justicia"]),
    ("es", "Santiago", "Ecuador: nueva ley\n\nEl Ministerio de Salud Pública la publicó.",
     ["ec:ministerio-de-salud-publica"]),
    ("en", "Nairobi", "The Embassy of Ghana in Kenya opened. The Supreme Court came.",
     ["gh:embassy-of-ghana-in-kenya", "xx:supreme-court"]),
    # A capital comes before a larger city that has its name too, where the text speaks for it; a
    # city whose name two countries share evenly says nothing.
    ("en", "Bridgetown", "The Barbadian minister came. The Ministry of Health replied.",
     ["bb:ministry-of-health"]),
    ("en", "Victoria", "The minister of Seychelles came. The Ministry of Health replied.",
     ["sc:ministry-of-health"]),
    ("en", "San Jose", "Costa Rica will host it. The Ministry of Health replied.",
     ["cr:ministerio-de-salud"]),
    ("en", "Cambridge", "The Supreme Court ruled.", ["xx:supreme-court"]),
    # High commissions are embassies: their place is not their country.
    ("en", "Accra", "The High Commission of Malaysia in Ghana opened. The Ministry of Finance came.",
     ["my:high-commission-of-malaysia", "my:ministry-of-finance"]),
    ("es", "Quito", "La Embajada del Perú abrió. La Embajada del Perú en Ecuador es nueva.",
     ["pe:embajada-del-peru-en-ecuador", "pe:embajada-del-peru-en-ecuador"]),
    # A name that any country can have, registered in one other only, is not that one's body.
    ("en", "Kigali", "Officers of Trinidad and Tobago came. The Ministry of Trade and Industry "
     "replied.", ["rw:ministry-of-trade-and-industry"]),
    # What a foreigner says of a body that every state has leaves its country open.
    ("es", "Lima", "El presidente de Ecuador anunció que el Ministerio de Defensa comprará radares.",
     ["xx:ministerio-de-defensa"]),
    ("en", "Accra", "Kenya's President said the Ministry of Defence would buy radars.",
     ["xx:ministry-of-defence"]),
    ("es", "Lima", "El embajador de México dijo que el Ministerio de Comercio Exterior y Turismo vendrá.",
     ["pe:ministerio-de-comercio-exterior-y-turismo"]),
    ("es", "Lima", "El embajador de México elogió al Ministerio de Salud.", ["pe:ministerio-de-salud"]),
    ("es", "Bogotá", "Por Chile firmó el Ministerio de Energía; por Colombia, el Ministerio de Minas y "
     "Energía.", ["cl:ministerio-de-energia", "co:ministerio-de-minas-y-energia"]),
    # A name that every country's accreditation body could have; a head noun unknown at home.
    ("es", "Managua", "La Oficina Nacional de Acreditación (ONA) avisó.",
     ["ni:oficina-nacional-de-acreditacion"] * 2),
    ("es", "Lima", "La Secretaría de Economía avisó.", ["pe:secretaria-de-economia"]),
    # Initials that the text gives a foreign body are its own, though one at home has them too.
    ("es", "Lima", "Vino el Servicio Ecuatoriano de Normalización (INEN). El INEN tiene sede en Quito.",
     ["ec:servicio-ecuatoriano-de-normalizacion"] * 3),
    # A donor's country is not that of a release in a language that is not spoken there.
    ("es", "", "La Cooperación Alemana, la Municipalidad de Quilca y el Registro Civil avisaron.",
     ["xx:municipalidad-de-quilca", "xx:registro-civil"]),
    # Initials that a body abroad has too, of a body whose full name the text gives.
    ("es", "Montevideo", "Vinieron de Chile. El Servicio de Aguas y Gas (SAG) abrió. El SAG es nuevo.",
     ["uy:servicio-de-aguas-y-gas"] * 3),
    # In one sentence a name with a country and the same without one are two; a country before a bracket.
    ("en", "Manila", "The Supreme Court of Nigeria signed an accord with the Supreme Court.",
     ["ng:supreme-court-of-nigeria", "ph:supreme-court-of-the-philippines"]),
    ("en", "Pretoria", "Experts of Ghana (Ministry of Education) came. The Ministry of Education "
     "thanked them.", ["gh:ministry-of-education", "za:ministry-of-education"]),
    # A certifier's own name, not that of its branch at home.
    ("es", "Lima", "Auditó Bureau Veritas.", ["cert:bureau-veritas"]),
    ("es", "Lima", "Auditó Bureau Veritas del Perú.", ["cert:bureau-veritas-del-peru"]),
    # Two countries and no other evidence: of neither.
    ("es", "", "El Ministerio de Salud de Chile y el Ministerio de Salud del Perú firmaron. La "
     "Defensoría del Pueblo observó.",
     ["cl:ministerio-de-salud", "pe:ministerio-de-salud", "xx:defensoria-del-pueblo"]),
    # One name with and one without a country, side by side.
    ("es", "Ciudad de Panamá", "La Contraloría General y la Contraloría General de Chile firmaron.",
     ["pa:contraloria-general-de-la-republica", "cl:contraloria-general-de-la-republica"]),
    ("es", "Bogotá", "La Corte Suprema de Justicia recibió a la Corte Suprema de Justicia de "
     "Honduras. La Corte mostró sus salas.",
     ["co:corte-suprema-de-justicia", "hn:corte-suprema-de-justicia",
      "co:corte-suprema-de-justicia"]),
    ("en", "Port of Spain", "The Central Bank of Barbados and the Central Bank met.",
     ["bb:central-bank", "tt:central-bank"]),
    ("en", "Kampala", "The Uganda National Bureau of Standards met. The Bureau of Standards of "
     "Jamaica joined.", ["ug:uganda-national-bureau-of-standards"]),
    ("en", "Lusaka", "Officers from Kenya met staff of the Anti-Corruption Commission in Lusaka. "
     "Later the Ethics and Anti-Corruption Commission replied.",
     ["ke:ethics-and-anti-corruption-commission"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "place", "text", "ids"), CASES)
def test_a_body_is_found_in_its_country(lang: str, place: str, text: str, ids: list[str]) -> None:
    release = Release("d", "", "", text, (), dateline_place=place)
    mentions, _ = link(find(TokenView.from_text(text), lang, release), release, lang)
    assert [m.entity_id for m in mentions if m.label in ("AGENCY", "ORG")] == ids


def test_a_region_behind_a_town_says_which_country_is_meant() -> None:
    text = "SAN PEDRO, Calif. - The Harbour Safety Commission met today."
    release = Release("d", "", "", text, (), dateline_place="San Pedro")
    mentions, _ = link(find(TokenView.from_text(text), "en", release), release, "en")
    assert [m.entity_id for m in mentions if m.label == "AGENCY"] == [
        "us:harbour-safety-commission"
    ]


def test_a_unit_has_its_body_as_parent() -> None:
    text = "The Quality Office of the Ministry of Health opened."
    release = Release("d", "", "", text, (), dateline_place="Lima")
    _, entities = link(find(TokenView.from_text(text), "en", release), release, "en")
    parents = {entity.entity_id: entity.parent_id for entity in entities}
    assert parents["pe:quality-office-ministerio-de-salud"] == "pe:ministerio-de-salud"


@pytest.mark.parametrize(
    "text",
    [
        "Lo otorgó la Asociación Española de Normalización y Certificación. La Alcaldía de Tres Ríos lo recibió.",
        "La auditaron el INR y la SBS. La Alcaldía de Tres Ríos recibió el certificado.",
    ],
)
def test_a_certifier_or_three_letters_alone_say_nothing_of_the_country(text: str) -> None:
    release = Release("d", "", "", text, ())
    mentions = find(TokenView.from_text(text), "es", release)
    found, _ = link(mentions, release, "es")
    assert "xx:alcaldia-de-tres-rios" in {m.entity_id for m in found}


def test_a_country_of_another_paragraph_is_not_beside_a_name() -> None:
    text = "Quality matters in Kenya\n\nBSI has audited it. The Ports Board thanked BSI."
    release = Release("d", "", "", text, (), dateline_place="Nairobi")
    mentions, _ = link(find(TokenView.from_text(text), "en", release), release, "en")
    assert {m.entity_id for m in mentions if m.text == "BSI"} == {"cert:bsi"}


def test_initials_behind_a_dash_are_those_of_the_body_before() -> None:
    text = "El Instituto de Pruebas del Norte-IPRUN cerró. El IPRUN es de aquí."
    release = Release("d", "", "", text, (), dateline_place="Lima")
    mentions, _ = link(find(TokenView.from_text(text), "es", release), release, "es")
    assert [(m.text, m.entity_id) for m in mentions if m.label == "AGENCY"] == [
        ("Instituto de Pruebas del Norte", "pe:instituto-de-pruebas-del-norte"),
        ("IPRUN", "pe:instituto-de-pruebas-del-norte"),
        ("IPRUN", "pe:instituto-de-pruebas-del-norte"),
    ]


def test_bodies_of_other_nouns_and_adjectives_are_two() -> None:
    text = "El Tribunal Superior Electoral (TSE) firmó. Vino la Junta Central Electoral."
    release = Release("d", "", "", text, ())
    mentions, _ = link(find(TokenView.from_text(text), "es", release), release, "es")
    ids = {m.text: m.entity_id for m in mentions if m.label == "AGENCY"}
    assert ids["Tribunal Superior Electoral"] == ids["TSE"] != ids["Junta Central Electoral"]


@pytest.mark.parametrize(("place", "own"), [("Sevilla", "geo:es:granada"), ("Lima", "geo:gd")])
def test_a_large_city_at_home_comes_before_a_country_of_its_name(place: str, own: str) -> None:
    text = "El parque queda cerca de Granada."
    release = Release("d", "", "", text, (), dateline_place=place)
    mentions, _ = link(find(TokenView.from_text(text), "es", release), release, "es")
    assert [m.entity_id for m in mentions if m.text == "Granada"] == [own]


def test_initials_with_a_place_are_those_of_the_body() -> None:
    text = "La Auditoría Superior del Estado (ASE) de Puebla renovó. La ASE de Puebla es única."
    release = Release("d", "", "", text, (), dateline_place="Puebla")
    mentions, _ = link(find(TokenView.from_text(text), "es", release), release, "es")
    assert len({m.entity_id for m in mentions if m.label == "AGENCY"}) == 1
