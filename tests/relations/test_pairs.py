"""Pairs of mentions: candidates, features, the model's file, and what becomes a fact."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import numpy as np
import pytest

from pipeline.errors import ModelError
from pipeline.records import Entity
from pipeline.relations import rules, stated
from pipeline.relations.confidence import Scale
from pipeline.relations.facts import Builder
from pipeline.relations.pairs import why
from pipeline.relations.pairs.candidates import anchors, candidates, fitting, near_pairs, scene
from pipeline.relations.pairs.model import PairModel, read, save
from pipeline.relations.pairs.propose import judged, proposals
from pipeline.relations.pairs.speakers import People
from pipeline.relations.pairs.spoken import spoken
from pipeline.relations.said import statements
from pipeline.resources import models
from tests.relations.helpers import view_of

UNIT = "The {AGENCY Water Laboratory} of the {AGENCY Port of Ilo} moved."
ABOUT = {
    "classes": ["none", "part_of", "supported_by/technical"],
    "scales": {"part_of": [1.0, 0.0], "supported_by": [1.0, 0.0]},
    "thresholds": {"part_of": 0.5, "supported_by": 0.5},
    "gate": -30.0,
}


def found(text, lang="en", title=""):
    view = view_of(text, lang, title)
    return scene(view, list(rules.find(view)))


def model(**weights):
    """A model in which features (``__`` for ``:``) speak for the class they are given."""
    table = np.zeros((1 << 12, 3), dtype=np.float32)
    made = PairModel(table, ABOUT)
    for name, number in weights.items():
        table[made.buckets([name.replace("__", ":")])[0], number] = 5.0
    return made


def test_labels_say_which_relations_a_pair_may_state():
    assert fitting("PERSON", "AGENCY", near=True) == ("holds_role",)
    assert "located_in" in fitting("AGENCY", "GPE", near=True)
    assert "located_in" not in fitting("AGENCY", "GPE", near=False)
    assert fitting("DATE", "AGENCY", near=True) == ()


def test_mentions_of_one_sentence_pair_both_ways():
    pairs = [(c.subject.text, c.object.text) for c in near_pairs(found(UNIT))]
    assert pairs == [("Water Laboratory", "Port of Ilo"), ("Port of Ilo", "Water Laboratory")]


def test_a_mention_pairs_with_what_its_sentence_does_not_name():
    told = found("{AGENCY Port of Ilo} opened a hall. {ORG Rotary} paid the roof.")
    partners = {
        (a.context.sentence.items[a.at].text, a.side, known.item.text)
        for a in anchors(told)
        for known, _ in a.partners
    }
    assert ("Rotary", "o", "Port of Ilo") in partners


def test_a_person_without_a_role_holds_none_elsewhere():
    told = found("{AGENCY Port of Ilo} opened. {PERSON Ann Lee} came.")
    assert not [a for a in anchors(told) if a.context.sentence.items[a.at].label == "PERSON"]


def test_the_match_of_a_rule_is_a_feature_of_its_pair():
    pairs = {c.subject.text: c for c in candidates(found(UNIT)) if c.near}
    assert "ruled:part_of" in pairs["Water Laboratory"].features
    assert "ruled:part_of" not in pairs["Port of Ilo"].features


PARTNERS = "{GPE Peru} held talks with {GPE Chile} and {GPE Cuba}."


def keen(predicate: str, feature: str) -> PairModel:
    """A model that believes ``predicate`` of every pair with ``feature``."""
    about = {
        "classes": ["none", predicate],
        "scales": {predicate: [1.0, 0.0]},
        "thresholds": {predicate: 0.5},
        "gate": -30.0,
    }
    model = PairModel(np.zeros((1 << 12, 2), dtype=np.float32), about)
    model._weights[model.buckets([feature])[0], 1] = 5.0
    return model


def test_partners_of_one_list_are_told_apart():
    pairs = {(c.subject.text, c.object.text): c for c in near_pairs(found(PARTNERS))}
    assert "fellows:cooperates_with" in pairs["Chile", "Cuba"].features
    assert "fellows:cooperates_with" not in pairs["Peru", "Cuba"].features


def test_partners_of_one_list_are_no_pair_whatever_the_model_says():
    told = stated.accepted(found(PARTNERS), keen("cooperates_with", "near"))
    assert {frozenset(p.keys) for p in told} == {
        frozenset({"Peru", "Chile"}),
        frozenset({"Peru", "Cuba"}),
    }


@pytest.mark.parametrize(("outer", "told"), [("geo:cl", 0), ("geo:pe:lima", 1)])
def test_no_country_lies_in_another(outer, told):
    sure = keen("located_in", "ruled:located_in")
    whole = found("{GPE Peru}, {GPE Chile} sign an accord.")
    for place, known in (("Peru", "geo:pe"), ("Chile", outer)):
        for context in whole.contexts:
            for item in context.sentence.items:
                if item.text == place and item.mention is not None:
                    item.mention = replace(item.mention, entity_id=known)
    assert len(stated.accepted(whole, sure)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The towns of {GPE Ate}, {GPE Ilo}, {GPE Asia} met.", 0),
        ("They met in {GPE Ate}, {GPE Ilo}.", 1),
    ],
)
def test_no_town_of_a_list_lies_in_the_next(text, told):
    sure = keen("located_in", "ruled:located_in")
    likely = stated.accepted(found(text), sure)
    assert (
        sum((p.candidate.subject.text, p.candidate.object.text) == ("Ate", "Ilo") for p in likely)
        == told
    )


@pytest.mark.parametrize(("words", "told"), [("set up a", 1), ("follows a norm set by the", 0)])
def test_who_set_something_was_not_set_up(words, told):
    sure = keen("established", "ruled:established")
    whole = found(f"The {{AGENCY Port of Ilo}} {words} {{AGENCY Cargo Board}}.")
    assert len(stated.accepted(whole, sure)) == told


def test_a_hint_is_a_feature_of_its_own_only():
    text = "{AGENCY Port of Ilo} got a crane: the {AGENCY Water Fund} donated it."
    pairs = {(c.subject.text, c.object.text): c for c in near_pairs(found(text))}
    features = pairs["Port of Ilo", "Water Fund"].features
    assert "rule:supported_by.donor-acts" in features
    assert "ruled:supported_by" not in features


def test_what_stands_between_is_a_feature_with_its_order():
    forth = next(iter(near_pairs(found(UNIT))))
    assert "<whole:of the" in forth.features


def test_a_pair_is_judged_among_the_classes_of_its_labels():
    text = "{PERSON Ann Lee} of {AGENCY Port of Ilo} spoke."
    odds = [p.relation for p in judged(found(text), model(near=1))]
    assert odds == []


def test_likely_pairs_become_facts_and_the_contrary_does_not():
    whole = found(UNIT)
    likely = stated.accepted(whole, model(ruled__part_of=1))
    assert [(p.relation, p.candidate.subject.text) for p in likely] == [
        ("part_of", "Water Laboratory")
    ]


def test_the_variant_of_a_class_is_told():
    whole = found(UNIT)
    told = proposals(whole, model(near=2))
    assert {(p.relation, p.variant) for p in told} == {("supported_by", "technical")}


def test_an_explanation_names_what_weighed():
    whole = found(UNIT)
    small = model(ruled__part_of=1)
    (proposal,) = stated.accepted(whole, small)
    assert why.weighed(proposal.candidate.features, "part_of", small)[0] == ("ruled:part_of", 5.0)
    assert any("ruled:part_of +5.00" in line for line in why.lines(proposal, small))


def test_a_scale_keeps_the_order_and_moves_the_odds():
    scale = Scale(1.0, 1.0)
    assert scale(0.2) < scale(0.5) < scale(0.9)
    assert Scale(1.0, 0.0)(0.3) == pytest.approx(0.3)


def test_a_model_is_read_as_it_was_written(tmp_path):
    table = np.zeros((16, 3), dtype=np.float32)
    table[3] = (1.0, -0.5, 0.25)
    save((table, ABOUT, {"part_of": {"bias": 0.5}}), tmp_path)
    again = read(tmp_path)
    assert again.classes == tuple(ABOUT["classes"])
    assert again.judges["part_of"].score(["bias"]) == 0.5
    feature = next(f"f{i}" for i in range(999) if again.buckets([f"f{i}"]) == [3])
    assert list(again.weights_of(feature).values()) == pytest.approx([1.0, -0.5, 0.25], abs=0.01)


@pytest.mark.parametrize("broken", ["{", json.dumps({"classes": []})])
def test_a_broken_model_is_told(tmp_path, broken):
    save((np.zeros((16, 3), dtype=np.float32), ABOUT, {}), tmp_path)
    (tmp_path / "pairs.json").write_text(broken, encoding="utf-8")
    with pytest.raises(ModelError, match="model of pairs"):
        read(tmp_path)


def test_the_shipped_model_knows_all_its_relations_and_is_small():
    folder = models() / "relations"
    size = sum(
        (folder / name).stat().st_size for name in ("pairs.npz", "pairs.json", "judges.json")
    )
    began = time.perf_counter()
    shipped = read(folder)
    assert time.perf_counter() - began < 0.5
    assert size < 3_000_000
    told = {name.partition("/")[0] for name in shipped.classes} - {"none"}
    assert told == set(shipped.thresholds) == set(shipped.scales)
    assert told <= set(rules.kinds())
    assert set(shipped.judges) == told


def test_the_shipped_model_finds_a_unit_and_its_body():
    whole = found(UNIT)
    shipped = read(models() / "relations")
    likely = stated.accepted(whole, shipped)
    assert ("part_of", "Water Laboratory", "Port of Ilo") in {
        (p.relation, p.candidate.subject.text, p.candidate.object.text) for p in likely
    }


def statements_of(text):
    view = view_of(text)
    return {(s.form, view.release.text[s.start : s.end]) for s in statements(view)}


def test_quotations_and_reported_words_may_be_statements():
    found_ = statements_of("“No more queues here,” {PERSON Ann Lee} said. She added that it rains.")
    assert ("quotation", "No more queues here,") in found_
    assert ("led", "it rains.") not in found_  # too short
    assert statements_of("{PERSON Ann Lee} said that the port is open.") >= {
        ("led", "the port is open.")
    }
    assert ("before", "The port is open") in statements_of(
        "The port is open, {PERSON Ann Lee} said on Monday."
    )


def test_of_those_who_may_have_spoken_the_likeliest_is_told():
    text = "{PERSON Joe Roe} came. “We won the long race,” said {PERSON Ann Lee}."
    about = ABOUT | {
        "classes": ["none", "said"], "scales": {"said": [1.0, 0.0]}, "thresholds": {"said": 0.5},
    }  # fmt: skip
    table = np.zeros((1 << 12, 2), dtype=np.float32)
    small = PairModel(table, about)
    table[small.buckets(["saidin:nearest:True"])[0], 1] = 5.0
    view = view_of(text)
    (told,) = spoken(view, scene(view, []), People({}, {}, view.grammar), small)
    assert told.telling.speaker.text == "Ann Lee"
    assert any("saidin:nearest:True +5.00" in line for line in why.spoken(told, small))


@pytest.mark.parametrize(
    ("unit", "body", "told"),
    [
        (("unit", "PE"), ("port_authority", "PE"), 1),
        (("unit", "KR"), ("port_authority", "PE"), 0),
        (("embassy", "KR"), ("port_authority", "PE"), 1),
        (("court", "PE"), ("intergovernmental", ""), 0),
        (("unit", "PE"), ("intergovernmental", ""), 1),
        (("government", "PE"), ("port_authority", "PE"), 0),
    ],
)
def test_a_body_is_part_of_none_abroad(unit, body, told):
    view = view_of(UNIT, "en")
    whole = scene(view, list(rules.find(view)))
    likely = stated.accepted(whole, model(ruled__part_of=1))
    names = {m.entity_id: m.text for m in view.mentions}
    entities = {
        key: Entity(key, "AGENCY", name, (name,), *(unit if name.startswith("Water") else body))
        for key, name in names.items()
    }
    assert len(list(stated.facts(view, whole, likely, Builder(entities, "en")))) == told
