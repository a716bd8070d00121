"""Learning pairs: labels from evidence, the logit, calibration and thresholds."""

from __future__ import annotations

from array import array

import numpy as np
import pytest

from pipeline.training.align import lessons
from pipeline.training.calibrate import decisions, platt, threshold
from pipeline.training.logit import Problem, fit_logit, odds_of
from pipeline.training.pairs import fit_pairs, key, rows_of
from tests.test_training import gold


def test_a_pair_is_right_where_its_evidence_is():
    rows = rows_of(lessons(gold())[0]).rows
    right = {
        (r.label, r.subject, r.object, r.lead > 0) for r in rows if r.label not in ("", "none")
    }
    assert right == {("holds_role", "e3", "e1", False)}


def test_gold_that_is_told_elsewhere_is_left_out():
    rows = rows_of(lessons(gold())[0]).rows
    assert all(r.weight == 0 for r in rows if not r.label)


def test_symmetric_relations_have_one_key():
    assert key("cooperates_with", "e2", "e1") == key("cooperates_with", "e1", "e2")
    assert key("part_of", "e2", "e1") != key("part_of", "e1", "e2")


def problem(labels):
    rows = [array("i", [number % 2, 2]) for number in range(len(labels))]
    allowed = np.zeros((len(labels), 2), dtype=np.float32)
    ones = np.ones(len(labels), dtype=np.float32)
    return Problem(rows, 4, allowed, np.array(labels), ones)


def test_the_logit_learns_what_tells_the_classes_apart():
    asked = problem([0, 1] * 20)
    odds = odds_of(asked, fit_logit(asked, 0.1))
    assert odds[0, 0] > 0.8
    assert odds[1, 1] > 0.8


def test_a_forbidden_class_has_no_probability():
    asked = problem([0, 0] * 10)
    asked.allowed[:, 1] = -30.0
    assert odds_of(asked, fit_logit(asked, 1.0))[:, 1].max() < 1e-6


def test_platt_moves_overconfident_odds_down():
    raw = np.full(200, 0.9)
    right = np.array([1.0, 0.0] * 100)
    slope, shift = platt(raw, right)
    told = 1 / (1 + np.exp(-(slope * np.log(9) + shift)))
    assert told == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(("wanted", "line"), [(1, 0.5), (2, 0.5), (8, 0.33)])
def test_the_line_is_half_of_the_best_f1_within_bounds(wanted, line):
    odds, right = np.array([0.9, 0.8, 0.1]), np.array([1.0, 1.0, 0.0])
    assert threshold(odds, right, wanted) == line


def test_the_line_between_the_bounds_follows_the_best_f1():
    odds, right = np.array([0.9, 0.8, 0.7, 0.1]), np.array([1.0, 1.0, 0.0, 1.0])
    best = 2 * 3 / (4 + 3)
    assert threshold(odds, right, 3) == round(best / 2, 3)


def test_every_relation_gets_a_scale_and_a_threshold():
    told = decisions([("part_of", 0.9, True)], {"part_of": 1, "member_of": 0})
    assert set(told["scales"]) == set(told["thresholds"]) == {"part_of", "member_of"}


def test_fitting_pairs_repeats():
    taught = lessons(gold())
    one, other = fit_pairs(taught, {}), fit_pairs(taught, {})
    assert (one[0] == other[0]).all()
    assert one[1:] == other[1:]
