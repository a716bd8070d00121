"""Scores of linking: do the mentions that the system put together belong together?

Gold entity keys are local, so clusters are compared: B-cubed (Bagga & Baldwin 1998),
pairs of mentions, and an alignment of clusters one to one (CEAF-m, Luo 2005) that
also names the errors. All over mentions that both sides have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.evaluation.gold import ENTITY_LABELS, GoldRelease
from pipeline.evaluation.matching import best_matching
from pipeline.evaluation.mentions import pairs
from pipeline.evaluation.outcomes import Kind, Outcome
from pipeline.records import Mention

BODIES = frozenset({"AGENCY", "ORG"})
PLACES = frozenset({"GPE", "LOC"})
Pair = tuple[Mention, Mention]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums that precision and recall are quotients of."""

    layer: str
    group: str
    precise: float
    said: float
    recalled: float
    known: float


def family(label: str) -> str:
    """Return what a label links to: a body, a place, a person."""
    return "body" if label in BODIES else "place" if label in PLACES else label.lower()


def linked_pairs(gold: GoldRelease, system: Sequence[Mention]) -> list[Pair]:
    """Return matched mentions of the same family, nominal ones included."""
    return [
        (one, other)
        for one, other in pairs(gold.mentions, system)
        if one and other and one.label in ENTITY_LABELS and family(one.label) == family(other.label)
    ]


def alignment(found: Sequence[Pair]) -> dict[str, str]:
    """Return the gold key of each system id, one to one, by the most mentions in common."""
    shared = Counter(
        (other.entity_id, one.entity_id)
        for one, other in found
        if one.source != "coref" and other.entity_id
    )
    ids = sorted({pair[0] for pair in shared})
    keys = sorted({pair[1] for pair in shared})
    edges = {(ids.index(i), keys.index(k)): float(count) for (i, k), count in shared.items()}
    return {ids[i]: keys[k] for i, k in best_matching(edges).items()}


def ids(found: Sequence[Pair]) -> dict[str, str]:
    """Return the id that most mentions of each gold entity have (the first of equals)."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in found:
        if other.entity_id:
            votes[one.entity_id][other.entity_id] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in votes.items()}


def score(gold: GoldRelease, system: Sequence[Mention]) -> Iterator[Outcome | Tally]:
    """Compare the links of a release's mentions."""
    found = linked_pairs(gold, system)
    aligned = alignment(found)
    named = [(one, other) for one, other in found if one.source != "coref"]
    for one, other in named:
        yield _linked("linking.aligned", one, other, aligned)
        if (entity := gold.entity(one.entity_id)) and entity.id:
            yield _registry(one, other, entity.id)
    yield from _clusters(named)
    yield from _nominal(gold, found, aligned)


def _linked(layer: str, one: Mention, other: Mention, aligned: dict[str, str]) -> Outcome:
    told = aligned.get(other.entity_id, "")
    kind: Kind = "hit" if told == one.entity_id else "wrong"
    sort = "put with another entity" if told else "split from its entity"
    return Outcome(
        layer, family(one.label), kind, f"{one.text} = {one.entity_id}",
        f"{other.entity_id or 'no id'} = {told or 'none'}", "" if kind == "hit" else sort,
        one.start, one.end, other.confidence, other.rule,
    )  # fmt: skip


def _registry(one: Mention, other: Mention, entity_id: str) -> Outcome:
    kind: Kind = "hit" if other.entity_id == entity_id else "wrong"
    error = "" if kind == "hit" else "other registry id"
    return Outcome("linking.registry", family(one.label), kind, entity_id, other.entity_id, error,
                   one.start, one.end, other.confidence, other.rule)  # fmt: skip


def _nominal(
    gold: GoldRelease, found: Sequence[Pair], aligned: dict[str, str]
) -> Iterator[Outcome]:
    """Every nominal mention of gold: found, and linked to its entity."""
    told = {id(one): other for one, other in found}
    for mention in gold.mentions:
        if mention.source != "coref":
            continue
        if (other := told.get(id(mention))) is not None:
            yield _linked("linking.nominal", mention, other, aligned)
        else:
            yield Outcome(
                "linking.nominal", family(mention.label), "missed",
                f"{mention.text} = {mention.entity_id}", error="nominal mention missed",
                start=mention.start, end=mention.end,
            )  # fmt: skip


def _clusters(named: Sequence[Pair]) -> Iterator[Tally]:
    """B-cubed and pairs of mentions, by family."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, (one, other) in enumerate(named):
        alone = other.entity_id or f"alone {number}"
        groups[family(one.label)].append((one.entity_id, alone))
    for name, links in sorted(groups.items()):
        both, keys, ids = Counter(links), Counter(k for k, _ in links), Counter(i for _, i in links)
        precise = sum(n * n / ids[i] for (_, i), n in both.items())
        recalled = sum(n * n / keys[k] for (k, _), n in both.items())
        yield Tally("linking.b3", name, precise, len(links), recalled, len(links))
        same = [(a[0] == b[0], a[1] == b[1]) for a, b in combinations(links, 2)]
        hits = float(sum(gold and system for gold, system in same))
        yield Tally("linking.pairs", name, hits, sum(s for _, s in same), hits,
                    sum(g for g, _ in same))  # fmt: skip
