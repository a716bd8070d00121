"""Facts of who holds which office where: the pairs' persons and bodies, with the office's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.records import Fact, Mention
from pipeline.relations import offices, portfolios
from pipeline.relations.facts import Builder
from pipeline.relations.lexicon import lexicon
from pipeline.relations.offices import Office
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.pairs.propose import Proposal
from pipeline.relations.rules import Found
from pipeline.relations.view import Item, Sentence, View

_PORTFOLIO = 0.85
Offices = Mapping[tuple[int, int], Office]


def facts(
    view: View, found: Sequence[Found], likely: Sequence[Proposal], builder: Builder
) -> Iterator[Fact]:
    """The offices of a release: those told of pairs, then ministers whose ministry is known."""
    told = {(o.found.sentence.index, o.person.start): o for o in offices.offices(found)}
    placed: set[str] = set()
    for proposal in _best(likely):
        person = proposal.candidate.subject.mention
        if person is not None:
            placed.add(key_of(person))
            yield from _paired(proposal, person, told, view.grammar.lang, builder)
    for office in told.values():
        person, role = office.person.mention, office.role.mention
        if person is None or role is None or key_of(person) in placed:
            continue
        body = _ministry(view, role, builder)
        if body is not None:
            placed.add(key_of(person))
            held = _Held(
                office.found.sentence, person, office.role, body, _PORTFOLIO,
                office.found.rule.rule_id,
            )  # fmt: skip
            yield held.fact(view.grammar.lang, builder)


def _paired(
    proposal: Proposal, person: Mention, told: Offices, lang: str, builder: Builder
) -> Iterator[Fact]:
    candidate = proposal.candidate
    sentence, body = candidate.context.sentence, candidate.object.mention
    if body is not None:
        role = role_of(sentence, candidate.subject, told)
        rule = proposal.rule.rule.rule_id if proposal.rule else "pairs.holds_role"
        held = _Held(sentence, person, role, body, proposal.probability, rule)
        yield held.fact(lang, builder)


def _best(likely: Sequence[Proposal]) -> list[Proposal]:
    """Offices told in one sentence with their body; of the others the likeliest of each person."""
    held = [p for p in likely if p.relation == "holds_role"]
    near = {p.keys[0] for p in held if p.candidate.near}
    chosen: dict[str, Proposal] = {}
    for proposal in held:
        person = proposal.keys[0]
        known = chosen.get(person)
        better = known is None or proposal.probability > known.probability
        if not proposal.candidate.near and person not in near and better:
            chosen[person] = proposal
    return [p for p in held if p.candidate.near or chosen.get(p.keys[0]) is p]


def role_of(sentence: Sentence, person: Item, told: Offices) -> Item | None:
    """The office that a sentence gives a person: a rule's, else the nearest one."""
    office = told.get((sentence.index, person.start))
    if office is not None:
        return office.role
    roles = [item for item in sentence.items if item.label == "ROLE" and item.mention]
    return min(roles, key=lambda role: _gap(role, person), default=None)


def _gap(one: Item, other: Item) -> int:
    return max(one.start - other.end, other.start - one.end)


@dataclass(frozen=True, slots=True)
class _Held:
    """A person in a role of a body, as one sentence tells it."""

    sentence: Sentence
    person: Mention
    role: Item | None
    body: Mention
    odds: float
    rule: str

    def fact(self, lang: str, builder: Builder) -> Fact:
        """The fact, with the office's words, class and tense."""
        qualifiers: dict[str, tuple[str, ...]] = {}
        if self.role is not None and self.role.mention is not None:
            tense = offices.tense(self.sentence, self.role, lexicon(lang, "holds_role"))
            role = self.role.mention
            qualifiers = {"role": (role.text,), "role_kind": (role.kind,), "tense": (tense,)}
        return builder.fact(
            builder.argument(self.person), "holds_role", builder.argument(self.body),
            self.sentence, qualifiers=qualifiers, confidence=self.odds, rule=self.rule,
        )  # fmt: skip


def _ministry(view: View, role: Mention, builder: Builder) -> Mention | None:
    """The body of a portfolio; its entity joins those of the release."""
    if not portfolios.names(role.text, view.grammar.lang):
        return None
    found = portfolios.body(view, role, builder.entities)
    if found is None:
        return None
    mention, entity = found
    if entity is not None:
        builder.entities[entity.entity_id] = entity
    return mention
