import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.mentions import score
from pipeline.records import LABELS, Mention
from tests.evaluation.make import mentions, release

GOLD = mentions((0, 5, "AGENCY"), (10, 15, "ORG"), (20, 30, "PERSON"), (40, 42, "GPE"))


def counts(gold, system, layer):
    """True positives, false positives, false negatives of a layer."""
    document = GoldRelease("x", "en", "x" * 200, mentions=tuple(gold))
    found = [o for o in score(document, system) if o.layer == layer]
    return tuple(
        sum(getattr(o, name) for o in found)
        for name in ("credit", "false_positive", "false_negative")
    )


# Worked out by hand: one right; one with the wrong label; one too short; one missed; one too much.
SYSTEM = mentions((0, 5, "AGENCY"), (10, 15, "AGENCY"), (20, 25, "PERSON"), (60, 65, "LOC"))


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("mentions.strict", (1, 3, 3)),
        ("mentions.exact", (2, 2, 2)),
        ("mentions.type", (2, 2, 2)),
        ("mentions.partial", (2.5, 1.5, 1.5)),
    ],
)
def test_each_scheme_counts_as_defined(scheme, expected):
    assert counts(GOLD, SYSTEM, scheme) == expected


def test_one_long_mention_answers_only_one_of_two():
    gold = mentions((0, 5, "ORG"), (6, 12, "ORG"))
    assert counts(gold, mentions((0, 12, "ORG")), "mentions.type") == (1, 0, 1)


def test_matching_is_not_greedy():
    """The first system mention could take either gold mention, the second only the first."""
    gold = mentions((0, 10, "ORG"), (10, 20, "ORG"))
    system = mentions((8, 18, "ORG"), (0, 3, "ORG"))
    assert counts(gold, system, "mentions.type") == (2, 0, 0)


def test_wrong_label_costs_recall_of_one_and_precision_of_the_other():
    document = GoldRelease("x", "en", "x" * 50, mentions=tuple(mentions((0, 5, "ORG"))))
    found = [o for o in score(document, mentions((0, 5, "AGENCY"))) if o.layer == "mentions.strict"]
    assert [(o.group, o.said_group, o.error) for o in found] == [
        ("ORG", "AGENCY", "ORG taken for AGENCY")
    ]


def test_nominal_mentions_are_counted_apart():
    gold = [Mention(0, 5, "xxxxx", "AGENCY", source="coref")]
    assert counts(gold, [], "nominals.strict") == (0, 0, 1)
    assert counts(gold, [], "mentions.strict") == (0, 0, 0)


def test_values_end_to_end_and_of_those_found():
    gold = release()
    wrong = [
        Mention(
            m.start, m.end, m.text, m.label, value="ISO 9001:2008" if "9001" in m.text else m.value
        )
        for m in gold.mentions
        if m.text != "2025"
    ]
    found = list(score(gold, wrong))
    kinds = {(o.layer, o.group, o.kind) for o in found if o.layer.startswith("values")}
    assert ("values", "STANDARD", "wrong") in kinds
    assert ("values", "DATE", "missed") in kinds
    assert ("values.found", "DATE", "missed") not in kinds


SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 8), st.sampled_from(LABELS[:4])), max_size=10
).map(lambda rows: mentions(*((a, a + n, label) for a, n, label in rows)))


@given(SPANS, SPANS, st.randoms(use_true_random=False))
def test_the_order_of_neither_side_matters(gold, system, dice: random.Random):
    layers = ("mentions.strict", "mentions.exact", "mentions.type", "mentions.partial")
    before = [counts(gold, system, layer) for layer in layers]
    dice.shuffle(gold)
    dice.shuffle(system)
    assert [counts(gold, system, layer) for layer in layers] == before


@given(SPANS, SPANS)
def test_turning_sides_turns_false_positives_into_negatives(gold, system):
    one, other = counts(gold, system, "mentions.type"), counts(system, gold, "mentions.type")
    assert one == (other[0], other[2], other[1])
