"""The network that is trained and its reader give the same; features are those of the place."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.entities.tokens import TokenView
from pipeline.errors import PatternError
from pipeline.ner import features, model
from pipeline.ner.words import WordTable
from pipeline.records import Mention, Section
from pipeline.training.examples import Example, tags_of
from pipeline.training.names import Encoder, Plan, train, write
from pipeline.training.network import Shape, network, weights

TEXT = "The Port of Callao was visited by Ana Ruiz.\nPUERTO DEL CALLAO"
SMALL = Plan(shape=Shape(width=16, layers=2, pieces=2, dropout=0.0), epochs=40, batch=20,
             forget_word=0.0, forget_rules=0.0, rate=0.01)  # fmt: skip


def example(*, ruled: bool = True) -> Example:
    view = TokenView.from_text(TEXT)
    mentions = [
        Mention(4, 18, "Port of Callao", "LOC", source="ruler", rule="landmark"),
        Mention(34, 42, "Ana Ruiz", "PERSON", source="ruler", rule="given-name"),
    ]
    return Example(
        "x",
        "en",
        view.texts,
        features.place_bits(view),
        features.rule_ids(view, mentions) if ruled else None,
        tags_of(view, mentions),
    )


@pytest.mark.parametrize("ruled", [True, False])
def test_the_reader_scores_as_the_network_does(ruled):
    given = example(ruled=ruled)
    net = network(SMALL.shape)
    logits = net.predict(Encoder().tokens([given], SMALL, None)).dataXd
    own = model.NameModel(weights(net, SMALL.shape), WordTable.load("en"), "en")
    scores = own.scores(given.words, given.places, given.rules)
    expected = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    assert np.allclose(scores, expected, atol=1e-4)


def test_training_learns_what_it_is_shown_and_repeats(tmp_path):
    losses: list[float] = []
    found = train([example()], SMALL, lambda _, loss: losses.append(loss))
    again = train([example()], SMALL)
    assert losses[-1] < 0.1 * losses[0]
    assert all(np.array_equal(found[name], again[name]) for name in found)
    write(found, tmp_path / "weights.npz")
    own = model.NameModel(model.read(tmp_path / "weights.npz"), WordTable.load("en"), "en")
    view, given = TokenView.from_text(TEXT), example()
    assert {(s.first, s.last, s.label) for s in own.spans(view, given.places, given.rules)} == {
        (1, 4, "LOC"),
        (7, 9, "PERSON"),
    }


def test_damaged_weights_are_told(tmp_path):
    path = tmp_path / "weights.npz"
    path.write_bytes(b"no archive")
    with pytest.raises(PatternError, match="name model"):
        model.read(path)


def test_words_beyond_the_cache_are_worked_out_again(monkeypatch):
    monkeypatch.setattr(model, "_KEPT", 3)
    own = model.load("en")
    view = TokenView.from_text("Ana Ruiz leads the Port Authority of Ilo")
    bits = features.place_bits(view)
    first = own.scores(view.texts, bits)
    own.scores(["other", "words", "come", "now"], bits[:4])
    assert np.allclose(own.scores(view.texts, bits), first)


def test_place_bits_tell_lines_sections_and_what_is_taken():
    view = TokenView.from_text("Lima, 3 May\nNew York wins")
    sections = (Section(0, 11, "dateline"), Section(12, 25, "title"))
    bits = features.place_bits(view, sections, [Mention(6, 11, "3 May", "DATE")])
    at = {name: number for number, name in enumerate(features.PLACE_BITS)}
    assert bits[:, at["line_first"]].tolist() == [True, False, False, False, True, False, False]
    assert bits[:, at["date"]].tolist() == [False, False, True, True, False, False, False]
    assert bits[4:6, at["place_begin"]].tolist() == [True, False]
    assert bits[4:6, at["place_inside"]].tolist() == [False, True]
    assert bits[:, at["section_title"]].tolist() == [False] * 4 + [True] * 3


def test_an_empty_text_has_no_names():
    view = TokenView.from_text("")
    assert model.load("es").spans(view, features.place_bits(view)) == []


def test_shapes_are_cut():
    assert features.shape("ISO-9001:2015") == "XXX-ddd:ddd"
    assert features.shape("Ministerio") == "Xxxx"
