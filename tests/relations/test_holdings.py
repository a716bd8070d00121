"""Pairs of bodies and standards, and what the last judgement of certifications sees of them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from pipeline.records import TimeValue
from pipeline.relations import rules
from pipeline.relations.certified.holdings import CLASSES, Held, held, holdings
from pipeline.relations.certified.merge import Certified
from pipeline.relations.certified.telling import Choice
from pipeline.relations.certified.when import between
from pipeline.relations.pairs.candidates import scene
from pipeline.relations.pairs.model import PairModel
from tests.relations.helpers import view_of

TEXT = (
    "The {AGENCY Port of Ilo} and the {AGENCY Mint} met {PERSON Ann Lee}. "
    "The {AGENCY Mint} now holds {STANDARD ISO 9001}."
)
NEAR, AWAY = ("Mint", "9001"), ("Port of Ilo", "9001")


def whole(text):
    view = view_of(text)
    return scene(view, list(rules.find(view)))


def model(**weights):
    table = np.zeros((1 << 12, 2), dtype=np.float32)
    found = PairModel(table, {"classes": CLASSES, "scales": {}, "thresholds": {}, "gate": -30.0})
    for name, weight in weights.items():
        table[found.buckets([name.replace("__", ":")])[0], 1] = weight
    return found


def row(holder, standard="ISO 9001"):
    choice = Choice(None, holder)
    return Certified(standard, "granted", "asserted", choice, Choice(None), Choice(None), 0.9)


def folded(places):
    return {(key.lower(), number) for key, number in places}


def test_a_standard_is_paired_with_the_bodies_of_its_sentence_and_with_absent_ones():
    pairs = {(pair.place, pair.near) for pair in holdings(whole(TEXT))}
    assert folded(place for place, _ in pairs) == folded([NEAR, AWAY])
    assert folded(place for place, near in pairs if near) == folded([NEAR])


def test_a_sentence_without_standard_has_no_pairs():
    assert list(holdings(whole("The {AGENCY Mint} met {PERSON Ann Lee}."))) == []


def test_near_and_far_odds_are_kept_apart():
    found = held(whole(TEXT), model(near=2.0))
    assert folded(found.near) == folded([NEAR])
    assert max(found.near.values()) == pytest.approx(1 / (1 + np.exp(-2.0)), abs=1e-4)
    assert set(found.far.values()) == {0.5}


def test_the_surer_body_is_told_from_its_rival():
    odds = Held({NEAR: 0.9}, {AWAY: 0.2})
    surer, rival = odds.features(row("Mint")), odds.features(row("Port of Ilo"))
    assert "held:surer:0" in surer
    assert "held:surer:1" in rival
    assert {"held:near>2.0", "held:against>1.0"} <= set(surer)
    assert not any(name.startswith("held:near>") for name in rival)


def test_a_release_without_pairs_says_nothing_of_its_rows():
    assert Held().features(row("Mint")) == []


def day(year, month=1, date=1):
    start = dt.date(year, month, date)
    return TimeValue(start.isoformat(), start=start, end=start)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (day(2024, 5, 1), day(2024, 5, 1), "same"),
        (day(2024, 5, 20), day(2024, 5, 1), "later:close"),
        (day(2024, 5, 1), day(2024, 5, 20), "earlier:close"),
        (day(2024, 9, 1), day(2024, 5, 1), "later:half"),
        (day(2025, 5, 1), day(2024, 5, 1), "later:year"),
        (day(2020), day(2024), "earlier:far"),
        (None, day(2024), "none:dated"),
        (day(2024), None, "dated:none"),
        (None, None, "none:none"),
    ],
)
def test_how_two_dates_lie_to_each_other(one, other, told):
    assert between(one, other) == told
