"""Scores of mentions, and of the values of dates and standards.

Four schemes, as in SemEval-2013 task 9 (Segura-Bedmar et al.): strict (span and label),
exact (span), type (label, spans overlap), partial (spans overlap; half a point if they
differ). In each, gold and system mentions are matched one to one so that the scheme's own
points are the most possible: the order of neither side matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.matching import best_matching
from pipeline.evaluation.outcomes import Kind, Outcome
from pipeline.evaluation.values import same_value
from pipeline.records import Mention

Score = Callable[[Mention, Mention], float]
VALUED = frozenset({"DATE", "STANDARD"})
_TIE = 1e-3


def _exact(one: Mention, other: Mention) -> float:
    return float((one.start, one.end) == (other.start, other.end))


def _strict(one: Mention, other: Mention) -> float:
    return _exact(one, other) * (one.label == other.label)


def _type(one: Mention, other: Mention) -> float:
    return float(one.label == other.label)


def _partial(one: Mention, other: Mention) -> float:
    return max(0.5, _exact(one, other))


SCHEMES: Mapping[str, Score] = {
    "strict": _strict, "exact": _exact, "type": _type, "partial": _partial,
}  # fmt: skip


def _closeness(one: Mention, other: Mention) -> float:
    """Return the common part of two spans over their union, 0 if they do not overlap."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def match(gold: Sequence[Mention], system: Sequence[Mention], score: Score) -> dict[int, int]:
    """Match overlapping mentions one to one: most points first, then closest spans."""
    edges = {}
    for i, one in enumerate(gold):
        for j, other in enumerate(system):
            if near := _closeness(one, other):
                edges[i, j] = score(one, other) + _TIE * near
    return best_matching(edges)


def alike(one: Mention, other: Mention) -> float:
    """Score a pair for the one matching that values, links and errors are read from."""
    return 4 * _strict(one, other) + 2 * _type(one, other) + _exact(one, other) + 0.5


def pairs(
    gold: Sequence[Mention], system: Sequence[Mention]
) -> list[tuple[Mention | None, Mention | None]]:
    """Return matched mentions, then those of either side that are alone."""
    found = match(gold, system, alike)
    taken = set(found.values())
    both: list[tuple[Mention | None, Mention | None]] = [
        (each, system[found[i]] if i in found else None) for i, each in enumerate(gold)
    ]
    return both + [(None, each) for j, each in enumerate(system) if j not in taken]


def score(gold: GoldRelease, system: Sequence[Mention]) -> Iterator[Outcome]:
    """Compare the mentions of a release: all schemes, and the values."""
    for scheme, points in SCHEMES.items():
        yield from _scheme(gold.mentions, system, scheme, points)
    yield from values(gold.mentions, system)


def _scheme(
    gold: Sequence[Mention], system: Sequence[Mention], scheme: str, points: Score
) -> Iterator[Outcome]:
    found = match(gold, system, points)
    taken = set(found.values())
    for i, one in enumerate(gold):
        other = system[found[i]] if i in found else None
        if other is None:
            yield _outcome(scheme, one, None, "missed")
            continue
        credit = points(one, other)
        kind: Kind = "hit" if credit == 1 else "partial" if credit else "wrong"
        yield _outcome(scheme, one, other, kind)
    for j, other in enumerate(system):
        if j not in taken:
            yield _outcome(scheme, None, other, "spurious")


def _outcome(scheme: str, gold: Mention | None, system: Mention | None, kind: Kind) -> Outcome:
    place = gold or system
    assert place is not None  # noqa: S101 # one side is always there
    family = "nominals" if place.source == "coref" else "mentions"
    return Outcome(
        f"{family}.{scheme}", place.label, kind,
        f"{gold.label} {gold.text}" if gold else "",
        f"{system.label} {system.text}" if system else "",
        "" if kind == "hit" else error(gold, system), place.start, place.end,
        system.confidence if system else -1.0, system.rule if system else "",
        system.label if system and system.label != place.label else "",
    )  # fmt: skip


def error(gold: Mention | None, system: Mention | None) -> str:
    """Name the sort of error of a pair."""
    if system is None or gold is None:
        place = gold or system
        assert place is not None  # noqa: S101
        return f"{place.label} {'missed' if gold else 'spurious'}"
    bounds = (gold.start, gold.end) != (system.start, system.end)
    if gold.label != system.label:
        return f"{gold.label} taken for {system.label}" + (", wrong bounds" if bounds else "")
    longer = system.end - system.start > gold.end - gold.start
    return f"{gold.label} too {'long' if longer else 'short'}"


def values(gold: Sequence[Mention], system: Sequence[Mention]) -> Iterator[Outcome]:
    """Compare the values of dates and standards: end to end, and of those found."""
    for label in sorted(VALUED):
        yield from _values(label, gold, system)


def _values(label: str, gold: Sequence[Mention], system: Sequence[Mention]) -> Iterator[Outcome]:
    left = [m for m in gold if m.label == label]
    right = [m for m in system if m.label == label]
    found = match(left, right, lambda a, b: 1 + same_value(label, a.value, b.value))
    taken = set(found.values())
    for i, one in enumerate(left):
        other = right[found[i]] if i in found else None
        same = other is not None and same_value(label, one.value, other.value)
        kind: Kind = "hit" if same else "wrong" if other else "missed"
        yield _valued("values", label, one, other, kind)
        if other is not None:
            yield _valued("values.found", label, one, other, kind)
    for j, other in enumerate(right):
        if j not in taken:
            yield _valued("values", label, None, other, "spurious")


def _valued(
    layer: str, label: str, gold: Mention | None, system: Mention | None, kind: Kind
) -> Outcome:
    place = gold or system
    assert place is not None  # noqa: S101 # one side is always there
    return Outcome(
        layer, label, kind, f"{gold.text} = {gold.value}" if gold else "",
        f"{system.text} = {system.value}" if system else "",
        "" if kind == "hit" else f"{label} value {kind}", place.start, place.end,
    )  # fmt: skip
