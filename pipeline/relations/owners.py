"""Whose an office is that stands between two persons: "Ann Lee, the envoy of Peru, Joe Roe".

With an article or a preposition before it, it belongs to the one behind ("la directora, Ana Ruiz",
"junto al gerente, Leo Paz"); without one, and with a comma behind it, to the one before ("Ana Ruiz,
directora del puerto, Leo Paz, ...").
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.view import Item, Sentence


def others(
    role: Item, persons: Sequence[Item], items: Sequence[Item], grammar: Grammar
) -> set[int]:
    """The starts of the persons, of those whom rules give an office, who do not hold it."""
    before = {p.start for p in persons if p.start < role.start}
    behind = {p.start for p in persons if p.start > role.start}
    if not before or not behind:
        return set()
    at = next(i for i, item in enumerate(items) if item is role)
    opened = at > 0 and _opens(items[at - 1].folded, grammar)
    follows = next(i for i, item in enumerate(items) if item.start == min(behind))
    apart = items[follows - 1].folded == ","
    return behind if apart and not opened else before


def is_below(sentence: Sentence, person: Item, lang: str) -> bool:
    """Whether a person is named as who led those of whom the sentence speaks ("under Lee")."""
    at = sentence.place(person)
    near = sentence.items[max(0, at - 1) : at]
    return any(hit.group == "below" for hit in lexicon(lang, "holds_role").hits(near))


def _opens(word: str, grammar: Grammar) -> bool:
    """Whether a word before an office begins its phrase: an article, any preposition but "as"."""
    return word in grammar.determiners or grammar.prepositions.get(word, "as") != "as"
