"""The possible relations of a release beside each other."""

from __future__ import annotations

import numpy as np

from pipeline.relations import rules
from pipeline.relations.pairs.candidates import scene
from pipeline.relations.pairs.judge import features, judge, listmates, step_names
from pipeline.relations.pairs.model import PairModel
from pipeline.relations.pairs.propose import possible
from pipeline.relations.ranker import Ranker
from tests.relations.helpers import view_of

ABOUT = {"classes": ["none", "part_of", "holds_role"], "scales": {}, "thresholds": {}, "gate": -30}
HEADS = (
    "{ROLE Director} {PERSON Ann Lee} of the {AGENCY Water Laboratory}, a unit of the "
    "{AGENCY Port of Ilo}, spoke. The {AGENCY Water Laboratory} opened a hall."
)


def told(text, **weights):
    """The possible relations by a model in which features (``__`` for ``:``) speak for a class."""
    view = view_of(text)
    table = np.zeros((1 << 12, 3), dtype=np.float32)
    model = PairModel(table, ABOUT)
    for name, number in weights.items():
        table[model.buckets([name.replace("__", ":")])[0], number] = 4.0
    whole = scene(view, list(rules.find(view)))
    return possible(whole, model), whole


def named(found, relation, subject, obj):
    return next(
        at for at, p in enumerate(found)
        if (p.relation, *p.keys) == (relation, subject, obj)
    )  # fmt: skip


def test_a_relation_told_again_keeps_its_likeliest_telling():
    found, _ = told(HEADS, near=1)
    at = named(found, "part_of", "Water Laboratory", "Port of Ilo")
    assert found[at].candidate.near
    assert len(found[at].others) == 1  # the second sentence, from afar
    assert found[at].probability >= max(found[at].others)


def test_rivals_for_a_person_are_the_other_bodies():
    found, whole = told(HEADS, near=2)
    rows = features(found, whole, {})
    names = rows[named(found, "holds_role", "Ann Lee", "Port of Ilo")]
    assert "Sgap:0" in names  # both bodies are alike to this model
    assert "Srivals:1" in names


def test_whether_a_rival_is_a_part_of_the_body_is_told():
    found, whole = told(HEADS, near=2, ruled__part_of=1)
    rows = features(found, whole, {})
    whole_body = rows[named(found, "holds_role", "Ann Lee", "Port of Ilo")]
    unit = rows[named(found, "holds_role", "Ann Lee", "Water Laboratory")]
    assert any(name.startswith("Shas:") and name != "Shas:no" for name in whole_body)
    assert any(name.startswith("Sin:") and name != "Sin:no" for name in unit)


def test_the_judge_sets_the_odds_and_leaves_what_it_does_not_know():
    found, whole = told(HEADS, near=2)
    before = [p.probability for p in found]
    judge(found, whole, {"holds_role": Ranker({"bias": 3.0})}, {})
    for old, proposal in zip(before, found, strict=True):
        if proposal.relation == "holds_role":
            assert round(proposal.probability, 3) == 0.953
            assert "bias" in proposal.judged
        else:
            assert proposal.probability == old


def test_steps_say_how_likely_the_classifier_thinks_it():
    found, whole = told(HEADS, near=2)
    rows = features(found, whole, {})
    for proposal, names in zip(found, rows, strict=True):
        passed = [name for name in step_names() if name in names]
        assert passed == step_names()[: len(passed)]
        assert ("own>0.0" in passed) == (proposal.probability > 0.5)


def test_those_of_one_list_are_mates():
    _, whole = told(
        "{AGENCY Port of Ilo}, {AGENCY Mint} and {AGENCY Water Board} met {PERSON Ann Lee}.\n"
        "{AGENCY Fire Unit}\n{AGENCY Parks Unit}\n", near=1,
    )  # fmt: skip
    mates = listmates(whole)
    assert mates["Mint"] == {"Port of Ilo", "Mint", "Water Board"}
    assert mates["Fire Unit"] == {"Fire Unit", "Parks Unit"}
    assert "Ann Lee" not in mates


def test_what_is_likely_of_a_mate_is_told():
    text = (
        "The {AGENCY Mint}, the {AGENCY Fire Unit} and the {AGENCY Parks Unit} came. "
        "The {AGENCY Fire Unit} is a unit of the {AGENCY Port of Ilo}."
    )
    found, whole = told(text, ruled__part_of=1)
    rows = features(found, whole, {})
    names = rows[named(found, "part_of", "Mint", "Port of Ilo")]
    assert any(name.startswith("Smates:") and name != "Smates:no" for name in names)


def test_those_of_one_list_are_no_rivals():
    text = "The {AGENCY Mint} met with the {AGENCY Fire Unit} and the {AGENCY Parks Unit}."
    found, whole = told(text, near=1)
    rows = features(found, whole, {})
    names = rows[named(found, "part_of", "Fire Unit", "Mint")]
    assert "Oalone" in names  # the other unit would be a part of it too
