"""What ``patterns/<lang>/language.yaml`` says about the languages that are read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline import resources
from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml


@cache
def priors() -> Mapping[str, float]:
    """Return how likely each language that may be compared is, beside the others.

    The languages of ``patterns/`` with their own figure, their neighbours with 1.

    Raises:
        PatternError: a ``language.yaml`` is not well-formed.
    """
    own: dict[str, float] = {}
    neighbours: dict[str, float] = {}
    for path in sorted(resources.patterns().glob("*/language.yaml")):
        try:
            data = read_yaml(path)
            own[path.parent.name] = float(data["prior"])
            neighbours |= dict.fromkeys(map(str, data["neighbours"]), 1.0)
        except (ValueError, TypeError, KeyError) as error:
            raise PatternError(
                f"needs prior (a number) and neighbours (a list): {error}", where=path
            ) from error
    return neighbours | own
