"""Whose country a body is of where its name does not say; countries inside longer names."""

from __future__ import annotations

import re

import pytest

from pipeline.entities import TokenView, find
from pipeline.entities.lexicon import load
from pipeline.linking import link
from pipeline.linking.country import inside
from pipeline.linking.covered import cover
from pipeline.linking.explicit import country_in
from pipeline.records import Mention, Release
from pipeline.registry import gazetteer

COVERED = [
    ("en", "port of spain hospital", 2, "TT"),
    ("en", "department of health of new mexico", 5, "US"),
    ("en", "gulf of mexico institute", 2, ""),
    ("en", "latin american energy council", 1, ""),
    ("en", "ministry of health of mexico", 4, None),
    ("es", "gobierno de la ciudad de mexico", 5, "MX"),
    ("es", "municipalidad de villa el salvador", 4, ""),
    ("es", "instituto del golfo de mexico", 4, ""),
    ("es", "embajada de la argentina", 3, None),
]


@pytest.mark.parametrize(("lang", "name", "number", "owner"), COVERED)
def test_a_country_in_a_longer_name_is_not_meant(
    lang: str, name: str, number: int, owner: str | None
) -> None:
    words = name.split(" ")
    assert cover(words, number, number + 1, load(lang), gazetteer.load()) == owner


def test_a_place_is_not_cut_to_the_country_in_it() -> None:
    assert country_in("bank of port of spain", load("en"), gazetteer.load()) == ("", "")
    assert inside("Spanish Town Hospital", load("en"), gazetteer.load()) == "JM"


SENTENCES = [
    ("en", "Nairobi", "Ghana and its Ministry of Health thanked Kenya.", ["gh:ministry-of-health"]),
    ("en", "Nairobi", "Kenya met Ghana and heard that its Ministry of Health will pay.",
     ["xx:ministry-of-health"]),
    ("en", "Nairobi", "On the Ghanaian side, an officer of the Ministry of Health signed.",
     ["gh:ministry-of-health"]),
    ("en", "Nairobi", "The Ghanaian delegation, led by the Ministry of Health, came.",
     ["gh:ministry-of-health"]),
    ("en", "Nairobi", "The Ghanaian delegation visited the Ministry of Health.",
     ["ke:ministry-of-health"]),
    ("en", "Nairobi", "Ghana keeps a list. The Ministry of Health of that country sent it.",
     ["gh:ministry-of-health"]),
    ("en", "Nairobi", "Ghanaian officers of the Ministry of Health came.",
     ["gh:ministry-of-health"]),
    ("en", "Nairobi", "The Ministry of Health (Ghana) and the South African Department of Health came.",
     ["gh:ministry-of-health", "za:department-of-health"]),
    ("en", "Nairobi", "The Ministries of Health of Kenya, Ghana and Uganda signed.",
     ["xx:ministries-of-health"]),
    ("en", "Nairobi", "In Ghana they saw the Ministry of Health.", ["gh:ministry-of-health"]),
    ("en", "Nairobi", "The Ministry of Health in Accra will pay.", ["gh:ministry-of-health"]),
    ("en", "Lusaka", "She met Uganda's Ministry of Health and the Uganda National Bureau of Standards "
     "in Kampala, as agreed with Uganda in May. The Ministry of Health is glad.",
     ["ug:ministry-of-health", "ug:uganda-national-bureau-of-standards", "zm:ministry-of-health"]),
    ("en", "Manila", "Ireland and the Philippines agreed. Nurses go each year. Their Department of "
     "Health pays.", ["xx:department-of-health"]),
    ("es", "", "Acordaron el Perú y el Ecuador. El Ministerio de Salud en Lima pagará.",
     ["pe:ministerio-de-salud"]),
    ("es", "San Salvador", "Por Guatemala firmó la Contraloría General de Cuentas.",
     ["gt:contraloria-general-de-cuentas"]),
    ("es", "Guayaquil", "Consulado se muda.\nEl Consulado General del Perú en Guayaquil se mudó. El "
     "Ministerio de Relaciones Exteriores pagó.",
     ["pe:consulado-general-del-peru-en-guayaquil", "pe:ministerio-de-relaciones-exteriores"]),
    ("es", "Lima", "Vino Colombia, con el Instituto de Aguas de Nariño.",
     ["co:instituto-de-aguas-de-narino"]),
    ("es", "San José, Costa Rica", "El Tribunal Supremo de Elecciones (TSE) recibió al Tribunal "
     "Supremo Electoral (TSE) de Guatemala. El TSE agradeció.",
     ["cr:tribunal-supremo-de-elecciones"] * 2 + ["gt:tribunal-supremo-electoral"] * 2
     + ["cr:tribunal-supremo-de-elecciones"]),
    ("es", "Managua", "La Embajada de Japón en Nicaragua ayudó al Ministerio de Salud.",
     ["jp:embajada-de-japon-en-nicaragua", "ni:ministerio-de-salud"]),
    ("es", "Lima", "Por el lado chileno asistió el Ministerio de Salud.", ["cl:ministerio-de-salud"]),
    ("es", "Lima", "Chile y su Ministerio de Salud agradecieron al Perú.", ["cl:ministerio-de-salud"]),
    ("es", "Lima", "Su homólogo chileno, el Ministerio de Salud, firmó.", ["cl:ministerio-de-salud"]),
    ("es", "Lima", "Vino el Servicio Agrícola y Ganadero, del Ministerio de Agricultura de Chile.",
     ["cl:servicio-agricola-y-ganadero", "cl:ministerio-de-agricultura"]),
    ("es", "Lima", "Se firmó con la Cancillería y el Ministerio de Salud de Panamá.",
     ["pa:ministerio-de-relaciones-exteriores", "pa:ministerio-de-salud"]),
    ("es", "Lima", "El Centro de Ensayos de Metrología (CIM) abrió.",
     ["pe:centro-de-ensayos-de-metrologia", "pe:centro-de-ensayos-de-metrologia"]),
    ("en", "Lima", "Japan will help. The Embassy of Japan in Peru and the Japanese Embassy agree.",
     ["jp:embassy-of-japan-in-peru", "jp:embassy-of-japan-in-peru"]),
    ("en", "Kigali", "She flew to Ghana, where the Ministry of Health paid for the stay.",
     ["gh:ministry-of-health"]),
    ("en", "Kigali", "He flew to Ghana. That is where he said the Ministry of Health will pay.",
     ["rw:ministry-of-health"]),
    ("en", "Accra", "The Environmental Protection Agency (EPA) opened. EPA Ghana will pay.",
     ["gh:environmental-protection-agency"] * 3),
    ("en", "Lusaka", "Kenya sent its best. The Kenyan officer thanked the Ministry of Health of his "
     "country.", ["ke:ministry-of-health"]),
    ("es", "Lima", "Llegó a Bogotá, donde el Ministerio de Transporte la recibió.",
     ["co:ministerio-de-transporte"]),
    ("es", "Lima", "Firmó con el Ministerio de Transporte y el Instituto Nacional de Metrología "
     "colombianos.", ["co:ministerio-de-transporte", "co:instituto-nacional-de-metrologia"]),
    ("es", "Formosa, Argentina", "Firmó la Gobernación de Itapúa.", ["py:gobernacion-de-itapua"]),
    ("en", "Kigali", "The lamps were paid for by KOICA.",
     ["kr:koica"]),
    ("es", "", "El embajador de Finlandia, Finlandia y sus amigos finlandeses vieron el Laboratorio de "
     "Aguas del Delta, que Finlandia pagó con otros de Finlandia.", ["xx:laboratorio-de-aguas-del-delta"]),
    ("es", "Managua", "La Embajada de México donó mapas al Ministerio de Educación.",
     ["mx:embajada-de-mexico", "ni:ministerio-de-educacion"]),
    ("es", "", "gob.pe | Inicio. El Ministerio de Salud abrió en San Martín.", ["pe:ministerio-de-salud"]),
    ("es", "Lima", "La Municipalidad Distrital de San Martín abrió.",
     ["pe:municipalidad-distrital-de-san-martin"]),
    ("es", "San José, Costa Rica", "Vino el Instituto de Aguas Andinas y Nacionales de Panamá. El IDAAN "
     "pagó.", ["pa:instituto-de-aguas-andinas-y-nacionales"] * 2),
    ("es", "Quito", "Firmaron la Alcaldía de San Salvador, el Ayuntamiento de Madrid y la Alcaldía de "
     "Cuenca.", ["sv:alcaldia-de-san-salvador", "es:ayuntamiento-de-madrid", "ec:alcaldia-de-cuenca"]),
    ("en", "Washington", "The Department of Energy and the Department of Energy of the Philippines "
     "signed.", ["us:department-of-energy", "ph:department-of-energy"]),
    ("en", "Washington", "The Ministry of Health of Chile came.", ["cl:ministerio-de-salud"]),
    ("es", "Asunción", "El Tribunal Superior de Justicia Electoral recibió al TSE de Honduras.",
     ["py:tribunal-superior-de-justicia-electoral", "hn:tse"]),
    ("es", "Lima", "Compró el Instituto Nacional de Salud del Perú. El INS de Bogotá pagó.",
     ["pe:instituto-nacional-de-salud", "co:instituto-nacional-de-salud"]),
    ("es", "Santiago", "Vino la Policía Nacional del Perú. En el Perú, el Ministerio del Interior paga.",
     ["pe:policia-nacional-del-peru", "pe:ministerio-del-interior"]),
    ("es", "Ciudad de Guatemala", "El RNP copia. El Registro Nacional de las Personas (RENAP) y el "
     "Registro Nacional de las Personas (RNP) de Honduras firman.",
     ["hn:registro-nacional-de-las-personas", *["gt:registro-nacional-de-las-personas"] * 2,
      *["hn:registro-nacional-de-las-personas"] * 2]),
    ("es", "Asunción", "La Embajada de España vio al Ministerio de Salud Pública y Bienestar Social.",
     ["es:embajada-de-espana", "py:ministerio-de-salud-publica-y-bienestar-social"]),
    ("es", "Las Palmas, España", "La Consejería de Sanidad pagó la obra de Arucas.",
     ["es:consejeria-de-sanidad"]),
    ("es", "Bogotá", "Vino el Ministerio de Educación de Panamá. El MEDUCA pagó.",
     ["pa:ministerio-de-educacion", "pa:ministerio-de-educacion"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "place", "text", "ids"), SENTENCES)
def test_the_sentence_tells_the_country(lang: str, place: str, text: str, ids: list[str]) -> None:
    release = Release("d", "", "", text, (), dateline_place=place)
    mentions, _ = link(find(TokenView.from_text(text), lang, release), release, lang)
    assert [m.entity_id for m in mentions if m.label == "AGENCY"] == ids


PLACES = [
    ("en", "", "It was signed in Geneva.", "Geneva", "geo:ch:geneva"),
    ("es", "Lima", "Viajó a Santiago, en Chile.", "Santiago", "geo:cl:santiago"),
]


@pytest.mark.parametrize(("lang", "place", "text", "name", "place_id"), PLACES)
def test_a_city_of_many_names(lang: str, place: str, text: str, name: str, place_id: str) -> None:
    release = Release("d", "", "", text, (), dateline_place=place)
    mentions, _ = link(find(TokenView.from_text(text), lang, release), release, lang)
    assert {m.text: m.entity_id for m in mentions}[name] == place_id


def test_a_name_of_its_own_is_one_body_with_and_without_its_country() -> None:
    text = "Namibia: NamPower and Eskom signed. Eskom, of South Africa, sells."
    release = Release("d", "", "", text, (), dateline_place="Windhoek")
    spans = [(m.start(), m.end()) for m in re.finditer("Eskom", text)]
    found = [m for m in find(TokenView.from_text(text), "en", release) if m.label == "GPE"]
    found += [Mention(s, e, text[s:e], "ORG", kind="company", rule="names") for s, e in spans]
    mentions, _ = link(found, release, "en")
    assert [m.entity_id for m in mentions if m.label == "ORG"] == ["za:eskom", "za:eskom"]


def test_a_bare_noun_is_a_body_at_home_where_two_are_named() -> None:
    text = "La FGR buscó a la Fiscalía General de la Nación de Colombia. La Fiscalía espera."
    release = Release("d", "", "", text, (), dateline_place="Ciudad de México")
    found = find(TokenView.from_text(text), "es", release)
    start = text.rindex("Fiscalía")
    bare = Mention(start, start + 8, "Fiscalía", "AGENCY", kind="prosecutor", rule="names")
    found = [m for m in found if m.start < start - 3]
    mentions, _ = link([*found, bare], release, "es")
    assert [m.entity_id for m in mentions if m.label == "AGENCY"] == [
        "mx:fiscalia-general-de-la-republica", "co:fiscalia-general-de-la-nacion",
        "mx:fiscalia-general-de-la-republica",
    ]  # fmt: skip
