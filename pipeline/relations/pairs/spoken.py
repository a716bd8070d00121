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
# How likely a statement without a subject is that of the last speaker, where he is the likeliest;
# sentences between them, and items before the verb.
_BELIEVED = 0.6
_NEAR, _OPENING = 3, 5


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
    _carry_on(told, view.grammar, least)
    chosen: list[Spoken] = []
    for each in sorted(told, key=lambda s: -s.probability):
        if each.probability < least:
            break
        if not any(_clash(each, other) for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda s: (s.statement.start, s.statement.end))


def _carry_on(told: Sequence[Spoken], grammar: Grammar, least: float) -> None:
    """Believe that who spoke last goes on where a verb of saying has no other subject.

    "Dijo que ...", "Además, destacó que ...", "He added that ..."; only for the likeliest speaker.
    """
    best: dict[tuple[int, int], Spoken] = {}
    for each in told:
        known = best.get(each.place)
        if known is None or known.probability < each.probability:
            best[each.place] = each
    last: Spoken | None = None
    for _, each in sorted(best.items()):
        goes_on = last is not None and each.speaker == last.speaker and _is_near(each, last)
        if goes_on and each.probability < least and _lacks_subject(each, grammar):
            each.probability = max(each.probability, _BELIEVED)
        if each.probability >= least:
            last = each


def _is_near(each: Spoken, last: Spoken) -> bool:
    return 0 < each.statement.sentence.index - last.statement.sentence.index <= _NEAR


def _lacks_subject(each: Spoken, grammar: Grammar) -> bool:
    """Whether a verb of saying opens its sentence, alone or behind a pronoun."""
    statement = each.statement
    if statement.form != "led" or each.telling.at >= 0:
        return False
    items, verb = statement.sentence.items, statement.verb
    if verb > 0 and items[verb - 1].folded in grammar.personal:
        verb -= 1
    opening = items[:verb]
    alone = all(not item.label and item.folded not in grammar.determiners for item in opening)
    return alone and len(opening) <= _OPENING and (not opening or opening[-1].folded == ",")


def _clash(one: Spoken, other: Spoken) -> bool:
    """Whether two statements share words; a quotation within reported speech has its own life."""
    a, b = one.statement, other.statement
    same = one.speaker == other.speaker
    return a.start < b.end and b.start < a.end and (a.quote == b.quote or same)
