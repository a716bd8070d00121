"""What the pair classifier proposes: a relation of two mentions, and how likely it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.relations.pairs.candidates import Candidate
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.rules import Found, kinds


@dataclass(slots=True)
class Proposal:
    """A relation that a pair may state; ``variant`` is its kind or action where it has one.

    ``others`` are the probabilities of its other tellings, ``near`` says whether one of them is
    within a sentence; ``judged`` are the features of the last word on it. ``keys`` are those of
    subject and object, in one order where the relation is symmetric.
    """

    relation: str
    variant: str
    candidate: Candidate
    probability: float
    others: list[float] = field(default_factory=list)
    near: bool = False
    judged: list[str] = field(default_factory=list)
    keys: tuple[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Name the two entities."""
        one, other = self.candidate.subject.mention, self.candidate.object.mention
        pair = (key_of(one) if one else "", key_of(other) if other else "")
        symmetric = kinds()[self.relation].symmetric
        self.keys = (min(pair), max(pair)) if symmetric else pair

    def after(self, other: Proposal) -> Proposal:
        """Take another telling of the same relation into account; returns itself."""
        self.others += [other.probability, *other.others]
        self.near = self.near or other.near or other.candidate.near
        return self

    @property
    def rule(self) -> Found | None:
        """The match of a rule that says the same, if there is one."""
        return next((m for m in self.candidate.rules if m.rule.relation == self.relation), None)
