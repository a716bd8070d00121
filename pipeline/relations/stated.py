"""The facts of rules and pairs: every relation but certifications and statements.

A rule's match is one feature of its pair; the pair classifier says how likely the fact is,
whether a rule found it or not. Details (date, status, kind) are filled the same way for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.records import Fact, Mention
from pipeline.relations import rules, topics
from pipeline.relations.facts import Builder
from pipeline.relations.lexicon import lexicon
from pipeline.relations.pairs.candidates import Candidate, Scene
from pipeline.relations.pairs.context import fellows
from pipeline.relations.pairs.model import PairModel
from pipeline.relations.pairs.proposal import Proposal
from pipeline.relations.pairs.propose import proposals
from pipeline.relations.ranker import rule_precisions
from pipeline.relations.status import status
from pipeline.relations.view import Item, Sentence, View

_DATED = ("", "in", "for", "near", "other", "of", "from", "to")
# Least precision on the train split (rules.json) of a rule that is believed across sentences.
TRUSTED = 0.5
_NEAR = 1
_BEHIND_COMMA = 2
# Kinds of bodies that stand in another country than the one they are of.
_MISSIONS = frozenset({"embassy"})
# Kinds of bodies that are a country's, and the kind of those of several.
_OF_ONE = frozenset({
    "ministry", "court", "electoral_body", "municipality", "government", "presidency", "police",
    "superintendency", "regional_government", "central_bank", "parliament", "regulator",
})  # fmt: skip
_OF_ALL = "intergovernmental"
# Certifiers are accredited, not owned, by those who publish standards for the world.
_WORLD_BODIES = frozenset({_OF_ALL, "standards_publisher"})
_ATTESTING = frozenset({"certification_body", "accreditation_body"})
_MINTED = "minted"
# Kinds of bodies that nobody is a member of (of 446 memberships of training none is).
_NO_MEMBERS = frozenset({
    "certification_body", "ministry", "hospital", "university", "police", "laboratory", "court",
    "prosecutor", "directorate", "superintendency",
})  # fmt: skip
# Kinds of bodies that are part of none (of 3,000 releases of training none is).
_WHOLE = frozenset({"government", "presidency", "regional_government"})
_COUNTRY = re.compile(r"geo:[a-z]{2}")


def accepted(whole: Scene, model: PairModel) -> list[Proposal]:
    """The relations likely enough to be facts, none beside its own contrary."""
    told = proposals(whole, model)
    likely = [p for p in told if p.probability >= model.thresholds[p.relation]]
    odds = {(p.relation, *p.keys): p.probability for p in likely}
    return [
        p for p in likely
        if not _is_barred(p) and (
            odds.get((p.relation, p.keys[1], p.keys[0]), 0.0) < p.probability
            or rules.kinds()[p.relation].symmetric
        )
    ]  # fmt: skip


def _is_barred(proposal: Proposal) -> bool:
    """Whether the shape of the sentence says that a pair is none, whatever the model thinks."""
    return (
        _among_partners(proposal)
        or _two_countries(proposal)
        or _in_a_list(proposal)
        or _is_maker(proposal)
    )


def _in_a_list(proposal: Proposal) -> bool:
    """Whether a place would lie in the next one of a list of towns ("Gudur, Nellore, Ongole")."""
    candidate = proposal.candidate
    if proposal.relation != "located_in" or not candidate.near:
        return False
    items = candidate.context.sentence.items
    first, last = (_place(items, side) for side in (candidate.subject, candidate.object))
    if (
        first is None
        or last is None
        or last - first != _BEHIND_COMMA
        or items[first + 1].folded != ","
    ):
        return False
    before = _is_town(items, first - 2) and items[first - 1].folded == ","
    behind = _is_town(items, last + 2) and items[last + 1].folded == ","
    return _is_town(items, last) and (before or behind)


def _is_town(items: Sequence[Item], at: int) -> bool:
    """Whether an item is a place but no country."""
    if not 0 <= at < len(items) or items[at].label != "GPE":
        return False
    mention = items[at].mention
    return mention is not None and not _COUNTRY.fullmatch(mention.entity_id or "")


def _among_partners(proposal: Proposal) -> bool:
    """Whether a pair of a symmetric relation is two partners of a third that one list names."""
    candidate = proposal.candidate
    if not candidate.near or not rules.kinds()[proposal.relation].symmetric:
        return False
    items = candidate.context.sentence.items
    one, other = _place(items, candidate.subject), _place(items, candidate.object)
    return (
        one is not None
        and other is not None
        and fellows(candidate.context, one, other, proposal.relation)
    )


def _two_countries(proposal: Proposal) -> bool:
    """Whether a country would lie in another: two of a list ("Peru, Chile sign")."""
    sides = (proposal.candidate.subject.mention, proposal.candidate.object.mention)
    return proposal.relation == "located_in" and all(
        side is not None and _COUNTRY.fullmatch(side.entity_id or "") for side in sides
    )


def _is_maker(proposal: Proposal) -> bool:
    """Whether what would be founded is who did it ("the standard set by the Board")."""
    return proposal.relation == "established" and proposal.candidate.object.prep == "agent"


def _is_void(view: View, proposal: Proposal, builder: Builder) -> bool:
    """Whether a relation says nothing: of a body to itself, of its people, across countries."""
    void = (
        _of_itself(proposal, builder) or _of_people(view, proposal) or _of_none(proposal, builder)
    )
    return void or _of_the_world(proposal, builder) or _of_another_country(proposal, builder)


def _of_the_world(proposal: Proposal, builder: Builder) -> bool:
    """Whether a certifier would be part of who publishes standards for the world."""
    sides = (proposal.candidate.subject.mention, proposal.candidate.object.mention)
    unit, body = (builder.entities.get(side.entity_id) if side else None for side in sides)
    if proposal.relation != "part_of" or unit is None or body is None:
        return False
    return body.kind in _WORLD_BODIES and unit.kind in _ATTESTING


def _of_none(proposal: Proposal, builder: Builder) -> bool:
    """Whether a membership is one of a body without members ("joins a certifier in ...")."""
    body = proposal.candidate.object.mention
    entity = builder.entities.get(body.entity_id) if body is not None else None
    return proposal.relation == "member_of" and entity is not None and entity.kind in _NO_MEMBERS


def _of_another_country(proposal: Proposal, builder: Builder) -> bool:
    """Whether a public body would be part of one of another country; missions abroad may be.

    A body that no registry knows has its country from the text, which is less sure. A government is
    part of none.
    """
    if proposal.relation != "part_of":
        return False
    sides = (proposal.candidate.subject.mention, proposal.candidate.object.mention)
    unit, body = (builder.entities.get(side.entity_id) if side else None for side in sides)
    if unit is None or unit.type != "AGENCY":
        return False
    if unit.kind in _WHOLE:
        return True
    if body is None or body.type != "AGENCY":
        return False
    if body.kind == _OF_ALL and unit.kind in _OF_ONE:
        return True
    known = sides[0] is not None and not sides[0].rule.endswith(_MINTED)
    abroad = "" not in (unit.country, body.country) and unit.country != body.country
    return known and abroad and unit.kind not in _MISSIONS


def _of_people(view: View, proposal: Proposal) -> bool:
    """Whether the members that a sentence speaks of are people ("the members of the Board met")."""
    candidate = proposal.candidate
    if proposal.relation != "member_of":
        return False
    sentence = candidate.context.sentence
    at = _place(sentence.items, candidate.object)
    hits = lexicon(view.grammar.lang, "member_of").hits(sentence.items)
    return any(h.group == "people" and at is not None and 0 <= at - h.end <= _NEAR for h in hits)


def facts(view: View, whole: Scene, likely: Sequence[Proposal], builder: Builder) -> Iterator[Fact]:
    """The facts of all relations but ``holds_role``."""
    told = {(p.relation, *p.keys) for p in likely}
    for proposal in likely:
        if proposal.relation != "holds_role" and not _is_void(view, proposal, builder):
            yield _fact(view, proposal, builder)
    for proposal in _across(view, whole):
        known = (proposal.relation, *proposal.keys) in told
        if not known and not _is_void(view, proposal, builder):
            told.add((proposal.relation, *proposal.keys))
            yield _fact(view, proposal, builder)


def _of_itself(proposal: Proposal, builder: Builder) -> bool:
    """Whether both sides go by one name: a country and its government, a body linked twice."""
    sides = (proposal.candidate.subject.mention, proposal.candidate.object.mention)
    names = [builder.argument(side).name.casefold() for side in sides if side is not None]
    return len(names) > 1 and names[0] == names[1]


def _across(view: View, whole: Scene) -> Iterator[Proposal]:
    """Matches of good rules whose subject another sentence names: the classifier sees no pair."""
    for (index, *_), matches in whole.across.items():
        context = whole.contexts[index]
        for match in matches:
            relation = match.rule.relation
            precision = rule_precisions().get(match.rule.rule_id, 0.0)
            if relation == "holds_role" or match.rule.hint or precision < TRUSTED:
                continue
            for subject, obj in rules.pairs(match, view):
                here = [_place(context.sentence.items, item) for item in (subject, obj)]
                if None in here and subject.mention and obj.mention:
                    candidate = Candidate(subject, obj, context, False, (relation,), (), 0, [match])
                    proposal = Proposal(relation, "", candidate, precision)
                    if not _is_maker(proposal):
                        yield proposal


def _place(items: Sequence[Item], item: Item) -> int | None:
    return next((at for at, other in enumerate(items) if other is item), None)


def told_at(proposal: Proposal) -> tuple[int, int]:
    """The items of the sentence that say the relation: a rule's match, else the nearest cue."""
    rule = proposal.rule
    if rule is not None:
        return rule.match.start, rule.match.end
    candidate = proposal.candidate
    items = candidate.context.sentence.items
    places = [_place(items, item) for item in (candidate.subject, candidate.object)]
    known = [place for place in places if place is not None]
    low, high = min(known, default=0), max(known, default=0)
    cues = [at for at, relation in candidate.context.cues if relation == proposal.relation]
    if cues:
        at = min(cues, key=lambda cue: (max(low - cue, cue - high, 0), cue))
        return at, at + 1
    return (low + 1, high) if high > low + 1 else (low, low + 1)


def date(view: View, sentence: Sentence, at: int) -> Mention | None:
    """The date nearest to a trigger; one before it only if no conjunction parts them."""
    parted = [i for i in range(at) if sentence.items[i].folded in view.grammar.conjunctions]
    dates = [
        (abs(i - at), item.mention)
        for i, item in sentence.mentions(frozenset({"DATE"}))
        if item.mention
        and not item.mention.value.startswith(("P", "XXXX"))
        and item.prep in _DATED
        and not any(i < p < at for p in parted)
    ]
    return min(dates, key=lambda d: d[0])[1] if dates else None


def _qualifiers(proposal: Proposal) -> dict[str, tuple[str, ...]]:
    kind = rules.kinds()[proposal.relation]
    told: dict[str, tuple[str, ...]] = {}
    if kind.variant and proposal.variant:
        told[kind.variant] = (proposal.variant,)
    if proposal.rule is not None:
        told |= {name: (value,) for name, value in proposal.rule.rule.qualifiers.items()}
    return told


def _fact(view: View, proposal: Proposal, builder: Builder) -> Fact:
    candidate, relation = proposal.candidate, proposal.relation
    sentence = candidate.context.sentence
    assert candidate.subject.mention is not None  # noqa: S101 # candidates are mentions
    assert candidate.object.mention is not None  # noqa: S101
    at, end = told_at(proposal)
    kind, near = rules.kinds()[relation], date(view, sentence, at)
    told = status(view, sentence, at, end, date=near, lasting=kind.lasting)
    details = _qualifiers(proposal)
    if relation == topics.RELATION:
        details["topic"] = (topics.topic(sentence, at, view.grammar, view.release.text),)
    return builder.fact(
        builder.argument(candidate.subject.mention), relation,
        builder.argument(candidate.object.mention), sentence,
        status=told, date=near if kind.dated else None,
        qualifiers=details, confidence=proposal.probability,
        rule=proposal.rule.rule.rule_id if proposal.rule else f"pairs.{relation}",
    )  # fmt: skip
