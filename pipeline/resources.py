"""The one place that knows where ``patterns/`` and ``models/`` lie.

In a checkout they are folders beside the package; in an installed wheel they
lie inside it. ``CONSTANCIA_PATTERNS`` and ``CONSTANCIA_MODELS`` override both.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from pipeline.errors import DataError

# Names the spaCy models that find names in the place of ours ("es=es_core_news_lg"), one a line.
CHOICE = "CONSTANCIA_NER"
_PACKAGE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """Return the folder of shipped data called ``name`` (``patterns`` or ``models``).

    Raises:
        DataError: it is in none of the places where it may be.
    """
    override = os.environ.get(f"CONSTANCIA_{name.upper()}")
    places = (
        [Path(override)] if override else [_PACKAGE / "_resources" / name, _PACKAGE.parent / name]
    )
    for place in places:
        if place.is_dir():
            return place
    raise DataError(
        f"the folder {name}/ was not found",
        where=" or ".join(map(str, places)),
        remedy=f"reinstall constancia, or set CONSTANCIA_{name.upper()}",
    )


def patterns() -> Path:
    """Return the folder of patterns and registries."""
    return folder("patterns")


def models() -> Path:
    """Return the folder of trained models."""
    return folder("models")
