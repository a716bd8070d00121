"""Places of a release: ISO 3166 codes for countries and regions, city slugs below them."""

from __future__ import annotations

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import cities, names
from pipeline.linking.country import Country
from pipeline.records import Entity, Mention
from pipeline.registry.gazetteer import Gazetteer, Place

# How much larger a city of a country that the text names is than the one at home that it hides.
_DWARFS = 20
# Inhabitants of a city at home that is meant rather than a country of the same name.
_LARGE = 100_000


def entity(
    mention: Mention, country: Country, lexicon: Lexicon, places: Gazetteer, after: str = ""
) -> Entity:
    """Return the place that ``mention`` is; ``after`` is the country named right behind it."""
    key = _short(names.key(mention.text), lexicon, places)
    code = lexicon.places.countries.get(key)
    place = places.country(code) if code else None
    if mention.label == "GPE" and (city := _namesake(key, after or country.code, places)):
        place = city
    if place is None and mention.label == "GPE":
        found = places.get(key)
        if not found or found[0].kind != "country":
            found = tuple(cities.named(key, places))
        place = _choose(found, key, after or country.code, country)
    if place is None:
        home = "" if _is_wide(key, lexicon) else after or country.code
        minted = f"geo:{home.lower() or names.UNKNOWN}:{names.slug(mention.text)}"
        return Entity(minted, mention.label, mention.text, (mention.text,), mention.kind, home)
    return Entity(
        place.id, "GPE", place.name, (place.name, mention.text), place.kind, place.country
    )


def _namesake(key: str, home: str, places: Gazetteer) -> Place | None:
    """Return the large city at home that has another country's name ("Granada" in Spain)."""
    found = places.get(key)
    if not home or not found or found[0].kind != "country" or found[0].country == home:
        return None
    large = (p for p in (*found[1:], *cities.named(key, places)) if p.country == home)
    return next((p for p in large if p.kind != "country" and p.size >= _LARGE), None)


def _short(key: str, lexicon: Lexicon, places: Gazetteer) -> str:
    """Return a country's name without "Republic of", also before an article."""
    words = key.split(" ")
    for at, word in enumerate(words[:-2]):
        if word in lexicon.places.state_first:
            rest, name = (" ".join(words[at + skip :]) for skip in (2, 3))
            return name if places.is_country(name) and not places.is_country(rest) else rest
    return key


def _is_wide(key: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is that of a continent or a sea, which is no country's."""
    words = set(key.split(" "))
    return key in lexicon.abroad.wide or not words.isdisjoint(lexicon.abroad.waters)


def _choose(found: tuple[Place, ...], key: str, home: str, country: Country) -> Place | None:
    """Return the country of that name, else the place at home, else the largest one.

    A place at home gives way to one that dwarfs it in a country that the text names.
    """
    if not found:
        return None
    if found[0].kind == "country":
        return found[0]
    for wanted in ({home}, set(country.named)):
        here = [place for place in found if place.country in wanted]
        if here:
            size = cities.size(here[0], key)
            return next((p for p in found if _dwarfs(p, key, size, country)), here[0])
    return found[0] if found[0].size >= 200_000 or not home else None


def _dwarfs(place: Place, key: str, size: int, country: Country) -> bool:
    """Tell whether a city of a country that the text names is many times as large."""
    return place.country in country.named and cities.size(place, key) > _DWARFS * max(size, 1)
