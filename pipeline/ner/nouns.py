"""Nominal mentions by the noun of a name that only the model found ("the Post": "Cholera Post").

They are proposed: linking keeps those that surely stand for a body.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cover import Cover
from pipeline.entities.lexicon import Lexicon
from pipeline.entities.tokens import TokenView
from pipeline.records import PROPOSED, Mention
from pipeline.registry.tokens import folded as folded_words

_BODIES = frozenset({"AGENCY", "ORG"})
_SHORTEST = 4
_CONFIDENCE = 0.4


def proposed(view: TokenView, words: Lexicon, kept: Sequence[Mention]) -> Iterator[Mention]:
    """Yield "the" and the noun of a body's name where nothing else covers them.

    An English noun has a capital, or the adjective of a country before it.
    """
    nouns = {noun: m for m in reversed(kept) if (noun := _noun(m, words))}
    if not nouns:
        return
    covered = Cover((m.start - 2, m.end) for m in kept)
    for at, word in enumerate(view.folded):
        if word not in nouns or at == 0:
            continue
        first, last = _ends(view, words, at)
        if first < 0 or covered.overlaps(view.starts[first], view.ends[last - 1]):
            continue
        start, end = view.starts[first], view.ends[last - 1]
        body = nouns[word]
        yield Mention(
            start, end, view.text[start:end], body.label, kind=body.kind, source="coref",
            rule=PROPOSED, confidence=_CONFIDENCE,
        )  # fmt: skip


def _noun(mention: Mention, words: Lexicon) -> str:
    """Return the noun of a body's name of several words, or ""."""
    if mention.label not in _BODIES or mention.source == "coref":
        return ""
    folded = folded_words(mention.text)
    if words.bodies.premodifiers:
        end = next(
            (n for n, word in enumerate(folded) if n and word in words.bodies.of), len(folded)
        )
        folded, noun = folded[:end], folded[end - 1]
    else:
        noun = folded[0]
    dull = words.function | words.verbs | words.bodies.suffixes
    fits = len(folded) > 1 and noun.isalpha() and len(noun) >= _SHORTEST and noun not in dull
    return noun if fits else ""


def _ends(view: TokenView, words: Lexicon, at: int) -> tuple[int, int]:
    """Return the first and last (exclusive) token of a nominal mention, -1 where it is none."""
    first, last = at - 1, at + 1
    adjective = view.folded[first] in words.demonyms
    if words.bodies.premodifiers:
        if not view.cap[at] and not adjective:
            return -1, -1
        first -= adjective
    elif last < len(view) and view.folded[last] in words.demonyms:
        last += 1
    led = first >= 0 and view.folded[first] in words.nominal.determiners
    if not led or view.line[first] != view.line[at]:
        return -1, -1
    if last < len(view) and view.line[last] == view.line[at]:
        goes_on = view.cap[last] or view.folded[last] in words.bodies.linking | words.bodies.of
        if goes_on:
            return -1, -1
    joined = view.folded[first] in words.bodies.linking | words.bodies.of
    return first + joined, last
