"""The last word on a pair: its odds weighed against what else the release seems to say.

The pair classifier sees a pair by itself. Here the pairs that it thinks possible are seen together:
who else may hold the office or own the unit, whether a rival is a part of this body, how often it
is told. A logit over named features for each relation, learnt from pairs judged by weights
that had not seen their release (a stacked model: Wolpert 1992); its odds are the raw probability.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from pipeline.records import Mention
from pipeline.relations.pairs.candidates import Scene
from pipeline.relations.pairs.context import fellows, office_of
from pipeline.relations.pairs.entities import Known, key_of
from pipeline.relations.pairs.near import words_of
from pipeline.relations.pairs.proposal import Proposal
from pipeline.relations.ranker import Ranker
from pipeline.relations.rules import kinds
from pipeline.relations.view import BODY

STEPS = (-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)
_LOWEST, _HIGHEST = -3, 5
_MOST, _MANY = 6, 3
_LINE = 8
_LIKELY = 0.3
_WITHIN = "part_of"


@dataclass(slots=True)
class Together:
    """The possible relations of a release, by what they share."""

    odds: dict[tuple[str, str, str], float]
    mates: Mapping[str, Set[str]]
    sharing: dict[tuple[str, str], list[Proposal]]
    relations: Mapping[tuple[str, str], Sequence[Proposal]]


def together(told: Sequence[Proposal], whole: Scene) -> Together:
    """Lay the relations of a release beside each other."""
    odds: dict[tuple[str, str, str], float] = {}
    sharing: dict[tuple[str, str], list[Proposal]] = {}
    relations: dict[tuple[str, str], list[Proposal]] = {}
    for each in told:
        odds[each.relation, *each.keys] = each.probability
        relations.setdefault(each.keys, []).append(each)
        for key in each.keys:
            sharing.setdefault((each.relation, key), []).append(each)
    return Together(odds, listmates(whole), sharing, relations)


def judge(
    told: Sequence[Proposal],
    whole: Scene,
    rankers: Mapping[str, Ranker],
    precisions: Mapping[str, float],
) -> None:
    """Set the probability of each relation to what it is beside the others.

    Args:
        told: the best telling of each relation of two entities, with raw probabilities.
        whole: the release.
        rankers: the weights of each relation; one without any stays as it is.
        precisions: how often each rule is right.
    """
    for each, names in zip(told, features(told, whole, precisions), strict=True):
        ranker = rankers.get(each.relation)
        if ranker is not None:
            each.probability = 1 / (1 + math.exp(-ranker.score(names)))
            each.judged = names


def features(
    told: Sequence[Proposal], whole: Scene, precisions: Mapping[str, float]
) -> list[list[str]]:
    """The features of each relation."""
    among = together(told, whole)
    return [
        [*_telling(each, precisions), *_features(each, among, whole.known.entities)]
        for each in told
    ]


def _features(each: Proposal, among: Together, known: Mapping[str, Known]) -> Iterator[str]:
    subject, obj = _sides(each)
    yield "bias"
    yield from steps(each.probability)
    yield from _beside(each, among)
    tops = []
    for side, mark in enumerate("SO"):
        rivals = _rivals(each, side, among)
        top = max(rivals, key=lambda r: r.probability, default=None)
        tops.append(top)
        yield from _against(each, rivals, top, mark)
        if top is not None:
            yield from _chained(each.keys[side - 1], _other(top, each.keys[side]), among, mark)
        yield from _presence(known.get(each.keys[side]), mark)
        yield f"{mark}mates:{bin_of(_of_mates(each, side, among))}"
    yield from _names(subject, obj)
    yield from _office(each, obj, tops[0])


def _sides(each: Proposal) -> tuple[Mention, Mention]:
    one, other = each.candidate.subject.mention, each.candidate.object.mention
    assert one is not None  # noqa: S101 # candidates are mentions
    assert other is not None  # noqa: S101
    return one, other


def _logit(probability: float) -> float:
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(inside / (1 - inside))


@cache
def step_names() -> list[str]:
    """The features that say how likely the classifier thinks a relation."""
    return [f"own>{step}" for step in STEPS]


def steps(probability: float) -> list[str]:
    """One feature for each step that the log odds are above."""
    return step_names()[: bisect_left(STEPS, _logit(probability))]


def bin_of(probability: float | None) -> str:
    """Log odds as a whole number within bounds."""
    if probability is None:
        return "no"
    return str(min(max(math.floor(_logit(probability)), _LOWEST), _HIGHEST))


def gap_of(one: float, other: float) -> str:
    """How far two log odds are apart, as a whole number within bounds."""
    gap = round(_logit(one) - _logit(other))
    return str(min(max(gap, -_HIGHEST), _HIGHEST))


def _telling(each: Proposal, precisions: Mapping[str, float]) -> Iterator[str]:
    """How often and where it is told, and by which rules."""
    best = each.candidate
    yield f"tells:{min(len(each.others) + 1, _MANY)}"
    yield f"again:{bin_of(max(each.others, default=None))}"
    yield f"near:{best.near}{each.near}"
    yield f"sec:{best.context.sentence.section}"
    precision = max(
        (
            precisions.get(match.rule.rule_id, 0.0)
            for match in best.rules
            if match.rule.relation == each.relation and not match.rule.hint
        ),
        default=-1.0,
    )
    yield f"rule:{math.floor(precision * 10)}"
    yield f"ruled:{any(match.rule.relation != each.relation for match in best.rules)}"
    if best.near and kinds()[each.relation].symmetric:
        items = best.context.sentence.items
        one, other = items.index(best.subject), items.index(best.object)
        yield f"fellows:{fellows(best.context, one, other, each.relation)}"


def _beside(each: Proposal, among: Together) -> Iterator[str]:
    """What else the two may be to each other."""
    for way, keys in ((">", each.keys), ("<", each.keys[::-1])):
        for other in among.relations.get(keys, ()):
            if other is not each:
                yield f"and{way}{other.relation}:{bin_of(other.probability)}"


def _rivals(each: Proposal, side: int, among: Together) -> list[Proposal]:
    """Others of the relation that share one side, as the same side where sides differ.

    Who stands in a list with the other side is no rival ("with Peru, Chile and Cuba").
    """
    key, own = each.keys[side], each.keys[1 - side]
    symmetric = kinds()[each.relation].symmetric
    mates = among.mates.get(own, frozenset())
    return [
        other
        for other in among.sharing[each.relation, key]
        if other is not each
        and (symmetric or other.keys[side] == key)
        and _other(other, key) not in mates
    ]


def _other(told: Proposal, key: str) -> str:
    return told.keys[1] if told.keys[0] == key else told.keys[0]


def _against(
    each: Proposal, rivals: Sequence[Proposal], top: Proposal | None, mark: str
) -> Iterator[str]:
    """How the relation stands to its likeliest rival."""
    yield f"{mark}rivals:{min(sum(r.probability > _LIKELY for r in rivals), _MANY)}"
    if top is None:
        yield f"{mark}alone"
        return
    yield f"{mark}gap:{gap_of(each.probability, top.probability)}"
    yield f"{mark}top:{bin_of(top.probability)}"
    same = top.candidate.context is each.candidate.context
    yield f"{mark}where:{each.near}{top.near}{same}"


def _chained(own: str, rival: str, among: Together, mark: str) -> Iterator[str]:
    """Whether one of two rivals is a part of the other."""
    yield f"{mark}in:{bin_of(among.odds.get((_WITHIN, own, rival)))}"
    yield f"{mark}has:{bin_of(among.odds.get((_WITHIN, rival, own)))}"


def _of_mates(each: Proposal, side: int, among: Together) -> float | None:
    """The best odds that one who stands in a list with a side is in the same relation."""
    own, other = each.keys[side], each.keys[1 - side]
    found = [
        among.odds.get((each.relation, *_ordered(each.relation, mate, other, side)))
        for mate in among.mates.get(own, ())
        if mate not in each.keys
    ]
    return max((odds for odds in found if odds is not None), default=None)


def _ordered(relation: str, mate: str, other: str, side: int) -> tuple[str, str]:
    """The keys of a relation with a mate in the place of a side."""
    pair = (other, mate) if side else (mate, other)
    return (min(pair), max(pair)) if kinds()[relation].symmetric else pair


def listmates(whole: Scene) -> dict[str, set[str]]:
    """The entities that stand in one list: joined in a sentence, or alone on lines in a row."""
    lists: list[list[str]] = []
    lines: list[str] = []
    for context in whole.contexts:
        items = context.sentence.items
        grouped: dict[int, list[str]] = {}
        for at, number in context.lists.items():
            mention = items[at].mention
            if mention is not None:
                grouped.setdefault(number, []).append(key_of(mention))
        lists += grouped.values()
        bodies = [i.mention for i in items if i.label in BODY and i.mention is not None]
        if len(bodies) == 1 and len(items) <= _LINE:
            lines.append(key_of(bodies[0]))
        else:
            lists.append(lines)
            lines = []
    mates: dict[str, set[str]] = {}
    for keys in [*lists, lines]:
        if len(keys) > 1:
            for key in keys:
                mates.setdefault(key, set()).update(keys)
    return mates


def _presence(known: Known | None, mark: str) -> Iterator[str]:
    if known is not None:
        yield f"{mark}count:{min(len(known.sentences), _MOST)}"
        yield f"{mark}rank:{min(known.rank, _MANY)}"
        yield f"{mark}order:{min(known.order, _MOST)}"
        yield f"{mark}title:{known.title}"


def _names(subject: Mention, obj: Mention) -> Iterator[str]:
    """Labels and kinds of both."""
    yield f"l:{subject.label}>{obj.label}"
    yield f"k:{subject.kind}>{obj.kind}"
    yield f"Ok:{obj.kind}"


def _office(each: Proposal, obj: Mention, rival: Proposal | None) -> Iterator[str]:
    """The office of a person: what it says of the body, and of the rival body."""
    best = each.candidate
    if best.subject.label != "PERSON":
        return
    items = best.context.sentence.items
    person = next((at for at, item in enumerate(items) if item is best.subject), None)
    at = office_of(best.context, person) if person is not None else None
    role = items[at].mention if at is not None else None
    if role is None:
        yield "role:no"
        return
    words = words_of(role.text)
    yield f"rk:{role.kind}"
    yield f"rkk:{role.kind}>{obj.kind}"
    yield f"rshare:{min(len(words & words_of(obj.text)), 2)}"
    if rival is not None:
        other = _sides(rival)[1]
        yield f"rrival:{min(len(words & words_of(other.text)), 2)}"
        yield f"rrkk:{role.kind}>{other.kind}"
