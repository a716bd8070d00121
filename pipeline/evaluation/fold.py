"""Names and words as they are compared: folded, without signs, articles and possessives."""

from __future__ import annotations

import re
from functools import cache

from pipeline.choice import languages
from pipeline.entities import lexicon
from pipeline.folding import fold

_POSSESSIVE = re.compile(r"'s\b")
_SIGNS = re.compile(r"[^a-z0-9]+")


@cache
def articles() -> frozenset[str]:
    """The articles of all languages, folded."""
    return frozenset(word for lang in languages() for word in lexicon.load(lang).bodies.articles)


@cache
def name(text: str) -> str:
    """Return a name without case, accents, signs, possessive and leading articles."""
    plain = _POSSESSIVE.sub("", fold(text).replace("’", "'"))
    found = _SIGNS.sub(" ", plain).split()
    while len(found) > 1 and found[0] in articles():
        found = found[1:]
    return " ".join(found)


def words(text: str) -> list[str]:
    """Return the folded words of a text."""
    return _SIGNS.sub(" ", fold(text)).split()


def overlap(one: str, other: str) -> float:
    """Return the share of the shorter text's words that the other one has, 0 to 1."""
    left, right = words(one), words(other)
    if not left or not right:
        return 0.0
    short, long = sorted((left, right), key=len)
    rest = list(long)
    common = 0
    for word in short:
        if word in rest:
            rest.remove(word)
            common += 1
    return common / len(short)


def jaccard(one: str, other: str) -> float:
    """Return the words that two texts share over all words of both, 0 to 1."""
    left, right = set(words(one)), set(words(other))
    return len(left & right) / len(left | right) if left | right else 0.0
