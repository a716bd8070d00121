from __future__ import annotations

import pytest

from pipeline.errors import PatternError
from pipeline.linking.decisions import load, parse
from tests.linking.test_link import linked


def test_two_ids_are_one_body() -> None:
    decided = parse(['{"decision": "same", "id": "xx:a", "other": "xx:works-board"}'], "f")
    mentions, entities = linked("The Works Board met.", decisions=decided)
    assert [m.entity_id for m in mentions] == ["xx:a"] == [e.entity_id for e in entities]


def test_a_name_is_ruled_out_for_an_id() -> None:
    line = '{"decision": "not_same", "name": "Ministry of Health", "id": "ke:ministry-of-health"}'
    mentions, _ = linked(
        "The Ministry of Health met.", decisions=parse([line], "f"), dateline_place="Nairobi"
    )
    assert mentions[0].entity_id == "ke:ministry-of-health"
    assert mentions[0].rule.endswith(":minted")


def test_the_correct_name() -> None:
    line = '{"decision": "name", "id": "xx:works-board", "name": "Board of Works"}'
    _, entities = linked("The Works Board met.", decisions=parse([line], "f"))
    assert entities[0].name == "Board of Works"


def test_a_circle_of_decisions_ends() -> None:
    lines = ['{"decision": "same", "id": "a", "other": "b"}', '{"decision": "same", "id": "b", "other": "a"}']  # fmt: skip
    assert parse(lines, "f").id("a") in {"a", "b"}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"decision": "maybe"}', '{"decision": "same", "id": "a"}']
)
def test_what_is_no_decision_is_named_with_its_line(line: str) -> None:
    with pytest.raises(PatternError, match="f:2"):
        parse(["# remark", line], "f")


def test_the_shipped_decisions_are_well_formed() -> None:
    assert load() is load()
