"""Pairs of a body and a standard, judged as the pairs of other relations are.

The frames of ``events`` begin with a trigger; a pair is judged by all words around and between its
two mentions, or by how present an absent body is. The two views err in different places, so the
last judgement (``judge.py``) weighs both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pipeline.relations.certified.bodies import key_of
from pipeline.relations.certified.features import HOLDERS
from pipeline.relations.certified.merge import Certified, standard_number
from pipeline.relations.certified.steps import steps
from pipeline.relations.pairs import far, near
from pipeline.relations.pairs.candidates import Scene, absent
from pipeline.relations.pairs.context import Context
from pipeline.relations.pairs.model import PairModel, probabilities, read
from pipeline.relations.view import BODY, STANDARD
from pipeline.resources import models

NAME, RELATION, CLASSES = "holdings", "certified", ("none", "certified")
_WIDEST, _MOST_STANDARDS, _MOST_BODIES = 60, 6, 16
_MANY = 4
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Holding:
    """A standard of a sentence and a body of the release that may hold a certificate to it.

    ``place`` is the key of the body and the number of the standard.
    """

    place: Place
    context: Context
    near: bool
    parts: tuple[list[str], ...]


@dataclass(slots=True)
class Held:
    """The best odds of each body and standard of a release, told near each other and from afar."""

    near: dict[Place, float] = field(default_factory=dict)
    far: dict[Place, float] = field(default_factory=dict)

    def best(self, place: Place) -> float:
        """The greater of both."""
        return max(self.near.get(place, 0.0), self.far.get(place, 0.0))

    def features(self, row: Certified) -> list[str]:
        """How likely the pairs of a row's holder and standard are, and those of its rivals."""
        if not self.near and not self.far:
            return []
        place = row.holder.key, standard_number(row.standard)
        own = self.best(place)
        places = self.near.keys() | self.far.keys()
        rivals = [self.best(p) for p in places if p[1] == place[1] and p != place]
        others = [self.best(p) for p in places if p[0] == place[0] and p != place]
        return [
            *steps("held", own), *steps("held:near", self.near.get(place, 0.0)),
            *steps("held:far", self.far.get(place, 0.0)),
            *steps("held:against", own / (own + max(rivals, default=0.0) + 1e-6)),
            *steps("held:elsewhere", max(others, default=0.0)),
            f"held:surer:{min(sum(odds > own for odds in rivals), _MANY)}",
        ]  # fmt: skip


def holdings(whole: Scene) -> Iterator[Holding]:
    """Yield each standard with the bodies of its sentence, and with those it does not name."""
    for context in whole.contexts:
        items = context.sentence.items
        named = context.sentence.mentions(STANDARD)[:_MOST_STANDARDS]
        if not named:
            continue
        bodies = [at for at in context.places if items[at].label in HOLDERS][:_MOST_BODIES]
        away = [known for known in absent(context, whole.known) if known.item.label in BODY]
        for place, standard in named:
            if standard.mention is None:
                continue
            number = standard_number(standard.mention.value or standard.text)
            for at in bodies:
                mention = items[at].mention
                if mention is not None and abs(at - place) <= _WIDEST:
                    parts = near.parts(context, at, place, whole.known)
                    yield Holding((key_of(mention), number), context, True, parts)
            side = far.anchor(context, place, "o", len(away)) if away else ()
            for known in away:
                if known.item.mention is None:
                    continue
                own = (
                    far.standing(known, "o"), far.lately(context, known, whole.known),
                    far.relating(context, place, known, "o"),
                )  # fmt: skip
                yield Holding((key_of(known.item.mention), number), context, False, (*side, *own))


def held(whole: Scene, model: PairModel) -> Held:
    """Judge every such pair of a release."""
    found = Held()
    pairs = list(holdings(whole))
    if not pairs:
        return found
    odds = probabilities(model.sums([pair.parts for pair in pairs]))[:, 1]
    for pair, value in zip(pairs, odds.tolist(), strict=True):
        best = found.near if pair.near else found.far
        best[pair.place] = max(best.get(pair.place, 0.0), value)
    return found


@cache
def holding_model() -> PairModel:
    """The model of ``models/relations``.

    Raises:
        ModelError: it is missing or not well-formed.
    """
    return read(models() / "relations", NAME)
