"""Heads of countries told together: "the presidents of Peru and Chile, Ann Lee and Ken Ito".

The words are data (``heads`` in ``patterns/<lang>/relations/holds_role.yaml``). Countries and
persons follow in turns ("of Peru, Ann Lee, and of Chile, Ken Ito"; "Ann Lee, of Peru, and ...") or
list against list; as many persons as countries, and nothing else between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.patternfiles import read_yaml
from pipeline.relations.grammar import Grammar
from pipeline.relations.view import Item, Sentence, View
from pipeline.resources import patterns

_TOWN = re.compile(r"geo:\w+:")
_LEAD = 8
_MARKS = frozenset(",;()")


@dataclass(frozen=True, slots=True)
class Head:
    """A person who heads, or speaks for, a country; ``word`` is the noun of all of them."""

    sentence: Sentence
    person: Item
    country: Item
    word: Item
    kind: str


@cache
def _nouns(lang: str) -> Mapping[str, str]:
    told = read_yaml(patterns() / lang / "relations" / "holds_role.yaml").get("heads", {})
    return {noun: kind for kind, nouns in told.items() for noun in nouns}


def told(view: View) -> Iterator[Head]:
    """The heads of countries that a release tells together."""
    nouns = _nouns(view.grammar.lang)
    for sentence in view.sentences:
        done: set[int] = set()
        for at, item in enumerate(sentence.items):
            kind = nouns.get(item.folded) if item.label in ("", "ROLE") else None
            if kind is None:
                continue
            for person, country in _paired(_names(sentence.items, at + 1, view.grammar)):
                if person.start not in done:
                    yield Head(sentence, person, country, item, kind)
                done.add(person.start)


def _names(items: Sequence[Item], at: int, grammar: Grammar) -> list[Item]:
    """The countries and persons behind a noun, up to the first word that joins no names."""
    found: list[Item] = []
    lead = 0
    for item in items[at:]:
        if item.label == "PERSON" or _is_country(item):
            found.append(item)
        elif not found and lead < _LEAD and _leads(item, first=lead == 0, grammar=grammar):
            lead += 1
        elif not _joins(item, grammar):
            break
    return found


def _is_country(item: Item) -> bool:
    """Whether an item is a country, or a place that nothing says is a town or region."""
    if item.label != "GPE" or item.mention is None:
        return False
    return _TOWN.match(item.mention.entity_id) is None


def _joins(item: Item, grammar: Grammar) -> bool:
    """Whether a word or mark may stand between the names."""
    if item.label:
        return False
    small = grammar.determiners | grammar.conjunctions | grammar.honorifics
    of = grammar.prepositions.get(item.folded) == "of"
    return item.text in _MARKS or item.folded in small or of


def _leads(item: Item, *, first: bool, grammar: Grammar) -> bool:
    """Whether a word may stand before the names: of the field of the offices, no verb."""
    if item.label:
        return item.label == "ROLE"
    if first:
        return _joins(item, grammar)
    verb = grammar.past.search(item.text) or grammar.coming.search(item.text)
    return not verb and item.folded not in grammar.function_words - grammar.conjunctions


def _paired(names: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Persons with their countries; nothing where they do not match."""
    people = [item for item in names if item.label == "PERSON"]
    countries = [item for item in names if item.label != "PERSON"]
    labels = [item.label for item in names]
    half = len(people)
    turns = all(one != other for one, other in pairwise(labels))
    lists = len(set(labels[:half])) == 1
    if half > 1 and half == len(countries) and (turns or lists):
        yield from zip(people, countries, strict=True)
