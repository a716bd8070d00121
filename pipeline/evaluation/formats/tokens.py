"""Tokens that never cross the edge of a mention, for formats that label tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.records import Mention

_TOKEN = re.compile(r"\w+|[^\w\s]")


def tokens(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the spans of words and signs, cut at the edges of mentions."""
    edges = sorted({edge for m in mentions for edge in (m.start, m.end)} | {0, len(text)})
    found = []
    for left, right in pairwise(edges):
        found += [match.span() for match in _TOKEN.finditer(text, left, right)]
    return found


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions of which none overlaps another: the first, and of those the longest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def tags(spans: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> list[str]:
    """Return the IOB2 tag of each token; of overlapping mentions the outermost counts."""
    whole = outermost(mentions)
    found = []
    number = 0
    for start, end in spans:
        while number < len(whole) and whole[number].end <= start:
            number += 1
        inside = number < len(whole) and whole[number].start <= start and end <= whole[number].end
        first = inside and whole[number].start == start
        found.append(f"{'B' if first else 'I'}-{whole[number].label}" if inside else "O")
    return found
