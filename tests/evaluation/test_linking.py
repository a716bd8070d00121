from dataclasses import replace

import pytest

from pipeline.evaluation.gold import GoldEntity, GoldRelease
from pipeline.evaluation.linking import Tally, score
from pipeline.evaluation.outcomes import Outcome
from pipeline.records import Mention


def linked(links, *, nominal=()):
    """Gold and system mentions of one letter each: pairs of gold key and system id."""
    gold = [
        Mention(2 * i, 2 * i + 1, "x", "AGENCY", entity_id=key,
                source="coref" if i in nominal else "ruler")
        for i, (key, _) in enumerate(links)
    ]  # fmt: skip
    system = [replace(m, entity_id=link) for m, (_, link) in zip(gold, links, strict=True)]
    entities = tuple(GoldEntity(key, "AGENCY", key) for key in sorted({k for k, _ in links}))
    return GoldRelease("x", "en", "x " * 50, mentions=tuple(gold), entities=entities), system


def tally(links, layer):
    return next(t for t in score(*linked(links)) if isinstance(t, Tally) and t.layer == layer)


# The example of Bagga and Baldwin (1998): twelve mentions of three entities; the system put
# the second and third together. Precision 16/21, recall 1.
BAGGA = [("a", "1")] * 5 + [("b", "2")] * 2 + [("c", "2")] * 5


def test_b_cubed_is_that_of_the_paper():
    found = tally(BAGGA, "linking.b3")
    assert found.precise / found.said == pytest.approx(16 / 21)
    assert found.recalled / found.known == 1


def test_pairs_of_mentions():
    found = tally(BAGGA, "linking.pairs")
    assert (found.precise, found.said, found.known) == (10 + 1 + 10, 10 + 21, 21)


def test_alignment_names_the_error():
    outcomes = [o for o in score(*linked(BAGGA)) if isinstance(o, Outcome)]
    assert [o.error for o in outcomes if o.error] == ["put with another entity"] * 2


def test_a_split_entity_is_told():
    outcomes = score(*linked([("a", "1"), ("a", "1"), ("a", "2")]))
    assert [o.error for o in outcomes if isinstance(o, Outcome) and o.error] == [
        "split from its entity"
    ]


def test_nominal_mentions_must_go_to_their_entity():
    gold, system = linked([("a", "1"), ("b", "2"), ("a", "2")], nominal=(2,))
    found = [o for o in score(gold, system) if isinstance(o, Outcome) and "nominal" in o.layer]
    assert [o.kind for o in found] == ["wrong"]


def test_a_missed_nominal_mention_counts():
    gold, system = linked([("a", "1"), ("a", "1")], nominal=(1,))
    found = [o for o in score(gold, system[:1]) if isinstance(o, Outcome) and "nominal" in o.layer]
    assert [o.kind for o in found] == ["missed"]


def test_the_registry_id_counts_where_gold_has_one():
    gold, system = linked([("a", "pe:jne")])
    gold = replace(gold, entities=(GoldEntity("a", "AGENCY", "a", id="pe:jne"),))
    found = [
        o for o in score(gold, system) if isinstance(o, Outcome) and o.layer == "linking.registry"
    ]
    assert [o.kind for o in found] == ["hit"]
