"""Lists of mentions of mixed kinds, as partners and supporters are told.

"with Chile, with the ministers of Peru and of Bolivia, as well as with the Water Fund": the
elements are parted by marks, conjunctions and the grammar's ``joining`` words; an element may
repeat the preposition of the first, or of what stands before it, and may be led by an office. At
least one of the links must be more than a comma.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.relations.grammar import Grammar
from pipeline.relations.view import BODY, Item, Sentence

_PLACES = frozenset({"GPE", "LOC"})
_LISTED = BODY | _PLACES
_COMMAS = frozenset({",", ";", "/"})
_NOUNS, _LEAD = 2, 4


def listed(sentence: Sentence, grammar: Grammar) -> list[list[int]]:
    """The lists of a sentence: the places of their elements, in order."""
    if sentence.lists is None:
        sentence.lists = list(_lists(sentence.items, grammar))
    return sentence.lists


def _lists(items: Sequence[Item], grammar: Grammar) -> Iterator[list[int]]:
    done = -1
    for at, item in enumerate(items):
        if at <= done or item.label not in _LISTED or not item.mention:
            continue
        found = _from(items, at, grammar)
        if len(found) > 1:
            yield found
            done = found[-1]


def group_of(sentence: Sentence, item: Item, grammar: Grammar) -> list[Item]:
    """The elements of the list that a mention stands in, itself included, in order."""
    for group in listed(sentence, grammar):
        found = [sentence.items[at] for at in group]
        if any(each is item for each in found):
            return found
    return [item]


def _from(items: Sequence[Item], first: int, grammar: Grammar) -> list[int]:
    """The list that begins with an element."""
    found, strong, at = [first], 1, first
    led = _leads(items, first, grammar)
    while (link := _link(items, _owned(items, at, grammar), grammar)) is not None:
        behind, joined = link
        element = _element(items, behind, led, grammar)
        if element is None:
            break
        found.append(element)
        at = element
        if joined:
            strong = len(found)
    return found[:strong]


def _leads(items: Sequence[Item], first: int, grammar: Grammar) -> frozenset[str]:
    """The classes of the prepositions right before the first element."""
    before = items[max(0, first - _LEAD) : first]
    return frozenset(
        kind for item in before if (kind := grammar.prepositions.get(item.folded)) is not None
    ) | {items[first].prep}


def _owned(items: Sequence[Item], at: int, grammar: Grammar) -> int:
    """The item behind an element, a place or body that follows as its owner left out."""
    behind = at + 1
    if items[at].label in BODY and behind < len(items):
        step = behind
        while step < len(items) and (
            grammar.prepositions.get(items[step].folded) == "of"
            or (step > behind and items[step].folded in grammar.determiners)
        ):
            step += 1
        if behind < step < len(items) and items[step].label in _LISTED:
            return step + 1
    return behind


def _link(items: Sequence[Item], at: int, grammar: Grammar) -> tuple[int, bool] | None:
    """The item behind what parts two elements, and whether it is more than a comma."""
    start, joined = at, False
    while at < len(items) and not items[at].label:
        word = items[at].folded
        if word in grammar.conjunctions:
            joined = True
        elif length := _joining(items, at, grammar):
            joined, at = True, at + length - 1
        elif word not in _COMMAS:
            break
        at += 1
    return (at, joined) if at > start else None


def _joining(items: Sequence[Item], at: int, grammar: Grammar) -> int:
    """The number of words of "as well as" and its like at an item."""
    match = max((m.end for m, _ in grammar.joining.at(items, at)), default=at)
    return match - at


def _element(items: Sequence[Item], at: int, led: frozenset[str], grammar: Grammar) -> int | None:
    """The place of the mention that goes on a list; nothing if something else follows."""
    nouns, determined = 0, False
    while at < len(items):
        item = items[at]
        behind = items[at + 1] if at + 1 < len(items) else None
        if item.label in _LISTED and behind and behind.folded in grammar.possessive:
            at += 2
            continue
        if item.label in _LISTED:
            return at if item.mention else None
        if item.label == "ROLE":
            determined = True
        elif item.label:
            return None
        elif item.folded in grammar.determiners:
            determined = True
        elif (kind := grammar.prepositions.get(item.folded)) is not None:
            if kind not in led and not (kind == "of" and determined):
                return None
            determined = True
        elif not determined or nouns >= _NOUNS or _ends(item, grammar):
            return None
        else:
            nouns += 1
        at += 1
    return None


def _ends(item: Item, grammar: Grammar) -> bool:
    return item.is_mark or item.folded in grammar.function_words
