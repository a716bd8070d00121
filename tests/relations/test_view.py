from __future__ import annotations

import pytest

from tests.relations.helpers import view_of


def test_an_acronym_in_brackets_is_an_alias_of_its_name():
    view = view_of("The {AGENCY Jury of Elections} ({AGENCY JNE}) met.")
    item = next(i for i in view.sentences[0].items if i.label)
    assert [a.text for a in item.aliases] == ["JNE"]
    assert [i.text for i in view.sentences[0].items] == ["The", "Jury of Elections", "met", "."]


@pytest.mark.parametrize(
    ("text", "prep"),
    [
        ("It was given by the certification body {ORG SGS}.", "agent"),
        ("{ORG SGS} gave it.", ""),
        ("It went to the {ORG SGS}.", "to"),
        ("Work of {AGENCY Port} and {ORG SGS} ended.", "of"),
        ("They said {ORG SGS} came.", ""),
    ],
)
def test_a_mention_knows_what_governs_it(text, prep):
    items = view_of(text).sentences[0].items
    assert next(i for i in items if i.text == "SGS").prep == prep


def test_every_item_lies_in_the_text():
    view = view_of("A “quoted” word, {ORG SGS}'s and n't.\nAnother line.")
    for sentence in view.sentences:
        for item in sentence.items:
            assert view.release.text[item.start : item.end] == item.text
    assert len(view.sentences) == 2


def test_what_a_possessive_leads_stands_in_the_place_of_its_owner():
    view = view_of(
        "The {AGENCY Town Council}'s {AGENCY Parks Unit} thanked {AGENCY Hull}'s {AGENCY Port Office}."
    )
    preps = {item.text: item.prep for item in view.sentences[0].items if item.label}
    assert preps["Town Council"] == preps["Hull"] == "owner"
    assert preps["Parks Unit"] == ""


def test_initials_of_common_words_in_brackets_are_left_out() -> None:
    view = view_of(
        "The {AGENCY Port} signed a memorandum (MoU) with the {AGENCY Mint} (all).", "en"
    )
    words = [item.folded for item in view.sentences[0].items]
    assert words == [
        "the",
        "port",
        "signed",
        "a",
        "memorandum",
        "with",
        "the",
        "mint",
        "(",
        "all",
        ")",
        ".",
    ]


def test_a_code_goes_on_behind_its_full_stop() -> None:
    view = view_of(
        "The mill received ISO. 14001: 2015 papers. It works. It is in the EU. Ten came.", "en"
    )
    assert [s.text for s in view.sentences] == [
        "The mill received ISO. 14001: 2015 papers.", "It works.", "It is in the EU.", "Ten came.",
    ]  # fmt: skip


def test_the_place_of_an_item_is_its_own_not_that_of_an_equal_one() -> None:
    first, second = view_of("The mill closed. The mill closed.").sentences
    assert [first.place(item) for item in first.items] == list(range(len(first.items)))
    with pytest.raises(ValueError, match="mill"):
        first.place(second.items[1])


@pytest.mark.parametrize("seat", ["D-MI", "D-Calif.", "PRC"])
def test_a_seat_in_brackets_behind_a_person_is_left_out(seat):
    items = view_of(f"Sen. {{PERSON Ann Lee}} ({seat}) spoke.").sentences[0].items
    assert [i.text for i in items][-3:] == ["Ann Lee", "spoke", "."]


def test_a_word_in_brackets_behind_a_person_stays():
    items = view_of("{PERSON Ann Lee} (aged) spoke.").sentences[0].items
    assert "aged" in [i.text for i in items]
