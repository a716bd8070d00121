"""Whose body a mayor heads."""

from __future__ import annotations

import pytest

from pipeline.records import Entity, Mention, RawRelease
from pipeline.relations import offices, seats
from pipeline.relations.grammar import grammar
from pipeline.relations.view import Item, build
from pipeline.release import parse

TEXT = "The mayor of Valverde came.\nThe Valverde Town Council and the Harbour Office were glad."


def found(office: str, named: str, kinds: dict[str, str], text: str = TEXT) -> str | None:
    release = parse(RawRelease("a.txt", text, ""))
    entities, mentions = {}, []
    for name, kind in kinds.items():
        label = "AGENCY" if kind else "GPE"
        entities[name] = Entity(name, label, name, (name,), kind)
        start = release.text.index(name)
        mentions.append(Mention(start, start + len(name), name, label, entity_id=name))
    view = build(release, mentions, grammar("en"))
    place = next((m for m in view.mentions if m.text == named), None)
    body = seats.body(view, office, place, entities)
    return body.text if body else None


BODIES = {"Valverde": "", "Valverde Town Council": "council", "Harbour Office": "unit"}


@pytest.mark.parametrize(
    ("office", "named", "body"),
    [
        ("mayor", "Valverde", "Valverde Town Council"),
        ("mayor", "", "Valverde Town Council"),
        ("mayor", "Harbour Office", "Valverde Town Council"),
        ("mayor", "Valverde Town Council", None),
        ("director", "Valverde", None),
    ],
)
def test_a_mayor_heads_the_municipality(office, named, body):
    assert found(office, named, BODIES) == body


def test_two_municipalities_leave_it_open():
    text = f"{TEXT} So was the Ribera City Council."
    kinds = {**BODIES, "Ribera City Council": "council"}
    assert found("mayor", "", kinds, text) is None
    assert found("mayor", "Valverde", kinds, text) == "Valverde Town Council"


def test_the_likeliest_kind_of_body_decides():
    text = f"{TEXT} So were the Valverde Municipality and the Government."
    kinds = {**BODIES, "Valverde Municipality": "municipality", "Government": "government"}
    assert found("mayor", "", kinds, text) == "Valverde Municipality"


def test_a_deputy_minister_is_of_the_one_ministry():
    kinds = {**BODIES, "Harbour Office": "ministry"}
    assert found("vice_minister", "Valverde Town Council", kinds) == "Harbour Office"
    assert found("vice_minister", "", kinds) == "Harbour Office"


@pytest.mark.parametrize(
    ("office", "kind", "label", "may"),
    [
        ("minister", "commission", "AGENCY", False),
        ("minister", "ministry", "AGENCY", True),
        ("minister", "", "AGENCY", True),
        ("minister", "", "GPE", True),
        ("director", "commission", "AGENCY", True),
    ],
)
def test_an_office_is_of_a_body_that_can_have_it(office: str, kind: str, label, may: bool) -> None:
    assert seats.may_be_of(office, Mention(0, 1, "X", label, kind=kind), {}) == may


@pytest.mark.parametrize(
    ("office", "kind", "wanted"),
    [
        ("president", "ministry", True),
        ("minister", "ministry", False),
        ("president", "council", False),
    ],
)
def test_some_offices_are_never_of_some_bodies(office, kind, wanted):
    body = Mention(0, 1, "X", "AGENCY", entity_id="x")
    assert seats.never(office, body, {"x": Entity("x", "AGENCY", "X", ("X",), kind)}) is wanted


@pytest.mark.parametrize(
    ("label", "kind", "wanted"),
    [("AGENCY", "programme", False), ("AGENCY", "presidency", True), ("GPE", "", True)],
)
def test_a_head_of_state_is_of_no_agency(label, kind, wanted):
    body = Mention(0, 1, "X", label, entity_id="x")
    assert seats.of_a_country(body, {"x": Entity("x", label, "X", ("X",), kind)}) is wanted


@pytest.mark.parametrize(
    ("role", "lang", "wanted"),
    [
        ("presidente de la República", "es", True),
        ("presidenta del Consejo", "es", False),
        ("Prime Minister", "en", True),
        ("President", "en", False),
    ],
)
def test_some_offices_are_of_a_whole_country(role, lang, wanted):
    assert offices.is_of("state", Item(role, role.lower(), 0, len(role), "ROLE"), lang) is wanted


@pytest.mark.parametrize(
    ("role", "lang", "wanted"),
    [
        ("Senator", "en", True),
        ("state representative", "en", True),
        ("resident representative", "en", False),
        ("diputada nacional", "es", True),
        ("directora", "es", False),
    ],
)
def test_some_offices_are_legislators(role, lang, wanted):
    assert (
        offices.is_of("legislator", Item(role, role.lower(), 0, len(role), "ROLE"), lang) is wanted
    )


@pytest.mark.parametrize(
    ("name", "label", "wanted"),
    [
        ("Tovalan Senate", "AGENCY", True),
        ("Cámara de Diputados", "AGENCY", True),
        ("Toval", "GPE", True),
        ("Hull City Council", "AGENCY", False),
        ("Candle Company", "ORG", False),
    ],
)
def test_a_legislator_is_of_a_place_or_a_house(name, label, wanted):
    body = Mention(0, 1, name, label, entity_id="x")
    assert seats.of_a_house(body, {"x": Entity("x", label, name, (name,))}) is wanted
