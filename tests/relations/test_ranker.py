from __future__ import annotations

import pytest

from pipeline.errors import ModelError
from pipeline.relations.fit import fit_classifier, fit_ranker
from pipeline.relations.ranker import Classifier, Ranker, from_json, relation_model


def test_a_ranker_prefers_the_heavier_features():
    odds = Ranker({"near": 2.0, "far": -1.0}).probabilities([["far"], ["near"], ["unknown"]])
    assert odds[1] == max(odds)
    assert sum(odds) == pytest.approx(1.0)


def test_no_candidates_no_probabilities():
    assert Ranker({}).probabilities([]) == []


def test_a_classifier_without_known_features_is_undecided():
    odds = Classifier(("a", "b"), {"f": (1.0, 0.0)}).probabilities(["g"])
    assert odds == {"a": 0.5, "b": 0.5}


def test_fitting_learns_what_separates():
    rows = [["x"], ["x", "n"], ["y"], ["y", "n"]] * 5
    model = from_json(
        {"classifiers": {"c": fit_classifier(rows, ["a", "a", "b", "b"] * 5)}, "rankers": {}}
    ).classifiers["c"]
    assert model.probabilities(["x"])["a"] > 0.8
    assert model.probabilities(["y"])["b"] > 0.8


def test_a_fitted_ranker_chooses_the_right_candidate():
    groups = [([["good"], ["bad"], ["bad", "n"]], 0)] * 6
    ranker = Ranker(fit_ranker(groups)["weights"])
    odds = ranker.probabilities([["bad"], ["good"]])
    assert odds[1] > 0.8


def test_a_prior_speaks_where_the_data_are_silent():
    groups = [([["good"], ["bad"]], 0)] * 3
    ranker = Ranker(fit_ranker(groups, prior={"unseen": 1.5})["weights"])
    assert ranker.score(["unseen"]) == pytest.approx(1.5)


def test_a_missing_model_says_what_to_do():
    with pytest.raises(ModelError, match="make models"):
        relation_model("no-such-model")
