import json

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation import facts, namegold
from pipeline.evaluation.resolve import ByName
from tests.evaluation.make import fact

ROW = {
    "lang": "en", "published": ["2024-05-14"],
    "certified": [
        {"holder": [["Quilca Harbour Board", "the Board"], ["Quilca Docks"]],
         "standard": ["ISO 9001:2015", "ISO 9001"], "action": ["granted", "renewed"],
         "date": [None, "2024-05-13"], "certifier": ["Norte Cert"]},
        {"holder": [["Norte Cert"]], "standard": "ISO 14001", "action": ["granted"],
         "date": [None], "certifier": [], "optional": True},
    ],
    "holds_role": [
        {"person": "Ana Ruiz Tello", "org": ["Quilca Harbour Board"], "role": "manager"}
    ],
}  # fmt: skip


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(ROW), encoding="utf-8")
    (tmp_path / "a.txt").write_text("Some words.", encoding="utf-8")
    (found,) = namegold.read_folder(tmp_path)
    return found


def kinds(gold, *system):
    found = facts.score(gold, system, ByName(gold, (), ()))
    return [(o.group, o.kind) for o in found if o.layer == "facts.full"]


@pytest.mark.parametrize(
    "system",
    [
        fact("Quilca Docks", "certified", "ISO 9001", action="renewed"),
        fact("the Board", "certified", "ISO 9001:2015", action="granted", date="2024-05-13"),
    ],
)
def test_any_acceptable_answer_is_right(gold, system):
    assert ("certified", "hit") in kinds(gold, system)


def test_an_optional_fact_is_neither_required_nor_punished(gold):
    extra = fact("Norte Cert", "certified", "ISO 14001", date="2020", action="withdrawn")
    required = ("certified", "missed")
    assert kinds(gold) == [required, ("holds_role", "missed")] == kinds(gold, extra)


def test_a_person_may_go_by_the_last_names(gold):
    assert ("holds_role", "hit") in kinds(
        gold, fact("Ruiz Tello", "holds_role", "Quilca Harbour Board")
    )


def test_predicates_that_the_format_lacks_are_not_scored(gold):
    assert kinds(gold, fact("Ana Ruiz Tello", "said", "nothing")) == kinds(gold)


def test_a_text_must_be_there(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(ROW), encoding="utf-8")
    with pytest.raises(GoldError, match="text is not there"):
        namegold.read(tmp_path / "a.json")
