"""A country's name inside a longer name that is no country's: "Port of Spain", "Latin American"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.lexicon import Lexicon
from pipeline.linking.cities import capitals
from pipeline.registry.gazetteer import Gazetteer

_LONGEST = 5
# People with which a place that only one country has speaks for that country.
_KNOWN = 30_000


def cover(
    words: Sequence[str], first: int, last: int, lexicon: Lexicon, places: Gazetteer
) -> str | None:
    """Return whose place it is that the country ``words[first:last]`` is only a part of.

    None where the words stand for the country itself; "" where they do not, and the longer name
    does not say which country it is of ("Gulf of Mexico").
    """
    for size in range(min(_LONGEST, len(words)), last - first, -1):
        for begin in range(max(0, last - size), min(first, len(words) - size) + 1):
            if begin + size == last and set(words[begin:first]) <= lexicon.bodies.articles:
                continue
            key = " ".join(words[begin : begin + size])
            if key in lexicon.abroad.regional:
                return ""
            if key in places and not places.is_country(key):
                return _owner(key, places)
    before = _before(words, first, lexicon.bodies.articles)
    if before in lexicon.abroad.settlements:
        return ""
    if before in lexicon.bodies.linking:
        at = _skip(words, first, lexicon.bodies.articles) - 1
        if _before(words, at, lexicon.bodies.articles) in lexicon.abroad.waters:
            return ""
    return None


def _owner(key: str, places: Gazetteer) -> str:
    """Return the one country that has a known place of that name, or the capital."""
    if code := capitals().get(key):
        return code
    found = {place.country for place in places.get(key) if place.size >= _KNOWN}
    return found.pop() if len(found) == 1 else ""


def _skip(words: Sequence[str], at: int, articles: frozenset[str]) -> int:
    """Return ``at``, or the number of the first of the articles before it."""
    while at > 0 and words[at - 1] in articles:
        at -= 1
    return at


def _before(words: Sequence[str], at: int, articles: frozenset[str]) -> str:
    """Return the word before ``at``, articles left out, or ""."""
    at = _skip(words, at, articles)
    return words[at - 1] if at else ""


def town(name_key: str, lexicon: Lexicon, places: Gazetteer) -> frozenset[str]:
    """Return the countries that the town or region at the end of a body's name can be in.

    "Instituto de Salud de Nariño" gives CO; a common word or a small town gives nothing.
    """
    found = places.get(_place(name_key, lexicon, places))
    return frozenset(place.country for place in found)


def governed(name_key: str, lexicon: Lexicon, places: Gazetteer) -> str:
    """Return the country of the capital whose government a body's name is, or ""."""
    return capitals().get(_place(name_key, lexicon, places), "")


def _place(name_key: str, lexicon: Lexicon, places: Gazetteer) -> str:
    """Return the town or region at the end of a body's name, folded, or ""."""
    words = name_key.split(" ")
    for size in range(min(3, len(words) - 2), 0, -1):
        key = " ".join(words[-size:])
        joined = _before(words, len(words) - size, lexicon.bodies.articles)
        if joined not in lexicon.bodies.linking or key in lexicon.places.common:
            continue
        found = places.get(key)
        if found and (found[0].kind == "region" or found[0].size >= _KNOWN):
            return key
    return ""


def seat(name_key: str, lexicon: Lexicon) -> str:
    """Return the country of the capital that a body's name says it is in ("Ministry in Lima")."""
    for number, word in enumerate(words := name_key.split(" ")):
        if number and word in lexicon.places.inside:
            return capitals().get(" ".join(words[number + 1 :]), "")
    return ""
