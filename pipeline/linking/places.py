"""Places of a release: ISO 3166 codes for countries and regions, city slugs below them."""

from __future__ import annotations

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import cities, names
from pipeline.linking.country import Country
from pipeline.records import Entity, Mention
from pipeline.registry.gazetteer import Gazetteer, Place


def entity(
    mention: Mention, country: Country, lexicon: Lexicon, places: Gazetteer, after: str = ""
) -> Entity:
    """Return the place that ``mention`` is; ``after`` is the country named right behind it."""
    key = _short(names.key(mention.text), lexicon)
    code = lexicon.places.countries.get(key)
    place = places.country(code) if code else None
    if place is None and mention.label == "GPE":
        found = places.get(key)
        if not found or found[0].kind != "country":
            found = tuple(cities.named(key, places))
        place = _choose(found, after or country.code, country)
    if place is None:
        home = after or country.code
        minted = f"geo:{home.lower() or names.UNKNOWN}:{names.slug(mention.text)}"
        return Entity(minted, mention.label, mention.text, (mention.text,), mention.kind, home)
    return Entity(
        place.id, "GPE", place.name, (place.name, mention.text), place.kind, place.country
    )


def _short(key: str, lexicon: Lexicon) -> str:
    """Return a country's name without "Republic of"."""
    words = key.split(" ")
    for at, word in enumerate(words[:-2]):
        if word in lexicon.places.state_first:
            return " ".join(words[at + 2 :])
    return key


def _choose(found: tuple[Place, ...], home: str, country: Country) -> Place | None:
    """Return the country of that name, else the place at home, else the largest one."""
    if not found:
        return None
    if found[0].kind == "country":
        return found[0]
    for wanted in ({home}, set(country.named)):
        here = [place for place in found if place.country in wanted]
        if here:
            return here[0]
    return found[0] if found[0].size >= 200_000 or not home else None
