"""Seats of international organizations, where a dateline does not say whose release it is."""

from __future__ import annotations

from functools import cache

from pipeline import resources
from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.registry.tokens import phrase


@cache
def seats() -> frozenset[str]:
    """Return the folded names of the cities.

    Raises:
        PatternError: the file has no list ``cities``.
    """
    path = resources.patterns() / "registry" / "SEATS.yaml"
    cities = read_yaml(path).get("cities")
    if not isinstance(cities, list):
        raise PatternError("a list of cities is needed", where=str(path))
    return frozenset(" ".join(phrase(str(city))) for city in cities)
