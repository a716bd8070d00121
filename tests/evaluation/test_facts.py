import random
from collections import Counter

import pytest

from pipeline.evaluation import facts
from pipeline.evaluation.resolve import ByName
from tests.evaluation.make import fact, release

BOARD, MANAGER = "Quilca Harbour Board", "Ana Ruiz Tello"
RENEWED = fact(
    BOARD, "certified", "ISO 9001:2015", date="2024-05-13", action="renewed",
    scheme="certification", certifier="Norte Cert", scope=("pilotage", "towage"),
    valid_until="2027-05",
)  # fmt: skip
PLANNED = fact(BOARD, "certified", "ISO 14001", date="2025", status="planned", action="planned",
               scheme="certification")  # fmt: skip
ROLE = fact(MANAGER, "holds_role", BOARD, role="Manager", role_kind="manager", tense="current")
SAID = fact(MANAGER, "said", "adding that the auditors were strict and fair", quote="indirect")
ALL = [RENEWED, PLANNED, ROLE, SAID]


def outcomes(system):
    gold = release()
    return list(facts.score(gold, system, ByName(gold, (), ())))


def kinds(system, layer, group=None):
    found = [o for o in outcomes(system) if o.layer == layer and group in (None, o.group)]
    return Counter(o.kind for o in found)


def errors(system, layer="facts"):
    return sorted(o.error for o in outcomes(system) if o.layer == layer and o.error)


def test_all_right():
    assert {o.kind for o in outcomes(ALL)} == {"hit"}
    assert kinds(ALL, "facts") == {"hit": 4}


def test_nothing_found():
    assert kinds([], "facts") == {"missed": 4}
    assert kinds([], "facts.full") == {"missed": 4}


@pytest.mark.parametrize(
    ("system", "error"),
    [
        (fact(BOARD, "certified", "ISO 9001:2008", action="renewed"), "certified: wrong edition"),
        (fact("Norte Cert", "certified", "ISO 9001:2015"), "certified: wrong holder"),
        (fact("Somebody", "certified", "ISO 22000"), "certified: spurious"),
    ],
)
def test_a_wrong_core_is_named(system, error):
    assert error in errors([system])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"action": "granted", "date": "2024-05-13"}, "certified: renewed taken for granted"),
        ({"action": "renewed", "date": "2024-05-14"}, "certified: wrong date"),
        ({"action": "renewed"}, "certified: date missed"),
    ],
)
def test_full_needs_action_and_date(change, error):
    system = [fact(BOARD, "certified", "ISO 9001:2015", **change)]
    assert kinds(system, "facts", "certified")["hit"] == 1
    assert error in errors(system, "facts.full")


def test_status_planned_is_the_action_planned():
    system = [
        fact(BOARD, "certified", "ISO 14001", date="2025", status="planned", action="granted")
    ]
    assert kinds(system, "facts.full", "certified")["hit"] == 1


def test_the_same_fact_twice_is_once_too_much():
    assert kinds([ROLE, ROLE], "facts", "holds_role") == {"hit": 1, "spurious": 1}


def test_two_events_of_one_standard_are_told_apart():
    """The better of two facts is matched, in whatever order they come."""
    other = fact(BOARD, "certified", "ISO 9001:2015", date="2014", action="granted")
    for system in ([RENEWED, other], [other, RENEWED]):
        assert kinds(system, "facts.full", "certified")["hit"] == 1


def test_names_are_compared_without_case_accents_and_article():
    assert (
        kinds([fact("the QUILCA harbour bóard", "certified", "iso 9001:2015")], "facts")["hit"] == 1
    )


def test_phrases_of_a_scope_are_matched_one_to_one():
    system = fact(BOARD, "certified", "ISO 9001:2015", scope=("towage", "dredging"))
    assert kinds([system], "facts.qualifiers", "certified.scope") == {
        "hit": 1, "missed": 1, "spurious": 1,
    }  # fmt: skip


def test_a_certifier_counts_on_facts_whose_core_is_right():
    wrong = fact(BOARD, "certified", "ISO 9001:2015", certifier="Quilca Harbour Board")
    assert kinds([wrong], "facts.qualifiers", "certified.certifier") == {"wrong": 1}
    assert kinds([], "facts.qualifiers", "certified.certifier") == {}


def test_a_missed_fact_says_whether_its_body_was_recognised():
    assert "certified: missed, subject not recognised" in errors([])


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_facts_does_not_matter(seed):
    extra = fact(BOARD, "certified", "ISO 9001:2015", date="2014", action="granted")
    system = [*ALL, extra, fact(MANAGER, "holds_role", "Norte Cert")]
    before = Counter((o.layer, o.group, o.kind) for o in outcomes(system))
    random.Random(seed).shuffle(system)  # noqa: S311 # a test
    assert Counter((o.layer, o.group, o.kind) for o in outcomes(system)) == before


@pytest.mark.parametrize("status", ["negated", "asserted"])
def test_a_refusal_to_certify_is_not_a_certificate(status):
    system = [
        fact(
            BOARD, "certified", "ISO 9001:2015", date="2024-05-13", status=status, action="renewed"
        )
    ]
    hits = kinds(system, "facts.full", "certified")["hit"]
    assert hits == (1 if status == "asserted" else 0)
