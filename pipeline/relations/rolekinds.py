"""The kind of office that the words of a role name, by ``patterns/<lang>/role_kinds.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from pipeline.errors import PatternError
from pipeline.folding import fold
from pipeline.patternfiles import read_yaml
from pipeline.relations.phrases import Pattern, PhraseIndex
from pipeline.relations.view import Item
from pipeline.resources import patterns

_FILE = "role_kinds.yaml"
_WORD = re.compile(r"[\w'’-]+|[(,:]")
OTHER = "other"


@dataclass(frozen=True)
class RoleKinds:
    """The phrases of the kinds; ``noun`` tells which of several equally long ones counts."""

    index: PhraseIndex[str]
    noun: Literal["first", "last"]
    stops: frozenset[str]

    def kind(self, words: str) -> str:
        """Return the kind that the words of an office name, ``other`` if none is known."""
        items = [Item(word, fold(word), 0, 0) for word in _WORD.findall(words)]
        stop = next((n for n, i in enumerate(items) if n and i.folded in self.stops), len(items))
        hits = list(self.index.find(items))
        found = [hit for hit in hits if hit[0].start < stop] or hits
        sign = -1 if self.noun == "first" else 1
        best = max(
            found, key=lambda hit: (hit[0].end - hit[0].start, sign * hit[0].start), default=None
        )
        return best[1] if best else OTHER


@cache
def role_kinds(lang: str) -> RoleKinds:
    """Load the kinds of offices of a language.

    Raises:
        PatternError: the file is missing or not well-formed.
    """
    path = patterns() / lang / _FILE
    raw = read_yaml(path)
    if not isinstance(raw, dict) or raw.get("noun") not in ("first", "last"):
        raise PatternError("`noun:` must be first or last", where=path)
    entries = [
        (Pattern.compile(phrase, str(path)), kind)
        for kind, phrases in raw["kinds"].items()
        for phrase in phrases
    ]
    noun = cast(Literal["first", "last"], raw["noun"])
    return RoleKinds(PhraseIndex(entries), noun, frozenset(raw["stops"]))


@lru_cache(maxsize=4096)
def role_kind(words: str, lang: str) -> str:
    """Return the kind of the office that some words name in a language."""
    return role_kinds(lang).kind(words)
