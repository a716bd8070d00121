"""Every rule runs its own examples and counter-examples; these test the machinery around them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.check import problems, rule_problems
from pipeline.choice import languages
from pipeline.records import Section
from pipeline.relations import rules
from tests.relations.helpers import view_of

RULES = [(lang, rule) for lang in languages() for rule in rules.rules(lang)]


@pytest.mark.parametrize(("lang", "rule"), RULES, ids=[f"{lang}-{r.rule_id}" for lang, r in RULES])
def test_examples_and_counterexamples(lang, rule):
    assert list(rule_problems(rule, lang)) == []


def test_the_patterns_have_no_problems():
    assert list(problems()) == []


def found(text, lang="en"):
    view = view_of(text, lang)
    return {
        (subject.text, match.rule.relation, obj.text)
        for match in rules.find(view)
        for subject, obj in rules.pairs(match, view)
    }


@pytest.mark.parametrize(
    ("text", "lang", "fact"),
    [
        (
            "{GPE Peru} and {GPE Chile} established the {AGENCY Joint Panel}.",
            "en",
            ("Chile", "established", "Joint Panel"),
        ),
        (
            "{GPE Peru} held talks with {GPE Germany}, {GPE Finland} and {GPE Canada}.",
            "en",
            ("Peru", "cooperates_with", "Finland"),
        ),
        (
            "{GPE Peru} spoke. The country was re-elected as a member of the {AGENCY IMO Council}.",
            "en",
            ("Peru", "member_of", "IMO Council"),
        ),
        (
            "La {AGENCY Oficina de Rentas} del {AGENCY Municipio de Ate} abrió.",
            "es",
            ("Oficina de Rentas", "part_of", "Municipio de Ate"),
        ),
        ("{LOC Planta Norte}, en {GPE Lima}, cerró.", "es", ("Planta Norte", "located_in", "Lima")),
    ],
)
def test_a_stated_relation_is_found(text, lang, fact):
    assert fact in found(text, lang)


@pytest.mark.parametrize(
    ("text", "lang", "relation"),
    [
        ("Visits to {GPE Tumbes}, {GPE Ancash} and {GPE Piura}.", "en", "located_in"),
        ("{AGENCY Ministry of Health} and {AGENCY Ministry of Labour} spoke.", "en", "part_of"),
        (
            "El {AGENCY Ministerio de Salud} saludó a la {AGENCY Junta de Aguas}.",
            "es",
            "supported_by",
        ),
    ],
)
def test_mere_cooccurrence_is_no_relation(text, lang, relation):
    assert relation not in {r for _, r, _ in found(text, lang)}


@pytest.mark.parametrize(
    "text",
    [
        "The {AGENCY Tide Board} met. He was re-elected as a member of the {AGENCY IMO Council}.",
        "The {AGENCY Tide Board} met. The Coast Union was elected to the {AGENCY IMO Council}.",
        "The {AGENCY Tide Board} met. {LOC Port Lowe} was elected to the {AGENCY IMO Council}.",
        "The {AGENCY Tide Board} met. As a member of the {AGENCY IMO Council}, {PERSON Ann Lee} spoke.",
    ],
)
def test_no_subject_is_taken_from_before_where_one_stands(text):
    assert not [fact for fact in found(text) if fact[1] == "member_of"]


def test_a_phrase_behind_the_dateline_opens_the_sentence():
    text = (
        "{GPE LIMA}, {DATE March 4, 2024} - With the help of the {ORG Coast Fund}, "
        "the {AGENCY Tide Board} rebuilt the sluice."
    )
    view = view_of(text)
    end = view.release.text.index("With")
    sections = (
        Section(0, end, "dateline", "en"),
        Section(end, len(view.release.text), "body", "en"),
    )
    view.release = replace(view.release, sections=sections)
    told = {
        (subject.text, match.rule.relation, obj.text)
        for match in rules.find(view)
        for subject, obj in rules.pairs(match, view)
    }
    assert ("Tide Board", "supported_by", "Coast Fund") in told
