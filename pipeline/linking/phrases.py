"""Nominal mentions taken apart: their noun, and what else they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import names
from pipeline.records import Mention


@dataclass(frozen=True, slots=True)
class Phrase:
    """A nominal mention taken apart.

    Attributes:
        noun: its head noun.
        kinds: the kinds of bodies that it can stand for, the likeliest first; ``any`` for all.
        others: its other words, without articles.
        capital: whether the noun has a capital.
        pointing: whether it points back ("said Council").
        certifier: whether a word says that a certifier is meant.
        country: the country of a demonym in it, or "".
        ruled: whether the rules found it, not only the name model.
    """

    noun: str
    kinds: tuple[str, ...]
    others: frozenset[str]
    capital: bool
    pointing: bool
    certifier: bool
    country: str
    ruled: bool


def phrase(mention: Mention, lexicon: Lexicon) -> Phrase:
    """Take a nominal mention apart."""
    words = names.key(mention.text).split(" ")
    small = lexicon.nominal.determiners | lexicon.bodies.linking | lexicon.bodies.articles
    noun, kinds = _noun([word for word in words if word not in small] or words, lexicon)
    return Phrase(
        noun=noun,
        kinds=kinds,
        others=frozenset(w for w in words if w != noun and w not in small and w.isalpha()),
        capital=any(w[0].isupper() and names.key(w) == noun for w in mention.text.split()),
        pointing=not lexicon.nominal.pointing.isdisjoint(words[:2]),
        certifier=not lexicon.nominal.certifiers.isdisjoint(words),
        country=_country(words, lexicon),
        ruled=mention.rule != "names",
    )


def _country(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return the country of the first adjective of one, of two words ("south sudanese") or one."""
    for at, word in enumerate(words):
        pair = " ".join(words[at : at + 2])
        if code := lexicon.demonyms.get(pair) or lexicon.demonyms.get(word):
            return code
    return ""


def _noun(words: Sequence[str], lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """Return the head noun and the kinds it can stand for: the last noun of an English phrase."""
    nouns, last = lexicon.nominal.nouns, lexicon.bodies.premodifiers
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for at, word in enumerate(words):
        for key, kinds in nouns.get(word, {}).items():
            if tuple(words[at : at + len(key)]) == key:
                found.append((at, at + len(key), tuple(kinds)))
        if word in lexicon.bodies.heads:
            found.append((at, at + 1, ()))
    if not found:
        return words[-1 if last else 0], ()
    if last:
        _, end, kinds = max(found, key=lambda hit: (hit[1], hit[1] - hit[0], len(hit[2])))
        return words[end - 1], kinds
    at, _, kinds = min(found, key=lambda hit: (hit[0], -hit[1], -len(hit[2])))
    return words[at], kinds
