"""What two actors agree or talk about: the phrase behind a word that opens a topic."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.view import Item, Sentence

RELATION = "cooperates_with"
_GROUP = "topics"
_STOPS = frozenset({"DATE", "PERSON", "ROLE", "STANDARD"})
_OPENING = frozenset({"AGENCY", "ORG", "GPE", "LOC", *_STOPS})
_LEAVING = frozenset({"agent", "with", "from", "through", "under", "as", "other"})
_MOST = 12


def topic(sentence: Sentence, at: int, grammar: Grammar, text: str) -> str:
    """Return the words of the topic told behind item ``at``, empty if there are none."""
    items = sentence.items
    for hit in lexicon(grammar.lang, RELATION).hits(items):
        if hit.group == _GROUP and hit.start >= at and (found := _phrase(items, hit.end, grammar)):
            return " ".join(text[found[0].start : found[-1].end].split())
    return ""


def _phrase(items: Sequence[Item], start: int, grammar: Grammar) -> Sequence[Item]:
    while start < len(items) and items[start].folded in grammar.determiners:
        start += 1
    if start >= len(items) or items[start].label in _OPENING or items[start].folded.isdigit():
        return ()
    end = start
    while end < min(len(items), start + _MOST) and not _ends(items[end], grammar):
        end += 1
    loose = grammar.prepositions.keys() | grammar.determiners | grammar.conjunctions
    while end > start and items[end - 1].folded in loose:
        end -= 1
    return items[start:end]


def _ends(item: Item, grammar: Grammar) -> bool:
    if item.label:
        return item.label in _STOPS
    return (
        (item.is_mark and item.folded != "-")
        or item.folded in grammar.function_words - grammar.conjunctions
        or grammar.prepositions.get(item.folded) in _LEAVING
    )
