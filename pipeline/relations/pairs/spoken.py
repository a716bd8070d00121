"""The statements of a release with their speakers, each with its probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.relations.pairs.barred import barred
from pipeline.relations.pairs.candidates import Scene
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.pairs.model import PairModel, probabilities
from pipeline.relations.pairs.speakers import RELATION, People, Telling, tellings
from pipeline.relations.rules import Found
from pipeline.relations.said import Statement, statements
from pipeline.relations.view import View


@dataclass(slots=True)
class Spoken:
    """A statement with its likeliest speaker."""

    telling: Telling
    probability: float

    @property
    def statement(self) -> Statement:
        """The statement."""
        return self.telling.statement


def people(found: Sequence[Found]) -> People:
    """Who a role stands for: the person that a rule found beside it, by the role's words."""
    return {
        match.role.folded: match.subject
        for match in found
        if match.role is not None and match.subject is not None
    }


def spoken(view: View, whole: Scene, named: People, model: PairModel) -> list[Spoken]:
    """The statements likely enough to be facts, in order; of overlapping ones the likeliest."""
    asked = [
        each for each in tellings(view, whole.contexts, statements(view), named, whole.known)
        if not barred(each, view)
    ]  # fmt: skip
    if not asked:
        return []
    scores = model.sums([telling.parts for telling in asked])
    column = model.classes.index(RELATION[0])
    odds = probabilities(scores + model.allowed(RELATION))[:, column]
    scale, least = model.scales[RELATION[0]], model.thresholds[RELATION[0]]
    told = [Spoken(t, scale(float(p))) for t, p in zip(asked, odds, strict=True)]
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
    return a.start < b.end and b.start < a.end and (a.quote == b.quote or _speaker(one, other))


def _speaker(one: Spoken, other: Spoken) -> bool:
    a, b = one.telling.speaker.mention, other.telling.speaker.mention
    return bool(a and b and key_of(a) == key_of(b))
