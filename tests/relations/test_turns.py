"""The statements of a release beside each other."""

from __future__ import annotations

import numpy as np

from pipeline.relations.pairs import turns
from pipeline.relations.pairs.candidates import scene
from pipeline.relations.pairs.model import PairModel
from pipeline.relations.pairs.speakers import People
from pipeline.relations.pairs.spoken import possible
from pipeline.relations.ranker import Ranker
from tests.relations.helpers import view_of

ABOUT = {"classes": ["none", "said"], "scales": {}, "thresholds": {}, "gate": -30}
TEXT = (
    "{PERSON Joe Roe} met {PERSON Ann Lee}. “We won the long race,” said {PERSON Ann Lee}. "
    "“It took us nine years.”\n"
)


def told(text=TEXT):
    view = view_of(text)
    model = PairModel(np.zeros((1 << 12, 2), dtype=np.float32), ABOUT)
    for name, weight in (("saidin:nearest:True", 2.0), ("saidfar:order0P", 1.0)):
        model._weights[model.buckets([name])[0], 1] = weight
    whole = scene(view, [])
    return possible(view, whole, People({}, {}, view.grammar), model), whole


def test_a_statement_is_weighed_against_its_other_speakers():
    found, whole = told()
    rows = turns.features(found, whole.known)
    first = {
        s.speaker: names
        for s, names in zip(found, rows, strict=True)
        if s.telling.statement.start == min(x.statement.start for x in found)
    }
    assert "gap:2" in first["Ann Lee"]
    assert "gap:-2" in first["Joe Roe"]


def test_who_spoke_before_is_told():
    found, whole = told()
    rows = turns.features(found, whole.known)
    last = max(s.statement.start for s in found)
    second = {
        s.speaker: names
        for s, names in zip(found, rows, strict=True)
        if s.telling.statement.start == last
    }
    assert any(name.startswith("turn<True:") for name in second["Ann Lee"])
    assert all(not name.startswith("turn<True:") for name in second["Joe Roe"])


def test_the_judge_sets_the_odds():
    found, whole = told()
    turns.judge(found, whole.known, Ranker({"bias": -3.0}))
    assert {round(s.probability, 3) for s in found} == {0.047}
    assert all("bias" in s.judged for s in found)


def test_who_opens_the_next_sentence_may_have_said_a_quotation():
    found, _ = told("“The pumps are fine now.” {PERSON Ann Lee}, its head, smiled.\n")
    assert "Ann Lee" in {s.speaker for s in found}
