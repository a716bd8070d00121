"""Finding calendar expressions: every rule over the encoded text, the longest match wins."""

from __future__ import annotations

import heapq
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.dates.grammar import Grammar, Rule
from pipeline.dates.tokens import Tokens

_Found = tuple[int, int, int, re.Match[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One expression found: the rule, its tokens ``[first, last)`` and the values of its slots."""

    rule: Rule
    first: int
    last: int
    slots: Mapping[str, str]


def find(
    tokens: Tokens, grammar: Grammar, leave_out: frozenset[str] = frozenset()
) -> list[Candidate]:
    """Return the expressions of a text in order, none overlapping another.

    Args:
        tokens: the text.
        grammar: the rules of its language.
        leave_out: kinds of rules that are not tried.
    """
    encoded = grammar.encode(tokens)
    heap = [
        found
        for first, last, rules in grammar.possible(encoded)
        for rule in rules
        if rule.kind not in leave_out
        for match in rule.pattern.finditer(encoded, first, last)
        if (found := _found(rule, match))
    ]
    heapq.heapify(heap)
    chosen: list[Candidate] = []
    free_from = 0
    while heap:
        first, minus_last, order, match = heapq.heappop(heap)
        rule = grammar.rules[order]
        if first >= free_from:
            slots = {**rule.fixed, **_slots(rule, match, tokens)}
            chosen.append(Candidate(rule, first, -minus_last, slots))
            free_from = -minus_last
        elif -minus_last > free_from:  # its beginning is taken: is the rest one by itself?
            again = rule.pattern.search(encoded, free_from, -minus_last)
            if again and (found := _found(rule, again)):
                heapq.heappush(heap, found)
    return chosen


def _found(rule: Rule, match: re.Match[str]) -> _Found | None:
    first = match.start("keep") if "keep" in rule.pattern.groupindex else match.start()
    return (first, -match.end(), rule.order, match) if match.end() > first else None


def _slots(rule: Rule, match: re.Match[str], tokens: Tokens) -> dict[str, str]:
    found: dict[str, str] = {}
    for group, slot, name in rule.slots:
        at = match.start(group)
        if at >= 0:
            found[slot] = tokens.classes[at][name] if name else tokens.key[at]
    return found
