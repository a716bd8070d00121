"""Who can hold or attest a certificate at all: ``patterns/relations/certified.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.folding import fold
from pipeline.patternfiles import read_yaml
from pipeline.resources import patterns

# Those that publish standards hold none and certify nobody.
_PUBLISHER = "standards_publisher"
_ASSESSORS = frozenset({"certification_body", "accreditation_body"})


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(read_yaml(patterns() / "relations" / "certified.yaml")[key])


def may_hold(kinds: Iterable[str], standards: Iterable[str]) -> bool:
    """Whether a body of such kinds can hold a certificate to one of such standards."""
    found = set(kinds)
    if _PUBLISHER in found:
        return False
    if _ASSESSORS.isdisjoint(found):
        return True
    return any(number in s for s in standards for number in _words("assessing"))


@cache
def is_street(name: str) -> bool:
    """Whether a name is that of a street, whose number is an address ("6 Winchester Road")."""
    words = fold(name).split()
    return bool(words) and not {words[0].strip("."), words[-1].strip(".")}.isdisjoint(
        _words("streets")
    )


@cache
def attests(name: str) -> bool:
    """Whether a name has a part that names of certifiers have ("Norcert", "Ilo Assurance Ltd")."""
    folded = fold(name)
    return any(part in folded for part in _words("attesting"))
