"""Whether what a relation's words tell is so, is yet to come, or is not so.

The verb that governs the words decides: their own form, else the nearest verb before them in the
clause, else (of a noun) the verb behind them. A date after the release makes a present tense a
plan. A participle behind its noun ("a unit created by ...") tells what is so, whatever the rest of
the sentence plans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.folding import fold
from pipeline.records import FactStatus, Mention
from pipeline.relations.grammar import Grammar
from pipeline.relations.view import Item, Sentence, View

_BEFORE, _BEHIND, _CHAIN, _TAKING = 10, 8, 3, 7
_PEOPLE = frozenset({"PERSON", "ROLE"})
_ISO_DAY = re.compile(r"\d{4}(?:-\d\d){1,2}")


def status(
    view: View,
    sentence: Sentence,
    at: int,
    end: int,
    *,
    date: Mention | None = None,
    lasting: bool = False,
) -> FactStatus:
    """The status of what the items ``at`` to ``end`` say.

    Args:
        view: the release.
        sentence: the sentence.
        at: the first item of the words that say the relation.
        end: the item behind them.
        date: the date beside them.
        lasting: whether the relation is a lasting state (a unit of a body): only the words that
            touch it count, not what the sentence goes on to plan.
    """
    items = sentence.items
    reading = _Reading(items, view.grammar)
    words = _words(items, at, min(end, len(items)))
    if lasting:
        return reading.touching(words)
    told = reading.inside(words) or reading.before(words) or reading.behind(words)
    if told is None and date is not None and _is_after(date, view):
        told = "planned" if reading.is_beside(date, words) else None
    return told or "asserted"


def office_status(
    grammar: Grammar, sentence: Sentence, person: Mention, role: Mention | None, body: Mention
) -> FactStatus:
    """Whether a person has yet to take an office: elected, named, taking it one day.

    The words right before the person say so, those between person and office (or its body) and
    those of the office; behind the person only those of taking an office, for what else a person
    will do tells nothing of it.
    """
    items, office = sentence.items, role or body
    places = {item.mention: i for i, item in enumerate(items) if item.mention}
    at, other = places.get(person), places.get(office)
    where = places.get(body, at)
    if at is None or any(i.folded in grammar.relatives for i in items[at:where]):
        return "asserted"
    stretches = [items[max(0, at - _CHAIN) : at]]
    stretches.append([Item(word, word, 0, 0) for word in fold(office.text).split()])
    if other is not None:
        stretches.append(items[max(0, other - 1) : other + 2])
    if other is not None and abs(other - at) <= _BEHIND:
        low, high = min(at, other), max(at, other)
        between = items[low + 1 : high]
        if all(item.label not in _PEOPLE for item in between):
            stretches.append(items[max(0, low - _CHAIN) : high])
    found = any(next(grammar.elect.find(each), None) for each in stretches)
    taking = any(kind == "taking" for _, kind in grammar.elect.find(items[at : at + _TAKING]))
    return "planned" if found or taking else "asserted"


def _words(items: Sequence[Item], at: int, end: int) -> list[int]:
    """The words among some items, in the clause of the last one; the first item if none is."""
    words = [i for i in range(at, end) if not items[i].label]
    return [i for i in words if items[i].clause == items[words[-1]].clause] or [at]


def _is_after(date: Mention, view: View) -> bool:
    published = view.release.published.value
    if published is None or not _ISO_DAY.fullmatch(date.value):
        return False
    return date.value > published.isoformat()[: len(date.value)]


class _Reading:
    """The items of a sentence, with what each says of time."""

    def __init__(self, items: Sequence[Item], grammar: Grammar) -> None:
        self._items, self._grammar = items, grammar
        self._cues: dict[int, FactStatus] = {}
        plain: set[int] = set()
        for match, kind in grammar.tense.find(items):
            places = range(match.start, match.end)
            if kind == "plain":
                plain.update(places)
                continue
            for place in places:
                self._cues.setdefault(place, "planned" if kind == "planned" else "negated")
        for place in plain:
            self._cues.pop(place, None)

    def _cue(self, at: int) -> FactStatus | None:
        item = self._items[at]
        if item.label:
            return None
        if self._grammar.coming.search(item.text.lower()):
            return "planned"
        return self._cues.get(at)

    def _is_past(self, at: int) -> bool:
        """Whether an item is a verb of what has been; "signed" is none in "is signed"."""
        item, grammar = self._items[at], self._grammar
        if item.label:
            return False
        if item.folded in grammar.have:
            return True
        if grammar.past.search(item.text.lower()) is None:
            return False
        before = self._items[at - 1] if at else None
        passive = before is not None and before.folded in grammar.be
        return not passive or self._is_past(at - 1)

    def _is_participle(self, at: int) -> bool:
        """Whether an item is a participle behind its noun: "created by", "funded by"."""
        before = self._items[at - 1] if at else None
        ends = self._grammar.participle.search(self._items[at].folded)
        return ends is not None and before is not None and (bool(before.label) or before.is_mark)

    def _verb(self, at: int) -> FactStatus | None:
        """What a word says of its time; a past form may be the end of a longer one."""
        if (cue := self._cue(at)) is not None:
            return cue
        if self._is_participle(at):
            return "asserted"
        return (self._chain(at) or "asserted") if self._is_past(at) else None

    def _chain(self, at: int) -> FactStatus | None:
        """What auxiliary or negation right before a word says: "will soon be", "has not"."""
        for place in range(at - 1, max(-1, at - 1 - _CHAIN), -1):
            item = self._items[place]
            if item.label or item.is_mark or item.folded in self._grammar.prepositions:
                break
            if (cue := self._cue(place)) is not None:
                return cue
        return None

    def touching(self, words: Sequence[int]) -> FactStatus:
        """What the copula of a lasting state says: "will be in", "is not part of"."""
        for at in range(max(1, words[0] - _CHAIN), min(words[-1] + 1, len(self._items) - 1)):
            beside = {item.folded for item in self._items[at - 1 : at + 2]}
            cue = self._cue(at)
            if cue is not None and not self._grammar.be.isdisjoint(beside):
                return cue
        return "asserted"

    def inside(self, words: Sequence[int]) -> FactStatus | None:
        """What the last verb among the words says."""
        for at in reversed(words):
            told = self._verb(at)
            if told == "negated" and words[-1] - at > _CHAIN:
                return None
            if told is not None:
                return told
        return None

    def before(self, words: Sequence[int]) -> FactStatus | None:
        """What the nearest verb before the words, in their clause, says."""
        items, at, parted = self._items, words[0], False
        comma = False
        for place in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
            item = items[place]
            if item.clause != items[at].clause:
                return None
            if self._grammar.prepositions.get(item.folded) == "under" and at - place <= _CHAIN:
                return "asserted"
            told = self._verb(place)
            if told == "negated" and (parted or at - place > _CHAIN):
                continue
            if told is not None:
                return None if told == "asserted" and comma else told
            comma = comma or item.is_mark
            parted = parted or comma or bool(item.label)
        return None

    def behind(self, words: Sequence[int]) -> FactStatus | None:
        """What the verb behind a noun says: "a memorandum will be signed"."""
        last = words[-1]
        for place in range(last + 1, min(len(self._items), last + 1 + _BEHIND)):
            item = self._items[place]
            if item.clause != self._items[last].clause or item.is_mark:
                return None
            if item.folded in self._grammar.have:
                continue
            told = self._cue(place)
            if told is not None or self._is_past(place):
                return told if told == "planned" else None
        return None

    def is_beside(self, date: Mention, words: Sequence[int]) -> bool:
        """Whether a date stands in the clause of the words, and no past form does."""
        items, clause = self._items, self._items[words[0]].clause
        first, last = max(0, words[0] - _BEFORE), min(len(items), words[-1] + _BEHIND)
        near = [i for i in range(first, last) if items[i].clause == clause]
        dated = any(items[i].mention is date for i in near)
        return dated and not any(map(self._is_past, near))
