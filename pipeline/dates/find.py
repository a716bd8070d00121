"""Finding calendar expressions: every rule over the encoded text, the longest match wins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.dates.grammar import Grammar, Rule
from pipeline.dates.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Candidate:
    """One expression found: the rule, its tokens ``[first, last)`` and the values of its slots."""

    rule: Rule
    first: int
    last: int
    slots: Mapping[str, str]


def find(tokens: Tokens, grammar: Grammar) -> list[Candidate]:
    """Return the expressions of a text in order, none overlapping another."""
    encoded = grammar.encode(tokens)
    spans = []
    for rule in grammar.rules:
        keep = "keep" if "keep" in rule.pattern.groupindex else 0
        for match in rule.pattern.finditer(encoded):
            if match.end() > match.start():
                spans.append((match.start(keep), -match.end(), rule.order, rule, match))
    spans.sort(key=lambda span: span[:3])
    chosen: list[Candidate] = []
    free_from = 0
    for first, minus_last, _, rule, match in spans:
        if first >= free_from:
            slots = {**rule.fixed, **_slots(rule, match, tokens)}
            chosen.append(Candidate(rule, first, -minus_last, slots))
            free_from = -minus_last
    return chosen


def _slots(rule: Rule, match: re.Match[str], tokens: Tokens) -> dict[str, str]:
    found: dict[str, str] = {}
    for group, slot, name in rule.slots:
        at = match.start(group)
        if at >= 0:
            found[slot] = tokens.classes[at][name] if name else tokens.key[at]
    return found
