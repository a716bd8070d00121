"""Whether the sentence around a calendar expression speaks of the past or of the future.

The cue words (verbs, auxiliaries, prepositions) and the endings of verbs are data:
the classes ``past``, ``future``, ``since``, ``toward``, ``till``, ``possessive`` and the patterns under ``tense`` in ``dates.yaml``.
"""

from __future__ import annotations

from typing import Literal

from pipeline.dates.grammar import Grammar
from pipeline.dates.lexicon import Classes
from pipeline.dates.tokens import Tokens

Direction = Literal["past", "future", "none"]

_LEFT, _RIGHT = 30, 14  # tokens looked at on each side


def direction(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Direction:
    """Return the direction of the expression at tokens ``[first, last)``.

    The nearest cue to the left in the sentence decides, else the first one to the right.
    """
    before: Classes = tokens.classes[first - 1] if first else {}
    if "since" in before or _owns(tokens, last):
        return "past"
    if "toward" in before:
        return "future"
    left = range(first - 1, max(-1, first - 1 - _LEFT), -1)
    right = range(last, min(len(tokens), last + _RIGHT))
    for side in (left, right):
        for i in side:
            if "BOUND" in tokens.classes[i]:
                break
            found = _cue(tokens, i, grammar)
            if found != "none":
                return found
    return "future" if "till" in before else "none"


def _owns(tokens: Tokens, last: int) -> bool:
    """Whether the expression owns what follows: what has a day (Monday's vote) has mostly been."""
    return last < len(tokens) and "possessive" in tokens.classes[last]


def _cue(tokens: Tokens, i: int, grammar: Grammar) -> Direction:
    classes, word = tokens.classes[i], tokens.key[i]
    if "future" in classes:
        return "future"
    if "past" in classes:
        return "past"
    if "notense" in classes or not tokens.text[tokens.start[i]].islower():
        return "none"
    for name, answer in (("future", "future"), ("past", "past")):
        pattern = grammar.tense.get(name)
        if pattern and pattern.search(word):
            return "future" if answer == "future" else "past"
    return "none"
