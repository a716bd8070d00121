"""The certification events of small releases: who, what, when, by whom, and what is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.dates.intervals import interval
from pipeline.extraction import extract_one
from pipeline.records import Entity, Fact, Mention, PublicationDate, RawRelease, TimeValue
from pipeline.relations.certified.merge import as_of
from pipeline.relations.extract import facts
from tests.relations.helpers import marked, mentions_of, release_of

PUBLISHED = PublicationDate(dt.date(2026, 1, 26), confidence=1.0)


def timed(mention: Mention) -> Mention:
    days = interval(mention.value) if mention.label == "DATE" else None
    if days is None:
        return mention
    return replace(mention, time=TimeValue(mention.value, start=days[0], end=days[1]))


def read(text: str, lang: str = "en", title: str = "") -> list[Fact]:
    example = marked(text, title)
    end = len(marked(title).text) if title else 0
    release = replace(release_of(example, lang, end), published=PUBLISHED)
    mentions = [timed(m) for m in mentions_of(example)]
    entities = [Entity(m.entity_id, m.label, m.text) for m in mentions]
    return facts(release, mentions, entities, lang)


def events(text: str, lang: str = "en", title: str = "") -> list[Fact]:
    return [f for f in read(text, lang, title) if f.predicate == "certified"]


def certified(text: str, lang: str = "en", title: str = "") -> set[tuple[str, str, str, str]]:
    return {
        (f.subject.name, f.object.name, f.qualifiers["action"][0], f.time.timex if f.time else "")
        for f in events(text, lang, title)
    }


@pytest.mark.parametrize(
    ("lang", "text", "row"),
    [
        ("en", "The {AGENCY Port of Ilo} has obtained the {STANDARD ISO 9001} certification, awarded by {ORG SGS}.",
         ("Port of Ilo", "ISO 9001", "granted", "")),
        ("en", "The {AGENCY Port of Ilo} renewed its {STANDARD ISO 14001} certificate.",
         ("Port of Ilo", "ISO 14001", "renewed", "")),
        ("en", "The {AGENCY Port of Ilo} will seek {STANDARD ISO 9001} certification.",
         ("Port of Ilo", "ISO 9001", "planned", "")),
        ("es", "La {AGENCY Municipalidad de Ate} recibió la certificación {STANDARD ISO 9001}, otorgada por {ORG AENOR}.",
         ("Municipalidad de Ate", "ISO 9001", "granted", "")),
        ("es", "El {AGENCY Hospital de Ilo} renovó su certificado {STANDARD ISO 9001}.",
         ("Hospital de Ilo", "ISO 9001", "renewed", "")),
        ("es", "{ORG Icontec} le suspendió el certificado {STANDARD ISO 9001} al {AGENCY Hospital de Ilo}.",
         ("Hospital de Ilo", "ISO 9001", "suspended", "")),
        ("es", "El {AGENCY Hospital de Ilo} obtendrá la norma {STANDARD ISO 9001} a fin de año.",
         ("Hospital de Ilo", "ISO 9001", "planned", "")),
    ],
)  # fmt: skip
def test_an_event_is_read(lang, text, row):
    assert row in certified(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("{STANDARD ISO 9001} is an international standard that specifies requirements.", "en"),
        ("A course on {STANDARD ISO 9001} will be given at {AGENCY Port of Ilo}.", "en"),
        ("La {STANDARD ISO 9001} es una norma que establece requisitos.", "es"),
        ("El {AGENCY Puerto de Ilo} compró tres grúas.", "es"),
    ],
)
def test_an_explanation_certifies_nobody(text, lang):
    assert certified(text, lang) == set()


def test_the_certifier_is_the_agent():
    (fact,) = events(
        "{AGENCY Port of Ilo} received the {STANDARD ISO 9001} certificate from {ORG SGS}."
    )
    assert fact.qualifiers["certifier"] == ("SGS",)


def test_an_older_certificate_has_a_row_of_its_own():
    found = certified(
        "The {AGENCY Port of Ilo} has received the {STANDARD ISO 9001} certification. "
        "The {AGENCY Port of Ilo} obtained its first {STANDARD ISO 9001} certification in {DATE 2006}."
    )
    assert ("Port of Ilo", "ISO 9001", "granted", "2006") in found
    assert len(found) == 2


def test_title_and_text_tell_one_event():
    found = certified(
        "The {AGENCY Port of Ilo} received the {STANDARD ISO 9001:2015} certification.",
        title="{AGENCY Port of Ilo} receives {STANDARD ISO 9001}",
    )
    assert found == {("Port of Ilo", "ISO 9001:2015", "granted", "")}


def test_two_holders_and_two_standards_give_four_rows():
    found = certified(
        "The {AGENCY Port of Ilo} and the {AGENCY Port of Paita} obtained the {STANDARD ISO 9001} "
        "and {STANDARD ISO 14001} certifications."
    )
    assert {row[:2] for row in found} == {
        (holder, standard)
        for holder in ("Port of Ilo", "Port of Paita")
        for standard in ("ISO 9001", "ISO 14001")
    }


def test_details_come_with_the_row():
    (fact,) = events(
        "The {AGENCY Port of Ilo} obtained the {STANDARD ISO 9001} certificate No. AB-123, valid until "
        "{DATE 2029}. Its scope covers pilotage, towage and storage."
    )
    assert fact.qualifiers["certificate_no"] == ("AB-123",)
    assert fact.qualifiers["valid_until"] == ("2029",)
    assert fact.qualifiers["scope"] == ("pilotage", "towage", "storage")


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("for pilotage and towage, an audit having been made", ("pilotage", "towage")),
        ("for the issue of permits, seals and badges and the sale of maps",
         ("issue of permits, seals and badges", "sale of maps")),
        ("for three tests: lead, zinc and E. coli", ("lead", "zinc", "E. coli")),
        ("for its towage by {ORG Bureau Veritas}", ("towage",)),
        ("for a further three years", None),
        ("for lack of staff", None),
        (". Its staff trained visitors, including nine from abroad", None),
    ],
)  # fmt: skip
def test_the_scope_ends_where_the_list_does(text, scope):
    (fact, *_) = events(
        f"The {{AGENCY Port of Ilo}} obtained the {{STANDARD ISO 9001}} certificate {text}."
    )
    assert fact.qualifiers.get("scope") == scope


def test_ids_and_confidence_of_facts_repeat():
    text = "The {AGENCY Port of Ilo} renewed its {STANDARD ISO 14001} certificate."
    assert read(text) == read(text)
    assert all(0 < f.confidence <= 1 for f in read(text))


@pytest.mark.parametrize(
    ("lang", "text", "rows"),
    [
        ("en", "The {AGENCY Port of Ilo} was certified to {STANDARD ISO 9001}. "
               "The certificate was suspended in {DATE 2019}.",
         {("granted", ""), ("suspended", "2019")}),
        ("es", "El {AGENCY Hospital de Ilo} obtuvo la certificación {STANDARD ISO 9001} en {DATE 2015}. "
               "La perdió en {DATE 2019}.",
         {("granted", "2015"), ("withdrawn", "2019")}),
    ],
)  # fmt: skip
def test_a_sentence_without_the_standard_tells_an_event(lang, text, rows):
    assert {row[2:] for row in certified(text, lang)} == rows


def test_a_date_in_the_next_sentence_is_the_event_s():
    found = certified(
        "The {AGENCY Port of Ilo} has obtained the {STANDARD ISO 9001} certification. "
        "The certificate was handed over on {DATE 2026-01-20}."
    )
    assert found == {("Port of Ilo", "ISO 9001", "granted", "2026-01-20")}


def test_a_plain_telling_is_likely():
    (sure,) = events("The {AGENCY Port of Ilo} has obtained the {STANDARD ISO 9001} certification.")
    assert sure.confidence > 0.5


def test_the_stamp_in_front_of_a_sentence_is_no_date_of_the_event() -> None:
    text = (
        "2022-10-19 The Ports Board now holds an ISO 9001:2015 certificate for its pilots.\n"
        "The Ports Board published its fees on the same page."
    )
    result = extract_one(RawRelease("stamp.txt", text, ""))
    found = [f for f in result.facts if f.predicate == "certified"]
    assert found
    assert not any(f.time_text for f in found)


def test_a_verb_to_come_speaks_of_its_own_subject_and_standard() -> None:
    text = "El {AGENCY Hospital de Ilo} obtuvo la certificación {STANDARD ISO 9001} y la "
    text += "{AGENCY Escuela de Ate} obtendrá la {STANDARD ISO 21001} en mayo."
    assert {row[:3] for row in certified(text, "es")} == {
        ("Hospital de Ilo", "ISO 9001", "granted"),
        ("Escuela de Ate", "ISO 21001", "planned"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "{AGENCY Ports Board} on Path to Become First Board Attaining {STANDARD ISO 9001}",
        "The {AGENCY Ports Board} is one step away from becoming the first board to attain "
        "{STANDARD ISO 9001} certification.",
    ],
)
def test_who_is_on_the_way_to_be_the_first_is_not_certified(text: str) -> None:
    assert {row[2] for row in certified(text, "en")} <= {"planned"}


def test_who_obtained_a_certificate_did_not_attest_another() -> None:
    text = (
        "The {AGENCY Ports Board} received the {STANDARD ISO 9001} certificate, something achieved "
        "before by the {AGENCY Electoral Court}."
    )
    (event,) = [f for f in events(text) if f.subject.name == "Ports Board"]
    assert "certifier" not in event.qualifiers


def test_the_day_on_which_the_work_began_is_not_that_of_the_certificate() -> None:
    text = (
        "Tras un proceso que comenzó en {DATE=2024-03 marzo de 2024}, el {AGENCY Puerto de Ilo} "
        "obtuvo la certificación {STANDARD ISO 9001}."
    )
    assert certified(text, "es") == {("Puerto de Ilo", "ISO 9001", "granted", "")}


@pytest.mark.parametrize(
    ("text", "lang", "holder"),
    [
        (
            "The {AGENCY Board of Norms} smiled while awarding {AGENCY Levy Office} with the "
            "{STANDARD ISO 9001} certificate.",
            "en",
            "Levy Office",
        ),
        (
            "El {AGENCY Ente de Normas} concedió la ampliación del alcance {STANDARD ISO 9001} al "
            "{AGENCY Laboratorio de Ate}.",
            "es",
            "Laboratorio de Ate",
        ),
    ],
)
def test_to_whom_a_certificate_is_awarded_holds_it(text: str, lang: str, holder: str) -> None:
    assert {row[0] for row in certified(text, lang)} <= {holder}


def test_a_part_of_the_world_holds_nothing() -> None:
    text = (
        "NAIROBI, 3 May 2024 - The firm's audit led to Africa's first ISO 9001:2015 certification."
    )
    result = extract_one(RawRelease("first.txt", text, ""))
    assert "Africa" in {m.text for m in result.mentions}
    assert not any(f.subject.name == "Africa" for f in result.facts)


def test_who_only_publishes_standards_certifies_nobody() -> None:
    text = (
        "The Ports Board was certified to ISO 9001:2015 last Monday, a standard of the "
        "International Organization for Standardization (ISO).\nThe Ports Board is pleased."
    )
    result = extract_one(RawRelease("iso.txt", text, ""))
    found = [f for f in result.facts if f.predicate == "certified"]
    assert found
    assert not any(f.qualifiers.get("certifier") for f in found)


@pytest.mark.parametrize(
    ("standard", "day", "told"),
    [
        ("ISO 9001:2015", "2009", "ISO 9001"),
        ("ISO 9001:2015", "2014-12-30", "ISO 9001"),
        ("ISO 9001:2015", "2015-11", "ISO 9001:2015"),
        ("ISO 9001:2015", "", "ISO 9001:2015"),
        ("ISO 9001", "2009", "ISO 9001"),
        ("ISO 9001:2015", "P3Y", "ISO 9001:2015"),
    ],
)
def test_no_certificate_is_older_than_its_edition(standard, day, told):
    assert as_of(standard, day) == told


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The {AGENCY Port of Ilo} has obtained the {STANDARD ISO 9001} certification, "
         "good until {DATE 2029-01}.", "granted"),
        ("The {AGENCY Port of Ilo} has the {STANDARD ISO 9001} certification. The certificate, "
         "which runs until {DATE 2027-07}, was granted by {ORG SGS}.", "granted"),
        ("The {AGENCY Port of Ilo} was certified to {STANDARD ISO 9001} on {DATE 2027-07-03}.",
         "granted"),
    ],
)  # fmt: skip
def test_what_was_granted_was_not_granted_after_the_publication(text, action):
    (row,) = certified(text)
    assert row == ("Port of Ilo", "ISO 9001", action, "")


def test_a_plan_may_have_a_date_to_come():
    (row,) = certified(
        "The {AGENCY Port of Ilo} will seek {STANDARD ISO 9001} certification in {DATE 2027}."
    )
    assert row[2:] == ("planned", "2027")


def test_who_will_be_the_first_to_be_certified_is_not_yet() -> None:
    text = "La {AGENCY Corte de Ilo} será la primera corte del país a ser certificada con la {STANDARD ISO 54001}."
    assert {row[:3] for row in certified(text, "es")} <= {("Corte de Ilo", "ISO 54001", "planned")}


def test_a_certifier_holds_no_certificate_of_a_management_system() -> None:
    text = "Norcert Certifications Ltd received the ISO 9001 certificate on Friday."
    result = extract_one(RawRelease("own.txt", text, ""))
    assert not [f for f in result.facts if f.predicate == "certified"]


def test_an_event_has_no_date_of_several_years() -> None:
    text = "The {AGENCY Port of Ilo} obtained the {STANDARD ISO 9001} certification as its plan {DATE 2018/2022} ended."
    assert {row[3] for row in certified(text)} == {""}


def test_a_plan_of_the_past_that_is_reached_is_none():
    held = (
        "The {AGENCY Port Lab} received its certificate of accreditation to {STANDARD ISO 15189}. "
    )
    plan = "The {AGENCY Port Lab} plans to be accredited to {STANDARD ISO 15189} in {DATE %s}."
    assert {f.status for f in events(held + plan % "2026-06")} == {"asserted", "planned"}
    assert {f.status for f in events(held + plan % "2025-06")} == {"asserted"}
    assert {f.status for f in events(plan % "2025-06")} == {"planned"}


def test_no_dash_of_a_dateline_begins_a_statement():
    text = (
        "LIMA - The lab has been mended and will open in May, director Ann Lee announced on Monday.\n"
        "The works at the lab took two years and were done by the port's own people.\n"
    )
    release = RawRelease("a.txt", f"Lab Mended\n{text}", "")
    told = [f.object.name for f in extract_one(release).facts if f.predicate == "said"]
    assert told
    assert not told[0].startswith("-")
