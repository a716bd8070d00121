"""Lists of mentions: what joins them, and what does not."""

from __future__ import annotations

import pytest

from pipeline.relations.joined import group_of, listed
from tests.relations.helpers import view_of


def lists(text, lang="en"):
    view = view_of(text, lang)
    return [
        [sentence.items[at].text for at in group]
        for sentence in view.sentences
        for group in listed(sentence, view.grammar)
    ]


@pytest.mark.parametrize(
    ("text", "lang", "names"),
    [
        ("with {GPE Chile}, {GPE Peru} and {GPE Cuba}", "en", ["Chile", "Peru", "Cuba"]),
        ("with {GPE Chile}, with {GPE Peru} and with {GPE Cuba}", "en", ["Chile", "Peru", "Cuba"]),
        ("with {GPE Chile} as well as the firm {ORG Acme}", "en", ["Chile", "Acme"]),
        ("the {ROLE envoys} of {GPE Chile} and of {GPE Peru}", "en", ["Chile", "Peru"]),
        ("the {AGENCY Port} of {GPE Chile} and the {AGENCY Mint}", "en", ["Port", "Mint"]),
        ("con {GPE Chile}, {GPE Cuba}, así como con {ORG Acme}", "es", ["Chile", "Cuba", "Acme"]),
    ],
)
def test_a_list_is_read_whole(text, lang, names):
    assert lists(text, lang) == [names]


@pytest.mark.parametrize(
    "text",
    [
        "{GPE Chile} met {GPE Peru}",
        "{GPE Chile}, {GPE Peru}",
        "with {GPE Chile} and spoke of {GPE Peru}",
        "with {GPE Chile} and for {GPE Peru}",
        "with {GPE Chile} and {GPE Peru}'s wife",
    ],
)
def test_what_stands_near_is_no_list(text):
    assert lists(text) == []


def test_a_mention_outside_any_list_stands_alone():
    view = view_of("{GPE Chile} met {GPE Peru}")
    sentence = view.sentences[0]
    assert group_of(sentence, sentence.items[0], view.grammar) == [sentence.items[0]]
