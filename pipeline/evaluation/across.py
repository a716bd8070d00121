"""Linking across languages: the two releases of a pair tell one event, so its bodies are the same.

Keys are local to a release, so only those entities of a pair are compared that are surely one:
holders of the same standard with the same action, and entities of the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.evaluation import fold
from pipeline.evaluation.evaluate import Result
from pipeline.evaluation.gold import GoldEntity, GoldRelease
from pipeline.evaluation.linking import family
from pipeline.evaluation.outcomes import Kind, Outcome
from pipeline.evaluation.values import editionless

LAYER = "linking.across"


def with_pairs(results: Sequence[Result]) -> list[Result]:
    """Return results whose second release of each pair also says how its entities were linked."""
    pairs: dict[str, list[int]] = defaultdict(list)
    for number, result in enumerate(results):
        if result.gold.pair:
            pairs[result.gold.pair].append(number)
    found = list(results)
    for numbers in pairs.values():
        for other in numbers[1:]:
            more = tuple(_outcomes(results[numbers[0]], results[other]))
            found[other] = replace(found[other], outcomes=(*found[other].outcomes, *more))
    return found


def _outcomes(one: Result, other: Result) -> Iterator[Outcome]:
    for left, right in same(one.gold, other.gold):
        ids = one.ids.get(left.key, ""), other.ids.get(right.key, "")
        kind: Kind = "missed" if not all(ids) else "hit" if ids[0] == ids[1] else "wrong"
        place = other.gold.named(right.key)
        yield Outcome(
            LAYER, family(right.type), kind, f"{left.name} = {right.name}",
            "" if kind == "missed" else " / ".join(ids),
            {"hit": "", "wrong": "two ids in two languages"}.get(kind, "not found in both"),
            place[0].start if place else 0, place[0].end if place else 0,
        )  # fmt: skip


def same(one: GoldRelease, other: GoldRelease) -> list[tuple[GoldEntity, GoldEntity]]:
    """Return the entities of two releases that are surely the same, once each."""
    found = {
        (a.key, b.key): (a, b)
        for a in one.entities
        for b in other.entities
        if family(a.type) == family(b.type) and fold.name(a.name) == fold.name(b.name)
    }
    left, right = _holders(one), _holders(other)
    for event in left.keys() & right.keys():
        if len(left[event]) == len(right[event]) == 1:
            (a,), (b,) = left[event], right[event]
            pair = one.entity(a), other.entity(b)
            if pair[0] and pair[1]:
                found[a, b] = (pair[0], pair[1])
    return [found[key] for key in sorted(found)]


def _holders(gold: GoldRelease) -> dict[tuple[str, str], set[str]]:
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in gold.facts:
        if fact.predicate == "certified":
            holders[editionless(fact.object), fact.action].add(fact.subject)
    return holders
