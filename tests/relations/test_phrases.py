from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PatternError
from pipeline.relations.phrases import Pattern, PhraseIndex


@dataclass
class Word:
    folded: str
    label: str = ""


def words(text: str) -> list[Word]:
    return [Word(w, w) if w.isupper() else Word(w) for w in text.split()]


@pytest.mark.parametrize(
    ("pattern", "text", "end"),
    [
        ("put up", "put up", 2),
        ("put|set up", "set up", 2),
        ("receiv* the? <ORG>", "received ORG", 2),
        ("receiv* the? <ORG>", "receiving the ORG", 3),
        ("signed ..2 <ORG>", "signed a new ORG", 4),
        ("gave ..3 to", "gave 272 , 887 to", 5),
        ("gave ..3 to", "gave much , much to", None),
        ("signed ..2 <ORG>", "signed a very new ORG", None),
        ("signed ..3 <ORG>", "signed a , new ORG", None),
        ("signed ..3 <ORG>", "signed PERSON ORG", None),
        ("<PERSON|ORG> said", "ORG said", 2),
        ("put up", "put down", None),
    ],
)
def test_a_pattern_matches_from_its_first_item(pattern, text, end):
    match = Pattern.compile(pattern).match(words(text), 0)
    assert (match.end if match else None) == end


def test_slots_are_bound_to_items():
    match = Pattern.compile("<role:ROLE> of <body:ORG>").match(words("ROLE of ORG"), 0)
    assert match is not None
    assert dict(match.slots) == {"role": 0, "body": 2}


def test_backtracking_unbinds_a_slot():
    match = Pattern.compile("a <x:ORG>? ..1 <y:ORG>").match(words("a ORG"), 0)
    assert match is not None
    assert dict(match.slots) == {"y": 1}


@pytest.mark.parametrize("bad", ["", "..3 word", "the? word", "x* word", "a||b"])
def test_a_bad_pattern_is_refused(bad):
    with pytest.raises(PatternError):
        Pattern.compile(bad)


def test_the_index_finds_words_prefixes_and_labels():
    index = PhraseIndex([(Pattern.compile(p), p) for p in ("gave", "receiv*", "<ORG> said")])
    found = [payload for _, payload in index.find(words("gave received ORG said"))]
    assert found == ["gave", "receiv*", "<ORG> said"]


@given(st.lists(st.sampled_from(["a", "b", ",", "ORG", "PERSON"]), max_size=40))
def test_any_sentence_gives_an_answer(items):
    pattern = Pattern.compile("a ..3 b? ..3 <ORG>? a|b ..2 <PERSON>")
    for start in range(len(items)):
        match = pattern.match(words(" ".join(items)), start)
        assert match is None or start < match.end <= len(items)
