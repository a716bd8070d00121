"""Facts from gold mentions: what goes into the relation stage, and what comes out."""

import pytest

from pipeline.evaluation import evaluate, given
from pipeline.evaluation.convert import as_system
from pipeline.records import Argument, Fact
from pipeline.relations import extract
from tests.evaluation.make import ANNOTATION, release

RAGGED = ANNOTATION.replace("badge\n\nThe", "badge  \n\n\n\n   The")


@pytest.fixture
def stage(monkeypatch):
    """A relation stage that keeps what it was given and finds one fact at its second mention."""
    seen = {}

    def facts(text, mentions, entities, lang):
        seen.update(text=text.text, mentions=mentions, entities=entities, lang=lang)
        one = mentions[1]
        board = Argument("e1", "", "", "AGENCY")
        standard = Argument("", one.value, one.text, "STANDARD")
        return [Fact("f", board, "certified", standard, one.start, one.end, one.text)]

    monkeypatch.setattr(extract, "facts", facts)
    return seen


def test_mentions_lie_in_the_clean_text(stage):
    given.facts(release(RAGGED), ())
    assert all(stage["text"][m.start : m.end] == m.text for m in stage["mentions"])
    assert len(stage["mentions"]) == len(release().mentions)


def test_facts_lie_in_the_gold_text(stage):
    gold = release(RAGGED)
    (found,) = given.facts(gold, ())
    assert gold.text[found.start : found.end] == "ISO 9001:2015"


def test_ids_are_the_keys(stage):
    given.facts(release(), ())
    assert {e.entity_id for e in stage["entities"]} == {"e1", "e2", "e3", "e4"}


def test_the_layer_is_scored_by_keys(stage):
    gold = release()
    result = evaluate.compare(gold, as_system(gold, gold), from_gold_mentions=True)
    hits = [o for o in result.outcomes if o.layer == "facts.given" and o.kind == "hit"]
    assert [o.group for o in hits] == ["certified"]


def test_a_stage_that_breaks_is_told(monkeypatch):
    monkeypatch.setattr(extract, "facts", lambda *_: 1 / 0)
    gold = release()
    result = evaluate.compare(gold, as_system(gold, gold), from_gold_mentions=True)
    assert (result.status, "ZeroDivisionError" in result.error) == ("failed", True)
