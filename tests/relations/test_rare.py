"""Relations that news tells seldom: sentences with the pairs that the rules must and must not make."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.patternfiles import read_yaml
from pipeline.relations import rules
from tests.relations.test_rules import found

HOME = Path(__file__).parent / "rare"
SENTENCES = [
    (path.stem, sentence)
    for path in sorted(HOME.glob("*.yaml"))
    for sentence in read_yaml(path)["sentences"]
]
LEAST = 40


def pair(told):
    """A pair, in one order where its relation is symmetric."""
    subject, relation, obj = told.split(" > ") if isinstance(told, str) else told
    if rules.kinds()[relation].symmetric and obj < subject:
        subject, obj = obj, subject
    return subject, relation, obj


@pytest.mark.parametrize(
    ("lang", "sentence"), SENTENCES, ids=[f"{lang}-{s['text'][:40]}" for lang, s in SENTENCES]
)
def test_the_pairs_of_a_sentence(lang, sentence):
    pairs = {pair(each) for each in found(sentence["text"], lang)}
    assert {pair(each) for each in sentence.get("told", ())} <= pairs
    assert not {pair(each) for each in sentence.get("untold", ())} & pairs


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_language_has_enough_sentences_of_both_sorts(lang):
    own = [sentence for each, sentence in SENTENCES if each == lang]
    assert len(own) >= LEAST
    assert sum("untold" in sentence for sentence in own) >= LEAST // 4
