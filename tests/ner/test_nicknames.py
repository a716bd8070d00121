"""Nicknames inside the names of persons."""

from __future__ import annotations

import pytest

from tests.ner.test_settle import settled


@pytest.mark.parametrize(
    ("text", "kept", "names"),
    [
        ("Vino Hugo (Tato) Varrio ayer.", [], [("PERSON", "Hugo (Tato) Varrio")]),
        (
            "Vino el ministro Hugo -Tato- Varrio ayer.",
            [("ministro Hugo", "ROLE"), ("Tato", "AGENCY")],
            [("ROLE", "ministro"), ("PERSON", "Hugo -Tato- Varrio")],
        ),
        ("Vino Hugo «Tato» Varrio.", [("Varrio", "PERSON")], [("PERSON", "Hugo «Tato» Varrio")]),
    ],
)
def test_a_nickname_between_marks_is_part_of_the_name(text, kept, names):
    assert settled(text, "es", kept) == names


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Vino Hugo Varrio (PNUD) Ayer llovió.", [("Hugo Varrio", "PERSON"), ("PNUD", "ORG")]),
        ("La Junta (Ilo) Norte vino.", [("Junta", "AGENCY"), ("Ilo", "GPE")]),
        ("Vino Hugo Varrio (Ilo), Ana Paz.", [("Hugo Varrio", "PERSON"), ("Ana Paz", "PERSON")]),
    ],
)
def test_other_brackets_are_none(text, kept):
    assert settled(text, "es", kept) == [(label, name) for name, label in kept]
