"""A sentence in the forms that pair features are made of: words, stems, cues of each relation.

The cues are the words of the language's own patterns, so a new pattern is a new cue.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline.relations.grammar import Grammar, grammar
from pipeline.relations.joined import listed
from pipeline.relations.rules import CERTIFIED, Found, rules
from pipeline.relations.senses import senses
from pipeline.relations.view import BODY, Item, Sentence

ENTITIES = frozenset({"AGENCY", "ORG", "PERSON", "GPE", "LOC"})
_STEM = 5
_SHORTEST_CUE = 4
_APPOSED = frozenset({",", "("})


@dataclass(slots=True)
class Context:
    """A sentence prepared: one token an item, and where its entities and roles stand.

    ``lists`` numbers the list that a mention stands in; ``objects`` are the relations that rules
    give a mention as their object, whoever the subject.
    """

    sentence: Sentence
    tokens: list[str]
    stems: list[str]
    senses: list[tuple[str, ...]]
    cues: list[tuple[int, str]]
    places: list[int]
    roles: list[int]
    bag: list[str]
    lists: dict[int, int] = field(default_factory=dict)
    rules: dict[tuple[int, int], list[Found]] = field(default_factory=dict)
    objects: dict[int, set[str]] = field(default_factory=dict)
    sides: dict[tuple[int, str], list[str]] = field(default_factory=dict)


def fellows(context: Context, one: int, other: int, relation: str) -> bool:
    """Whether two mentions of one list are both objects of a relation, and no rule pairs them.

    In "Peru met with Chile and Cuba" Chile and Cuba are partners of Peru, not of each other.
    """
    number = context.lists.get(one)
    return (
        number is not None
        and number == context.lists.get(other)
        and all(relation in context.objects.get(at, ()) for at in (one, other))
        and not any(
            match.rule.relation == relation
            for pair in ((one, other), (other, one))
            for match in context.rules.get(pair, ())
        )
    )


def office_of(context: Context, person: int) -> int | None:
    """The place of the role nearest to a person."""
    return min(context.roles, key=lambda role: abs(role - person), default=None)


def taken(context: Context, role: int, person: int) -> bool:
    """Whether a role stands right beside another person and not beside this one."""
    items = context.sentence.items
    beside = {
        place
        for place in (role - 2, role - 1, role + 1, role + 2)
        if 0 <= place < len(items)
        and items[place].label == "PERSON"
        and (abs(place - role) == 1 or context.tokens[(place + role) // 2] in _APPOSED)
    }
    return bool(beside) and person not in beside


@cache
def _cues(lang: str) -> tuple[dict[str, frozenset[str]], tuple[tuple[str, str], ...]]:
    """The words of a language's patterns and the relations they speak of; whole ones and stems."""
    words: dict[str, set[str]] = {}
    prefixes: set[tuple[str, str]] = set()
    common = _common(lang)
    for rule in rules(lang):
        if rule.relation == CERTIFIED:
            continue
        for element in rule.pattern.elements:
            for word in element.words - common:
                if len(word) >= _SHORTEST_CUE:
                    words.setdefault(word, set()).add(rule.relation)
            prefixes |= {(prefix, rule.relation) for prefix in element.prefixes}
    return {word: frozenset(found) for word, found in words.items()}, tuple(sorted(prefixes))


@cache
def _common(lang: str) -> frozenset[str]:
    words = grammar(lang)
    return words.function_words | words.determiners | frozenset(words.prepositions)


@lru_cache(maxsize=65536)
def _relations(lang: str, word: str) -> tuple[str, ...]:
    """The relations that a word is a cue of."""
    whole, prefixes = _cues(lang)
    found = set(whole.get(word, ()))
    found |= {relation for prefix, relation in prefixes if word.startswith(prefix)}
    return tuple(sorted(found))


def token(item: Item) -> str:
    """An item as one token: the folded word, ``#`` for a number, the label of a mention."""
    if item.label:
        return "<B>" if item.label in BODY else f"<{item.label}>"
    return "#" if item.folded[:1].isdigit() else item.folded


def prepare(sentence: Sentence, rules_of: Grammar) -> Context:
    """Prepare a sentence."""
    items = sentence.items
    tokens = [token(item) for item in items]
    stems = [word[:_STEM] for word in tokens]
    cues = [
        (at, relation)
        for at, item in enumerate(items)
        if not item.label and len(item.folded) > 1
        for relation in _relations(rules_of.lang, item.folded)
    ]
    common = _common(rules_of.lang)
    bag = {
        stem
        for stem, item in zip(stems, items, strict=True)
        if not item.label and item.folded not in common and item.folded[:1].isalpha()
    }
    return Context(
        sentence, tokens, stems, [senses(word, rules_of.lang) for word in tokens], cues,
        [at for at, item in enumerate(items) if item.label in ENTITIES and item.mention],
        [at for at, item in enumerate(items) if item.label == "ROLE" and item.mention],
        sorted(bag),
        {at: number for number, group in enumerate(listed(sentence, rules_of)) for at in group},
    )  # fmt: skip
