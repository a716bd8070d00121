"""Entries by the beginning of their name: "Corte Suprema" of "Corte Suprema de Justicia"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from pipeline.entities.lexicon import Lexicon
from pipeline.registry.entries import Entry
from pipeline.registry.index import RegistryIndex
from pipeline.registry.spelling import spelled

# Kinds of which a state has one body of a name.
_SINGLE = frozenset(
    {
        "court", "comptroller", "central_bank", "prosecutor", "ombudsman", "electoral_body",
        "legislature", "presidency", "registry",
    }
)  # fmt: skip
# What the grammar takes a body of such a kind for.
_WIDER = {"central_bank": "bank"}
_ENOUGH = 3


def entry(
    keys: Iterable[str], kind: str, home: str, index: RegistryIndex, lexicon: Lexicon
) -> Entry | None:
    """Return the only body at home whose name goes on where one of ``keys`` ends.

    A body of which a state has one may lose any words ("Contraloría"); others only what an
    "and" or a comma adds ("Instituto Nacional de Estadística | y Censos").
    """
    for key in keys:
        begin = f"{spelled(key)} "
        fits = {
            entity_id
            for name, entity_id in _beginning(begin, home, index)
            if _may(name, key, entity_id, kind, index, lexicon)
        }
        if len(fits) == 1:
            return index.get(fits.pop())
    return None


def _beginning(begin: str, home: str, index: RegistryIndex) -> Iterable[tuple[str, str]]:
    """Return the names of a country's bodies that begin with ``begin``, with their ids."""
    names = _sorted_names(index, home)
    rest = names[bisect_left(names, (begin, "")) :]
    return takewhile(lambda item: item[0].startswith(begin), rest)


@lru_cache(maxsize=64)
def _sorted_names(index: RegistryIndex, home: str) -> list[tuple[str, str]]:
    return sorted(index.names_of(home).items())


def _may(
    name: str, key: str, entity_id: str, kind: str, index: RegistryIndex, lexicon: Lexicon
) -> bool:
    """Tell whether ``key`` is a short form of ``name`` that the body may have."""
    found = index.get(entity_id)
    head = lexicon.bodies.heads.get(key)
    if found is None or (head is not None and head.label == "ORG"):
        return False
    if found.kind in _SINGLE and kind in (found.kind, _WIDER.get(found.kind)):
        return True
    rest = name[len(spelled(key)) + 1 :].split(" ")
    joined = rest[0] == "," or rest[0] in lexicon.bodies.and_
    return key.count(" ") >= _ENOUGH - 1 and joined
