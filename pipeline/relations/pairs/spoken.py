"""The statements of a release with their speakers, each with its probability."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.grammar import Grammar
from pipeline.relations.offices import offices
from pipeline.relations.pairs import turns
from pipeline.relations.pairs.barred import barred
from pipeline.relations.pairs.candidates import Scene
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.pairs.model import PairModel, probabilities
from pipeline.relations.pairs.speakers import RELATION, People, tellings
from pipeline.relations.pairs.spokenby import Spoken
from pipeline.relations.rules import Found
from pipeline.relations.said import statements
from pipeline.relations.view import Item, View

_LEAST = 0.01


def people(found: Sequence[Found], grammar: Grammar) -> People:
    """Who a role stands for: the person that a rule found beside it, by the role's words.

    So does its first word ("the Superintendent") where no other person has such an office.
    """
    named = {o.role.folded: o.person for o in offices(found, grammar)}
    heads: dict[str, dict[str, Item]] = {}
    for role, person in named.items():
        if person.mention is not None:
            heads.setdefault(role.split(" ")[0], {})[key_of(person.mention)] = person
    alone = {head: next(iter(held.values())) for head, held in heads.items() if len(held) == 1}
    return People(named, alone, grammar)


def possible(view: View, whole: Scene, named: People, model: PairModel) -> list[Spoken]:
    """Every statement with each who may have made it, by its raw probability."""
    asked = [
        each for each in tellings(view, whole.contexts, statements(view), named, whole.known)
        if not barred(each, view)
    ]  # fmt: skip
    if not asked or RELATION[0] not in model.classes:
        return []
    scores = model.sums([telling.parts for telling in asked])
    column = model.classes.index(RELATION[0])
    odds = probabilities(scores + model.allowed(RELATION))[:, column]
    told: dict[tuple[int, int, str], Spoken] = {}
    for telling, odd in zip(asked, odds, strict=True):
        if telling.speaker.mention is not None and odd > _LEAST:
            each = Spoken(telling, float(odd))
            key = (*each.place, each.speaker)
            if key not in told or told[key].probability < each.probability:
                told[key] = each
    return list(told.values())


def spoken(view: View, whole: Scene, named: People, model: PairModel) -> list[Spoken]:
    """The statements likely enough to be facts, in order; of overlapping ones the likeliest."""
    told = possible(view, whole, named, model)
    turns.judge(told, whole.known, model.judges.get(RELATION[0]))
    scale, least = model.scales[RELATION[0]], model.thresholds[RELATION[0]]
    for each in told:
        each.probability = scale(each.probability)
    chosen: list[Spoken] = []
    for each in sorted(told, key=lambda s: -s.probability):
        if each.probability < least:
            break
        if not any(_clash(each, other) for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda s: (s.statement.start, s.statement.end))


def _clash(one: Spoken, other: Spoken) -> bool:
    """Whether two statements share words; a quotation within reported speech has its own life."""
    a, b = one.statement, other.statement
    same = one.speaker == other.speaker
    return a.start < b.end and b.start < a.end and (a.quote == b.quote or same)
