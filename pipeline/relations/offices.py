"""Persons in their roles as rules find them, and whether the role is of today.

A rule that names the body beside them goes before one that names none ("The mayor, Ann Lee"): that
body is found by the pairs, or by the portfolio of a minister (``pipeline.relations.holders``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.folding import fold
from pipeline.records import Mention
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import Lexicon, lexicon
from pipeline.relations.rules import Found
from pipeline.relations.view import Item, Sentence

_COUNTERPART = 5
_HEIR = 3
# Prepositions of whom a verb reaches.
_OBJECTS = frozenset({"to", "with"})


@dataclass(slots=True)
class Office:
    """A person in a role; ``body`` is the item of the body where the text names it beside them."""

    found: Found
    person: Item
    role: Item
    body: Item | None


def offices(found: Sequence[Found], grammar: Grammar) -> Iterator[Office]:
    """One office a person and sentence: explicit rules before those that name no body."""
    best: dict[tuple[int, int], Office] = {}
    for match in found:
        if match.rule.relation != "holds_role" or match.subject is None or match.role is None:
            continue
        if match.role.start > match.subject.start and (
            _claimed(match, found) or is_met(match.sentence, match.subject, match.role, grammar)
        ):
            continue
        key = (match.sentence.index, match.subject.start)
        office = Office(match, match.subject, match.role, match.object)
        known = best.get(key)
        if known is None or (known.body is None and office.body is not None):
            best[key] = office
    for office in [*best.values()]:
        heir = _heir(office, grammar)
        if heir is not None:
            best.setdefault((office.found.sentence.index, heir.start), replace(office, person=heir))
    yield from best.values()


def _heir(office: Office, grammar: Grammar) -> Item | None:
    """Who holds the office after the person ("Ann Lee succeeds Joe Roe as director")."""
    sentence = office.found.sentence
    cues = lexicon(grammar.lang, "holds_role")
    at = _replaced(sentence, office.person, cues)
    before = sentence.items[max(0, at - _HEIR) : at] if at > 0 else []
    return next((item for item in reversed(before) if item.label == "PERSON"), None)


def is_replaced(sentence: Sentence, person: Mention, cues: Lexicon) -> bool:
    """Whether the words before a person say that another has taken over."""
    items = (item for item in sentence.items if item.mention is person)
    return any(_replaced(sentence, item, cues) >= 0 for item in items)


def _replaced(sentence: Sentence, person: Item, cues: Lexicon) -> int:
    """Where the words for who replaces a person begin, -1 where none do."""
    at = sentence.place(person)
    near = sentence.items[max(0, at - _COUNTERPART) : at]
    hits = [hit for hit in cues.hits(near) if hit.group == "replaced" and hit.end == len(near)]
    return at - len(near) + min(hit.start for hit in hits) if hits else -1


def _claimed(match: Found, found: Sequence[Found]) -> bool:
    """Whether the role belongs to another person that follows it ("Lee, the mayor Roe")."""
    return any(
        other.role is match.role
        and other.subject is not match.subject
        and other.subject is not None
        and match.role is not None
        and other.subject.start > match.role.start
        for other in found
        if other.rule.relation == "holds_role" and other.sentence is match.sentence
    )


def is_met(sentence: Sentence, person: Item, role: Item, grammar: Grammar) -> bool:
    """Whether who holds the role is whom the person met: "Ana Paz, recibió al director de ..."."""
    items = sentence.items
    at = sentence.place(person)
    end = sentence.place(role)
    between = [item for item in items[at + 1 : end] if not item.label]
    return role.prep in _OBJECTS and any(
        grammar.past.search(item.text.lower()) and item.folded not in grammar.be for item in between
    )


def is_audience(sentence: Sentence, person: Item, body: Item, cues: Lexicon) -> bool:
    """Whether a body is whom the person before it met ("Ana Paz expuso ante el Banco")."""
    start, end = sentence.place(person), sentence.place(body)
    between = sentence.items[start + 1 : end]
    met = [hit.end for hit in cues.hits(between) if hit.group == "audience"]
    return bool(met) and not any(item.label for item in between[met[-1] :])


def tense(sentence: Sentence, role: Item, cues: Lexicon) -> str:
    """``former``, ``acting`` or ``current``, by the cues before the role or in it.

    What stands before a person between them says nothing ("sworn in was Ann Lee as director").
    """
    at = sentence.place(role)
    start = max(0, at - 3)
    named = [i for i in range(start, at) if sentence.items[i].label == "PERSON"]
    near = sentence.items[named[-1] if named else start : at]
    inside = [Item(word, fold(word), role.start, role.end) for word in role.text.split()]
    for hit in cues.hits([*near, *inside]):
        if hit.group == "tense":
            return hit.kind
    return "current"


def is_of(group: str, role: Item, lang: str) -> bool:
    """Whether an office is of a group: a country's head (``state``), a ``legislator``'s."""
    words = [Item(word, fold(word), role.start, role.end) for word in role.text.split()]
    return any(hit.group == group for hit in lexicon(lang, "holds_role").hits(words))


def is_counterpart(sentence: Sentence, named: Item, cues: Lexicon) -> bool:
    """Whether words before an office or person say it is another's ("her counterpart, the ...")."""
    at = sentence.place(named)
    return any(
        hit.group == "counterpart"
        for hit in cues.hits(sentence.items[max(0, at - _COUNTERPART) : at])
    )
