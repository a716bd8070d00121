"""Members of one list are told alike."""

from __future__ import annotations

import pytest

from tests.relations.test_certified import read


def partners(text):
    facts = [f for f in read(text, "en") if f.predicate == "cooperates_with"]
    return {name for f in facts for name in (f.subject.name, f.object.name)} - {"Ghana"}


@pytest.mark.parametrize("lands", [["Togo", "Mali"], ["Togo", "Mali", "Chad", "Oman", "Fiji"]])
def test_talks_with_a_list_are_talks_with_all_of_it(lands):
    names = [f"{{GPE {land}}}" for land in lands]
    text = (
        f"{{GPE Ghana}} also held coordination talks with {', '.join(names[:-1])} and {names[-1]}."
    )
    assert partners(text) == set(lands)


def test_who_is_not_in_the_list_gains_nothing():
    text = "{GPE Ghana} held talks with {GPE Togo} and {GPE Mali}, while {GPE Chad} watched."
    assert partners(text) == {"Togo", "Mali"}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("{GPE Ghana} received the members of the {AGENCY Tide Board} on Friday.", "en"),
        ("{GPE Ghana} was asked by members of the {AGENCY Tide Board} on Friday.", "en"),
        ("{GPE Ghana} se reunió con miembros de la {AGENCY Junta de Mareas} el viernes.", "es"),
    ],
)
def test_the_members_of_a_board_are_people(text, lang):
    assert not [f for f in read(text, lang) if f.predicate == "member_of"]
