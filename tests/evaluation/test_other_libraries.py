"""Where definitions agree, seqeval and nervaluate must count the same."""

import random
from importlib import import_module

import pytest

from pipeline.evaluation.formats.tokens import tags
from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.mentions import score
from pipeline.records import LABELS, Mention


def _some_mentions(dice):
    """Mentions on a grid of tokens of two letters, none overlapping another."""
    found, position = [], 0
    while position < 60:
        size = dice.randint(1, 4)
        if dice.random() < 0.5:
            label = dice.choice(LABELS[:3])
            found.append(Mention(2 * position, 2 * (position + size) - 1, "", label))
        position += size + 1
    return found


def _counts(gold, system, layer):
    document = GoldRelease("x", "en", "x " * 70, mentions=tuple(gold))
    found = [o for o in score(document, system) if o.layer == layer]
    return sum(o.credit for o in found), sum(o.credit + o.false_positive for o in found)


def _tags(mentions):
    return tags([(2 * i, 2 * i + 1) for i in range(70)], mentions)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_strict_is_that_of_seqeval():
    metrics = import_module("seqeval.metrics")
    scheme = import_module("seqeval.scheme")
    for seed in range(30):
        dice = random.Random(seed)  # noqa: S311 # a test
        gold, system = _some_mentions(dice), _some_mentions(dice)
        right, said = _counts(gold, system, "mentions.strict")
        theirs = metrics.precision_score(
            [_tags(gold)], [_tags(system)], mode="strict", scheme=scheme.IOB2, zero_division=0
        )
        assert right / said == pytest.approx(theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("mentions.strict", "strict"), ("mentions.exact", "exact")],
)
def test_schemes_that_no_order_changes_are_those_of_nervaluate(ours, theirs):
    """Its type and partial schemes match greedily, so only one-to-one cases can agree there."""
    evaluator = import_module("nervaluate").Evaluator
    for seed in range(30):
        dice = random.Random(seed)  # noqa: S311 # a test
        gold, system = _some_mentions(dice), _some_mentions(dice)
        found = evaluator([_tags(gold)], [_tags(system)], tags=list(LABELS[:3]), loader="list")
        result = found.evaluate()["overall"][theirs]
        assert _counts(gold, system, ours) == (result.correct, result.actual)


def _single(gold, system):
    """Tell whether no mention overlaps two of the other side: then nothing can be matched badly."""
    return all(
        sum(a.start < b.end and b.start < a.end for b in others) <= 1
        for one, others in ((gold, system), (system, gold))
        for a in one
    )


@pytest.mark.parametrize(
    ("ours", "theirs"), [("mentions.type", "ent_type"), ("mentions.partial", "partial")]
)
def test_loose_schemes_are_those_of_nervaluate_where_overlaps_are_single(ours, theirs):
    evaluator = import_module("nervaluate").Evaluator
    compared = 0
    for seed in range(300):
        dice = random.Random(seed)  # noqa: S311 # a test
        gold, system = _some_mentions(dice), _some_mentions(dice)
        if not _single(gold, system):
            continue
        compared += 1
        found = evaluator([_tags(gold)], [_tags(system)], tags=list(LABELS[:3]), loader="list")
        result = found.evaluate()["overall"][theirs]
        assert _counts(gold, system, ours)[0] == result.correct + 0.5 * result.partial
    assert compared > 3
