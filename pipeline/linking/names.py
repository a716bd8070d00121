"""Names as identity sees them: slugs, bags of content words, minted ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.entities.lexicon import Lexicon
from pipeline.folding import fold
from pipeline.registry.spelling import spelled
from pipeline.registry.tokens import phrase

UNKNOWN = "xx"
_SIGNS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return the folded form of a name, as the registry index keeps it."""
    return " ".join(phrase(name))


def slug(name: str) -> str:
    """Return a name as the last part of an id."""
    return _SIGNS.sub("-", fold(name).replace("'", "")).strip("-") or "unnamed"


def mint(name: str, country: str, parent_id: str = "") -> str:
    """Return the id of a body that no registry knows: the same for the same name and country.

    A unit's id holds that of its body: "Quality Office" is not one body in all ministries.
    """
    of = f"-{parent_id.rpartition(':')[2]}" if parent_id else ""
    return f"{country.lower() or UNKNOWN}:{slug(name)}{of}"


def bag(name_key: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the content words of a folded name: without head nouns, articles and connectors."""
    dull = _dull(lexicon)
    return frozenset(
        word for word in spelled(name_key).split(" ") if word.isalnum() and word not in dull
    )


@cache
def _dull(lexicon: Lexicon) -> frozenset[str]:
    """Return the words of names that say nothing of whose they are."""
    words = lexicon.bodies
    small = words.of | words.and_ | words.articles | words.place | words.linking
    return small | words.heads.keys()


def best(names: Iterable[str]) -> str:
    """Return the fullest of several spellings: mixed case before capitals, then length."""
    return max(
        names, key=lambda name: (" " in name, not name.isupper(), len(name), name), default=""
    )
