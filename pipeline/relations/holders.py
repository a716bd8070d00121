"""Facts of who holds which office where: the pairs' persons and bodies, with the office's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from pipeline.folding import fold
from pipeline.records import Fact, FactStatus, Mention
from pipeline.relations import heads, homes, nationals, offices, owners, portfolios, seats
from pipeline.relations.facts import Builder
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.offices import Office
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.pairs.near import words_of
from pipeline.relations.pairs.proposal import Proposal
from pipeline.relations.ranker import rule_precisions
from pipeline.relations.rolekinds import role_kind
from pipeline.relations.rules import Found
from pipeline.relations.status import office_status
from pipeline.relations.view import BODY, Item, Sentence, View

# How much likelier another body makes one that is told with the same office of a person none.
_OUTDONE = 0.2
_PORTFOLIO, _SEATED, _LIKELY, _BELIEVED, _TOGETHER = 0.85, 0.7, 0.7, 0.5, 0.85
# Characters between an office and a person that stand beside each other.
_BESIDE = 2
# Items among which an office opens a sentence ("As the director of ...").
_OPENING = 4
# The precision of a rule that needs no backing.
_SURE = 0.9
# The probability that a pair needs where no office is seen.
_UNTOLD = 0.7
_CLOSING = frozenset("”»")
Offices = Mapping[tuple[int, int], Office]


def facts(
    view: View, found: Sequence[Found], likely: Sequence[Proposal], builder: Builder
) -> Iterator[Fact]:
    """The offices of a release: told with their body, ministers by their portfolio, the others."""
    told = {
        (o.found.sentence.index, o.person.start): o for o in offices.offices(found, view.grammar)
    }
    held = [p for p in likely if p.relation == "holds_role" and _fits(view, p, told, builder)]
    held = [p for p in held if not (_is_others(view, p, held) or _is_audience(view, p))]
    held = [p for p in held if not (_is_contradicted(view, p, told) or _is_reached(view, p, told))]
    held = [p for p in held if not _is_outdone(view, p, held, told)]
    first = [*_together(view, builder), *_nationals(view, told, builder)]
    placed = {fact.subject.entity_id for fact in first}
    yield from first
    held = [p for p in held if p.keys[0] not in placed]
    near = [p for p in held if p.candidate.near]
    named = list(_ministers(view, told, builder))
    ministers = {person for person, _ in named}
    near = [
        p for p in near
        if p.keys[0] not in ministers or p.probability > _LIKELY or _alike(p, told, view.grammar)
    ]  # fmt: skip
    placed |= {p.keys[0] for p in near}
    for proposal in near:
        yield from _paired(view, proposal, told, builder)
    for person, office in named:
        if person not in placed and (fact := _minister(view, office, builder)):
            placed.add(person)
            yield fact
    for fact in _plain(told, placed, builder, view.grammar):
        placed.add(fact.subject.entity_id)
        yield fact
    for proposal in _likeliest(_far(view, held, told)):
        if proposal.keys[0] not in placed and (
            proposal.keys[0] not in ministers or _alike(proposal, told, view.grammar)
        ):
            placed.add(proposal.keys[0])
            yield from _paired(view, proposal, told, builder)
    yield from _unplaced(view, told, placed, builder)


def _fits(view: View, proposal: Proposal, told: Offices, builder: Builder) -> bool:
    """Whether the office beside a person can be one of the body; without one it must be likely.

    All offices of the training releases are told in words: where none is seen, one was missed.
    """
    candidate = proposal.candidate
    role = role_of(candidate.context.sentence, candidate.subject, told, view.grammar)
    body = candidate.object.mention
    if role is None:
        return proposal.probability >= _UNTOLD
    if body is None:
        return True
    kind = role_kind(role.text, view.grammar.lang)
    if offices.is_of("state", role, view.grammar.lang):
        return seats.of_a_country(body, builder.entities)
    if proposal.rule is None and offices.is_of("legislator", role, view.grammar.lang):
        return seats.of_a_house(body, builder.entities)
    if proposal.rule is None and seats.never(kind, body, builder.entities):
        return False
    return seats.may_be_of(kind, body, builder.entities)


def _is_audience(view: View, proposal: Proposal) -> bool:
    """Whether the sentence says that the person met the body."""
    candidate = proposal.candidate
    if proposal.rule is not None or not candidate.near:
        return False
    cues = lexicon(view.grammar.lang, "holds_role")
    sentence = candidate.context.sentence
    return offices.is_audience(sentence, candidate.subject, candidate.object, cues)


def _is_outdone(view: View, proposal: Proposal, held: Sequence[Proposal], told: Offices) -> bool:
    """Whether the person has the same office, by its words, of a body that is much likelier."""
    role = _role_text(view, proposal, told)
    return any(
        other.keys[0] == proposal.keys[0]
        and other.probability - proposal.probability > _OUTDONE
        and _role_text(view, other, told) == role
        for other in held
    )


def _is_contradicted(view: View, proposal: Proposal, told: Offices) -> bool:
    """Whether a rule that is hardly ever wrong tells the office with another body."""
    candidate = proposal.candidate
    sentence = candidate.context.sentence
    office = told.get((sentence.index, candidate.subject.start))
    if office is None or proposal.rule is not None or not candidate.near:
        return False
    body = office.body.mention if office.body is not None else None
    sure = rule_precisions().get(office.found.rule.rule_id, 0.0) >= _SURE
    if office.body is not None and _owns(sentence, office.body, view.grammar):
        return False  # "head of the port's Harbour Unit"
    return sure and body is not None and key_of(body) != proposal.keys[1]


def _owns(sentence: Sentence, body: Item, grammar: Grammar) -> bool:
    """Whether a possessive stands behind a body: the office may be of what it owns."""
    at = sentence.place(body)
    return any(item.folded in grammar.possessive for item in sentence.items[at + 1 : at + 2])


def _is_reached(view: View, proposal: Proposal, told: Offices) -> bool:
    """Whether the office is another's: of who reaches the person, or whom the person meets.

    "As director, she gave it to Lee"; "Lee thanked the director of the port".
    """
    candidate = proposal.candidate
    person = candidate.subject
    role = role_of(candidate.context.sentence, person, told, view.grammar)
    if role is None:
        return False
    sentence = candidate.context.sentence
    below = owners.is_below(sentence, person, view.grammar.lang)
    if below and not _is_beside(role, person):
        return True
    if role.start > person.start:
        return offices.is_met(sentence, person, role, view.grammar)
    opens = role in sentence.items[:_OPENING]
    return opens and role.prep == "as" and person.prep == "to"


def _is_beside(role: Item, person: Item) -> bool:
    return 0 <= person.start - role.end <= _BESIDE


def _role_text(view: View, proposal: Proposal, told: Offices) -> str:
    candidate = proposal.candidate
    role = role_of(candidate.context.sentence, candidate.subject, told, view.grammar)
    return fold(role.text) if role is not None else ""


def _is_others(view: View, proposal: Proposal, held: Sequence[Proposal]) -> bool:
    """Whether a counterpart is given the body of the person before, whose counterpart it is."""
    candidate = proposal.candidate
    cues = lexicon(view.grammar.lang, "holds_role")
    if not offices.is_counterpart(candidate.context.sentence, candidate.subject, cues):
        return False
    person, body = proposal.keys
    return any(
        other.keys[1] == body and other.keys[0] != person
        and other.candidate.subject.start < candidate.subject.start
        for other in held
    )  # fmt: skip


def _together(view: View, builder: Builder) -> Iterator[Fact]:
    """Heads of several countries that one noun names."""
    for head in heads.told(view):
        if head.person.mention is not None and head.country.mention is not None:
            role = {"role": (head.word.text,), "role_kind": (head.kind,), "tense": ("current",)}
            yield builder.fact(
                builder.argument(head.person.mention), "holds_role",
                builder.argument(head.country.mention), head.sentence, qualifiers=role,
                confidence=_TOGETHER, rule="holds_role.together",
            )  # fmt: skip


def _nationals(view: View, told: Offices, builder: Builder) -> Iterator[Fact]:
    """Offices that an adjective gives to a country."""
    for office in told.values():
        person = office.person.mention
        body = nationals.body(view, office, builder) if person is not None else None
        if person is not None and body is not None:
            rule = f"{office.found.rule.rule_id}+nation"
            held = _Held(office.found.sentence, person, office.role, body, _PORTFOLIO, rule)
            yield held.fact(view.grammar, builder)


def _plain(told: Offices, placed: Set[str], builder: Builder, grammar: Grammar) -> Iterator[Fact]:
    """Offices that a rule that is hardly ever wrong tells with their body, whatever the pair."""
    for office in told.values():
        person, body, rule = office.person.mention, office.body, office.found.rule.rule_id
        if person is None or key_of(person) in placed or body is None or body.mention is None:
            continue
        kind = role_kind(office.role.text, grammar.lang)
        if not seats.may_be_of(kind, body.mention, builder.entities):
            continue
        if body.label in BODY and rule_precisions().get(rule, 0.0) >= _SURE:
            sentence = office.found.sentence
            held = _Held(sentence, person, office.role, body.mention, _SEATED, rule)
            yield held.fact(grammar, builder)


def _far(view: View, held: Sequence[Proposal], told: Offices) -> list[Proposal]:
    """Pairs with a body of another sentence; a possessive ("Its chair, Ann Lee") goes before."""
    owned = {
        key_of(office.person.mention)
        for office in told.values()
        if office.person.mention is not None and homes.owned(view, office)
    }
    return [
        p for p in held
        if not p.candidate.near and (p.keys[0] not in owned or p.probability > _LIKELY)
    ]  # fmt: skip


def _unplaced(view: View, told: Offices, placed: Set[str], builder: Builder) -> Iterator[Fact]:
    """Envoys of a country, and mayors whose body no sentence names where only one fits them."""
    done = set(placed)
    for office in told.values():
        person, role, rule = office.person.mention, office.role, office.found.rule.rule_id
        if person is None or key_of(person) in done:
            continue
        body, odds = _country(office), rule_precisions().get(rule, 0.0)
        if body is None or odds < _BELIEVED:
            kind = role_kind(role.text, view.grammar.lang)
            body, odds = seats.body(view, kind, None, builder.entities), _SEATED
            if body is not None and portfolios.elsewhere(role.text, view.grammar.lang, body):
                body = None
        if body is None and (body := homes.owned(view, office)):
            rule += "+own"
        if body is not None:
            done.add(key_of(person))
            held = _Held(office.found.sentence, person, role, body, odds, rule)
            yield held.fact(view.grammar, builder)


def _likeliest(held: Sequence[Proposal]) -> list[Proposal]:
    """The likeliest body of each person."""
    best: dict[str, Proposal] = {}
    for proposal in held:
        known = best.get(proposal.keys[0])
        if known is None or proposal.probability > known.probability:
            best[proposal.keys[0]] = proposal
    return list(best.values())


def _ministers(view: View, told: Offices, builder: Builder) -> Iterator[tuple[str, Office]]:
    """Persons whose office names a portfolio, or a body of the release."""
    for office in told.values():
        role = office.role.text
        if office.person.mention and (
            portfolios.names(role, view.grammar.lang)
            or portfolios.told(view, role, builder.entities)
        ):
            yield key_of(office.person.mention), office


def _country(office: Office) -> Mention | None:
    """The country that an office is told of ("the Minister of Trade of Angola, Ana Dias")."""
    return office.body.mention if office.body is not None and office.body.label == "GPE" else None


def _minister(view: View, office: Office, builder: Builder) -> Fact | None:
    """The office of a minister: of the country told beside it, else of the portfolio's ministry."""
    person, role, found = office.person.mention, office.role.mention, office.found
    body = _country(office)
    if body is None and role is not None and not _is_foreign(view, office):
        body = _ministry(view, role, builder, _side(view, office))
    if person is None or body is None:
        return None
    held = _Held(found.sentence, person, office.role, body, _PORTFOLIO, found.rule.rule_id)
    return held.fact(view.grammar, builder)


def _is_foreign(view: View, office: Office) -> bool:
    """Whether the office is told as another's counterpart: its ministry is not the home one."""
    cues = lexicon(view.grammar.lang, "holds_role")
    return offices.is_counterpart(office.found.sentence, office.role, cues)


def _alike(proposal: Proposal, told: Offices, grammar: Grammar) -> bool:
    """Whether office and body share two words ("Health Minister", "Ministry of Health")."""
    candidate = proposal.candidate
    role = role_of(candidate.context.sentence, candidate.subject, told, grammar)
    return role is not None and len(words_of(role.text) & words_of(candidate.object.text)) > 1


def role_of(sentence: Sentence, person: Item, told: Offices, grammar: Grammar) -> Item | None:
    """The office that a sentence gives a person: a rule's, else the nearest one."""
    office = told.get((sentence.index, person.start))
    if office is not None:
        return office.role
    others = {id(o.role) for (index, _), o in told.items() if index == sentence.index}
    roles = [
        item for item in sentence.items
        if item.label == "ROLE" and item.mention and not _parted(item, person, sentence, grammar)
    ]  # fmt: skip
    roles = [role for role in roles if id(role) not in others]
    roles = [role for role in roles if role.folded not in grammar.honorifics] or roles
    return min(roles, key=lambda role: _gap(role, person), default=None)


def _parted(role: Item, person: Item, sentence: Sentence, grammar: Grammar) -> bool:
    """Whether another person stands between an office and a person, and more than a list goes on.

    "El ministro Leo Paz, la jefa de Aguas, Ana Ruiz" gives her no office of his.
    """
    low, high = sorted((role, person), key=lambda item: item.start)
    between = [item for item in sentence.items if low.end <= item.start < high.start]
    persons = [at for at, item in enumerate(between) if item.label == "PERSON"]
    if not persons:
        return False
    rest = between[persons[-1] + 1 :] if role is low else between[: persons[0]]
    return any(item.label or not (item.is_mark or _joins(item, grammar)) for item in rest)


def _joins(item: Item, grammar: Grammar) -> bool:
    return item.folded in grammar.conjunctions or item.folded in grammar.determiners


def _gap(one: Item, other: Item) -> int:
    return max(one.start - other.end, other.start - one.end)


def _paired(view: View, proposal: Proposal, told: Offices, builder: Builder) -> Iterator[Fact]:
    candidate = proposal.candidate
    sentence = candidate.context.sentence
    person, body = candidate.subject.mention, candidate.object.mention
    if person is not None and body is not None:
        role = role_of(sentence, candidate.subject, told, view.grammar)
        if _elsewhere(candidate.object, told.get((sentence.index, candidate.subject.start))):
            return
        if role is None and (
            any(item.label == "ROLE" for item in sentence.items)
            or _parts_a_quotation(view, candidate.subject, candidate.object)
        ):
            return
        rule = proposal.rule.rule.rule_id if proposal.rule else "pairs.holds_role"
        body = _governed(view, role, body, proposal.candidate.near, builder) or body
        held = _Held(sentence, person, role, body, proposal.probability, rule)
        yield held.fact(view.grammar, builder)


def _parts_a_quotation(view: View, person: Item, body: Item) -> bool:
    """Whether the end of a quotation stands between a body and a person: he only speaks of it."""
    between = view.release.text[min(person.end, body.end) : max(person.start, body.start)]
    return not _CLOSING.isdisjoint(between)


def _elsewhere(place: Item, office: Office | None) -> bool:
    """Whether an office is told with another country: an envoy of Japan in Peru is Japan's."""
    told = office.body if office is not None else None
    return told is not None and told is not place and {told.label, place.label} == {"GPE"}


def _governed(
    view: View, role: Item | None, body: Mention, near: bool, builder: Builder
) -> Mention | None:
    """The body that a mayor heads, where the pair names its place or a far body."""
    if role is None or (near and body.label != "GPE"):
        return None
    office = role_kind(role.text, view.grammar.lang)
    return seats.body(view, office, body, builder.entities)


@dataclass(frozen=True, slots=True)
class _Held:
    """A person in a role of a body, as one sentence tells it."""

    sentence: Sentence
    person: Mention
    role: Item | None
    body: Mention
    odds: float
    rule: str

    def fact(self, grammar: Grammar, builder: Builder) -> Fact:
        """The fact, with the office's words, class, tense and status."""
        qualifiers: dict[str, tuple[str, ...]] = {}
        if self.role is not None and self.role.mention is not None:
            cues = lexicon(grammar.lang, "holds_role")
            tense = offices.tense(self.sentence, self.role, cues)
            if tense == "current" and offices.is_replaced(self.sentence, self.person, cues):
                tense = "former"
            role = self.role.mention
            kind = role_kind(role.text, grammar.lang)
            qualifiers = {"role": (role.text,), "role_kind": (kind,), "tense": (tense,)}
        return builder.fact(
            builder.argument(self.person), "holds_role", builder.argument(self.body),
            self.sentence, status=self._status(grammar, qualifiers), qualifiers=qualifiers,
            confidence=self.odds, rule=self.rule,
        )  # fmt: skip

    def _status(self, grammar: Grammar, told: Mapping[str, tuple[str, ...]]) -> FactStatus:
        """Whether the office is held or yet to come; one of the past was held."""
        if "former" in told.get("tense", ()):
            return "asserted"
        role = self.role.mention if self.role else None
        return office_status(grammar, self.sentence, self.person, role, self.body)


def _side(view: View, office: Office) -> str:
    """The country for which an officer stands ("For Chile, the minister ..."), "" for none."""
    cues = lexicon(view.grammar.lang, "holds_role")
    items = office.found.sentence.items
    sides = {
        items[hit.end].mention
        for hit in cues.hits(items)
        if hit.group == "side" and hit.end < len(items) and items[hit.end].start < office.role.start
    }
    last = max((m for m in sides if m is not None), key=lambda m: m.start, default=None)
    code = (last.entity_id or "") if last is not None and last.label == "GPE" else ""
    return code.removeprefix("geo:").upper() if code.count(":") == 1 else ""


def _ministry(view: View, role: Mention, builder: Builder, side: str) -> Mention | None:
    """The body of a portfolio; its entity joins those of the release."""
    found = portfolios.body(view, role, builder.entities, side)
    if found is None:
        return None
    mention, entity = found
    if entity is not None:
        builder.entities[entity.entity_id] = entity
    return mention
