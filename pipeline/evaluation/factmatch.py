"""Which system fact tells which gold fact: the same core, then as much else as possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.evaluation import fold
from pipeline.evaluation.gold import SYMMETRIC, GoldFact, with_status
from pipeline.evaluation.matching import best_matching
from pipeline.evaluation.resolve import Resolver
from pipeline.evaluation.values import designation, editionless
from pipeline.records import Argument, Fact

_SAME_STATEMENT = 0.6
_FEW_WORDS = 3
_REQUIRED, _OPTIONAL = 100.0, 50.0


def action(fact: Fact) -> str:
    """Return what a system fact says happened; ``planned`` or ``not ...`` by its status."""
    told = fact.qualifiers.get("action") or ("granted",)
    return with_status(told[0], fact.status)


def date(fact: Fact) -> str:
    """Return the TIMEX3 value of a fact's date, empty if it has none."""
    return fact.time.timex if fact.time else ""


def same_action(gold: GoldFact, system: Fact) -> bool:
    """Tell whether the same happened, or one of the acceptable things."""
    return action(system) in (gold.action, *gold.alternatives.get("action", ()))


def same_date(gold: GoldFact, system: Fact) -> bool:
    """Tell whether the dates are the same (no date is a value too)."""
    return date(system) in (gold.date, *gold.alternatives.get("date", ()))


def same_certifier(gold: GoldFact, system: Fact, resolver: Resolver) -> bool:
    """Tell whether both name the same certifier."""
    key, told = gold.qualifier("certifier"), certifier(system)
    return bool(key and told and resolver.same(told, key))


def certifier(fact: Fact) -> Argument | None:
    """Return the certifier that a system fact names."""
    names = fact.qualifiers.get("certifier") or ()
    ids = fact.qualifiers.get("certifier_id") or ("",)
    return Argument(ids[0], names[0], names[0], "ORG") if names and names[0] else None


def same_subject(gold: GoldFact, system: Fact, resolver: Resolver) -> bool:
    """Tell whether the subjects are the same."""
    return any(resolver.same(system.subject, key) for key in _either(gold, "subject"))


def same_object(gold: GoldFact, system: Fact, resolver: Resolver) -> bool:
    """Tell whether the objects are the same: entity, designation, or words of a statement."""
    keys = _either(gold, "object")
    if gold.predicate == "certified":
        return designation(system.object.name) in {designation(key) for key in keys}
    if gold.predicate == "said":
        return any(_same_statement(key, system.object.name) for key in keys)
    return any(resolver.same(system.object, key) for key in keys)


def _same_statement(gold: str, system: str) -> bool:
    """Most words of the shorter one are in the other; a word or two must be the same."""
    one, other = fold.words(gold), fold.words(system)
    if min(len(one), len(other)) < _FEW_WORDS:
        return one == other
    return fold.overlap(gold, system) >= _SAME_STATEMENT


def _either(gold: GoldFact, side: str) -> Iterable[str]:
    return (getattr(gold, side), *gold.alternatives.get(side, ()))


def _turned(fact: Fact) -> Fact:
    return replace(fact, subject=fact.object, object=fact.subject)


def same_core(gold: GoldFact, system: Fact, resolver: Resolver) -> bool:
    """Tell whether subject, predicate and object are the same (in either order if symmetric)."""
    if gold.predicate != system.predicate:
        return False
    orders = (system, _turned(system)) if gold.predicate in SYMMETRIC else (system,)
    return any(
        same_subject(gold, each, resolver) and same_object(gold, each, resolver) for each in orders
    )


def match(gold: Sequence[GoldFact], system: Sequence[Fact], resolver: Resolver) -> dict[int, int]:
    """Match facts of the same core one to one.

    Of several that could be meant, those that agree on action, date, status, certifier and
    evidence are taken; a required gold fact goes before an optional one.
    """
    edges = {}
    for i, one in enumerate(gold):
        for j, other in enumerate(system):
            if same_core(one, other, resolver):
                base = _OPTIONAL if one.optional else _REQUIRED
                edges[i, j] = base + _agreement(one, other, resolver)
    return best_matching(edges)


def _agreement(gold: GoldFact, system: Fact, resolver: Resolver) -> float:
    evidence = gold.start < system.end and system.start < gold.end
    return (
        2.0 * same_action(gold, system)
        + 1.0 * same_date(gold, system)
        + 0.5 * same_certifier(gold, system, resolver)
        + 0.5 * (gold.status == system.status)
        + 0.25 * evidence
        + 0.1 * fold.jaccard(gold.object, system.object.name)
    )


def near_misses(
    gold: Sequence[GoldFact], system: Sequence[Fact], resolver: Resolver
) -> dict[int, tuple[int, str]]:
    """Match facts that are nearly the same; return for each gold number system number and error."""
    edges, errors = {}, {}
    for i, one in enumerate(gold):
        for j, other in enumerate(system):
            if one.predicate == other.predicate and (error := _difference(one, other, resolver)):
                weight = 2.0 if "edition" in error else 1.0
                edges[i, j] = weight + 0.1 * _agreement(one, other, resolver)
                errors[i, j] = error
    return {i: (j, errors[i, j]) for i, j in best_matching(edges).items()}


def _difference(gold: GoldFact, system: Fact, resolver: Resolver) -> str:
    """Name the one thing that differs, empty if there are more."""
    subject, obj = same_subject(gold, system, resolver), same_object(gold, system, resolver)
    near = not gold.end or (gold.start < system.end and system.start < gold.end)
    if gold.predicate == "certified":
        edition = editionless(gold.object) == editionless(system.object.name)
        if subject and edition:
            return "wrong edition"
        return "" if not near else "wrong holder" if obj else "wrong standard" if subject else ""
    if gold.predicate not in SYMMETRIC and near and gold.predicate != "said":
        turned = _turned(system)
        if same_subject(gold, turned, resolver) and same_object(gold, turned, resolver):
            return "turned round"
    if subject and near:
        return "wrong object"
    return "wrong subject" if obj and (near or gold.predicate == "said") else ""
