"""Scores of qualifiers, on facts whose core is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.evaluation import fold
from pipeline.evaluation.factmatch import action, certifier, date, same_action, same_date
from pipeline.evaluation.factrows import QUALIFIERS
from pipeline.evaluation.gold import GoldFact
from pipeline.evaluation.matching import best_matching
from pipeline.evaluation.outcomes import Kind, Outcome
from pipeline.evaluation.resolve import Resolver
from pipeline.records import Fact

_SAME_PHRASE = 0.5
_PHRASES = frozenset({"scope", "topic"})
_WORDS = frozenset({"role", "certificate_no"})


def compare(gold: GoldFact, system: Fact, resolver: Resolver, layer: str) -> Iterator[Outcome]:
    """Compare date and qualifiers of two facts; what neither side has gives no outcome."""
    place = (system.start, system.end)
    same = same_date(gold, system)
    yield from _single(layer, f"{gold.predicate}.date", gold.date, date(system), place, same=same)
    for name in sorted(QUALIFIERS.get(gold.predicate, ())):
        group = f"{gold.predicate}.{name}"
        known, told = gold.qualifiers.get(name, ()), system.qualifiers.get(name, ())
        if name == "certifier":
            yield from _certifier(gold, system, resolver, layer, place)
        elif name in _PHRASES:
            yield from _phrases(layer, group, known, told, place)
        elif gold.predicate == "certified" and name == "action":
            same = same_action(gold, system)
            yield from _single(layer, group, gold.action, action(system), place, same=same)
        else:
            one, other = " ".join(known), " ".join(told)
            same = fold.words(one) == fold.words(other) if name in _WORDS else one == other
            yield from _single(layer, group, one, other, place, same=same)


def _single(
    layer: str, group: str, gold: str, system: str, place: tuple[int, int], *, same: bool
) -> Iterator[Outcome]:
    if not gold and not system:
        return
    kind: Kind = "hit" if same else "wrong" if gold and system else "missed" if gold else "spurious"
    error = "" if same else f"{group} {kind}"
    yield Outcome(layer, group, kind, gold, system, error, *place)


def _certifier(
    gold: GoldFact, system: Fact, resolver: Resolver, layer: str, place: tuple[int, int]
) -> Iterator[Outcome]:
    key, told = gold.qualifier("certifier"), certifier(system)
    same = bool(key and told and resolver.same(told, key))
    name = told.name if told else ""
    yield from _single(layer, "certified.certifier", key, name, place, same=same)


def _phrases(
    layer: str, group: str, gold: Sequence[str], system: Sequence[str], place: tuple[int, int]
) -> Iterator[Outcome]:
    """Match the phrases of two lists one to one by the words that they share."""
    edges = {
        (i, j): share
        for i, one in enumerate(gold)
        for j, other in enumerate(system)
        if (share := fold.jaccard(one, other)) >= _SAME_PHRASE
    }
    found = best_matching(edges)
    for i, one in enumerate(gold):
        other = system[found[i]] if i in found else ""
        yield from _single(layer, group, one, other, place, same=i in found)
    for j, other in enumerate(system):
        if j not in set(found.values()):
            yield from _single(layer, group, "", other, place, same=False)
