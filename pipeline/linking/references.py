"""The countries that a text names, by their names or by their adjectives, and where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import names
from pipeline.linking.cities import capitals
from pipeline.linking.covered import cover
from pipeline.linking.explicit import country_code
from pipeline.records import Mention
from pipeline.registry.gazetteer import Gazetteer

_WORD = re.compile(r"[^\W_]+|\S")
# Words of a country's name at most; words beside it that can make a longer name of it.
_LONGEST, _NEAR = 4, 4
# Words of a capital's name at most.
_CAPITAL = 3


class Word(NamedTuple):
    """A word of the text: folded, with its place."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A country that the text names."""

    start: int
    end: int
    country: str


@lru_cache(maxsize=8)
def _first_words(lexicon: Lexicon, places: Gazetteer) -> frozenset[str]:
    """Return the words that the name or the adjective of a country can begin with."""
    known = {*lexicon.demonyms, *lexicon.places.countries, *places.country_names}
    words = {key.split(" ", maxsplit=1)[0] for key in known}
    return frozenset(f"{word}{ending}" for word in words for ending in ("", "s", "es"))


class References:
    """The countries that one text names; those in names of persons are left out."""

    def __init__(
        self, mentions: Sequence[Mention], text: str, lexicon: Lexicon, places: Gazetteer
    ) -> None:
        self._persons = [(m.start, m.end) for m in mentions if m.label == "PERSON"]
        self._text, self._lexicon, self._places = text, lexicon, places

    @cached_property
    def all(self) -> tuple[Reference, ...]:
        """Every country named, in order."""
        found, at = [], 0
        tokens = self.words(0, len(self._text))
        keys = [token.key for token in tokens]
        first = _first_words(self._lexicon, self._places)
        while at < len(tokens):
            size, code = self._country_at(keys, at) if keys[at] in first else (1, "")
            start, end = tokens[at].start, tokens[at + size - 1].end
            if code and not any(a <= start < b for a, b in self._persons):
                found.append(Reference(start, end, code))
            at += size
        return tuple(found)

    def cities(self, start: int, end: int) -> list[Reference]:
        """Return the capitals named between two offsets; they stand for their countries."""
        found = []
        tokens = self.words(start, end)
        for at, token in enumerate(tokens):
            if not self._text[token.start].isupper():
                continue
            for size in range(min(_CAPITAL, len(tokens) - at), 0, -1):
                key = " ".join(word.key for word in tokens[at : at + size])
                if code := capitals().get(key):
                    found.append(Reference(token.start, tokens[at + size - 1].end, code))
                    break
        return found

    def words(self, start: int, end: int) -> list[Word]:
        """Return the words between two offsets, marks too."""
        first = bisect_left(self._starts, start)
        return self._words[first : bisect_left(self._starts, end, first)]

    @cached_property
    def _words(self) -> list[Word]:
        return [Word(names.key(m[0]), *m.span()) for m in _WORD.finditer(self._text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self._words]

    def adjective(self, key: str) -> str:
        """Return the country of a demonym, also in the plural, or ""."""
        known = self._lexicon.demonyms
        forms = (key, key.removesuffix("s"), key.removesuffix("es"))
        return next((known[form] for form in forms if form in known), "")

    def _country_at(self, keys: Sequence[str], at: int) -> tuple[int, str]:
        """Return how many words from ``at`` on name a country, and its code (1 and "" else)."""
        for size in range(min(_LONGEST, len(keys) - at), 0, -1):
            key = " ".join(keys[at : at + size])
            code = self.adjective(key) or country_code(key, self._lexicon, self._places)
            if code and self._alone(keys, at, size):
                return size, code
        return 1, ""

    def _alone(self, keys: Sequence[str], at: int, size: int) -> bool:
        """Tell whether no longer name holds the words ("Port of Spain")."""
        low = max(0, at - _NEAR)
        near = keys[low : at + size + _NEAR]
        return cover(near, at - low, at - low + size, self._lexicon, self._places) is None
