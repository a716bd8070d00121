"""The registry compiled for matching: folded names to entries, longest name first.

A name is a tuple of folded tokens. The first token leads to the lengths that names
beginning with it can have, so that most tokens of a text cost one dictionary look-up.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from pipeline import resources
from pipeline.registry import cache as store
from pipeline.registry.entries import Entry, files, read
from pipeline.registry.spelling import spelled, table
from pipeline.registry.tokens import TokenView, phrase

_FORMAT = "4"
NAME, ACRONYM, WEAK = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A registry name in a text: tokens ``first`` to ``last`` (exclusive), who it can be."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    use: int


class RegistryIndex:
    """All entries of a registry, by id and by folded name."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._rows: list[str] = data["entries"]
        self._countries: list[str] = data["countries"]
        self._names: dict[str, int | list[int]] = data["names"]
        self._lengths: dict[str, list[int]] = data["lengths"]
        self._ids: list[str] = data["ids"]
        self._kinds: list[str] = data["kinds"]
        self._place = {entity_id: number for number, entity_id in enumerate(self._ids)}
        self._made: dict[int, Entry] = {}
        self._by_country: dict[str, dict[str, str]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, entity_id: str) -> Entry | None:
        """Return the entry of ``entity_id``."""
        number = self._place.get(entity_id)
        return None if number is None else self._entry(number)

    def kind(self, entity_id: str) -> str:
        """Return the kind of the entry of ``entity_id``, "" where there is none."""
        number = self._place.get(entity_id)
        return "" if number is None else self._kinds[number]

    def by_name(self, name: str) -> tuple[Entry, ...]:
        """Return the entries that ``name`` (any spelling of capitals and accents) can be."""
        return self.by_key(" ".join(phrase(name)))

    def by_key(self, key: str) -> tuple[Entry, ...]:
        """Return the entries of a folded name."""
        return tuple(self._entry(code >> 2) for code in self._codes(key))

    def keys(self) -> Iterable[str]:
        """Return all folded names."""
        return self._names.keys()

    def names_of(self, country: str) -> dict[str, str]:
        """Return the folded names (of two words or more) of a country's bodies, with their ids."""
        if not self._by_country:
            homes: defaultdict[str, dict[str, str]] = defaultdict(dict)
            for key, codes in self._names.items():
                if " " in key:
                    for code in (codes,) if isinstance(codes, int) else codes:
                        homes[self._countries[code >> 2]].setdefault(key, self._ids[code >> 2])
            self._by_country = dict(homes)
        return self._by_country.get(country, {})

    def _codes(self, key: str) -> list[int]:
        """Return the codes of a folded name: the entry's number and how the name is used."""
        return self._coded(spelled(key))

    def _coded(self, key: str) -> list[int]:
        """Return the codes of a name that is folded and spelled as the index keeps it."""
        codes = self._names.get(key, [])
        return [codes] if isinstance(codes, int) else codes

    def similar(self, name: str, limit: int = 10) -> list[Entry]:
        """Return the entries with names most like ``name``, the nearest first."""
        near = process.extract(
            spelled(" ".join(phrase(name))),
            self._names.keys(),
            scorer=fuzz.WRatio,
            limit=limit,
            score_cutoff=80,
        )
        return [entry for key, _, _ in near for entry in self.by_key(key)]

    def find(self, view: TokenView) -> list[Hit]:
        """Return the longest names at each place of ``view``, left to right, no overlaps."""
        hits, first, total = [], 0, len(view)
        words = table()
        folded = [words.get(word, word) for word in view.folded]
        while first < total:
            small = not view.cap[first] and len(folded[first]) < 4
            lengths = None if small else self._lengths.get(folded[first])
            hit = self._longest(view, folded, first, lengths) if lengths else None
            if hit:
                hits.append(hit)
            first = hit.last if hit else first + 1
        return hits

    def _longest(
        self, view: TokenView, folded: list[str], first: int, lengths: list[int]
    ) -> Hit | None:
        for length in lengths:
            last = first + length
            if last > len(folded) or view.line[first] != view.line[last - 1]:
                continue
            codes = self._coded(" ".join(folded[first:last]))
            if not codes:
                continue
            kept = [code for code in codes if _spelt(view, first, last, code & 3)]
            if kept:
                numbers = dict.fromkeys(code >> 2 for code in kept)
                entries = tuple(self._entry(number) for number in numbers)
                return Hit(first, last, entries, min(code & 3 for code in kept))
        return None

    def _entry(self, number: int) -> Entry:
        if number not in self._made:
            self._made[number] = Entry(*json.loads(self._rows[number]))
        return self._made[number]


def _spelt(view: TokenView, first: int, last: int, use: int) -> bool:
    """Tell whether the capitals of the words are those of a name, not of a common phrase."""
    if use != NAME:
        return _spelt_acronym(view, first, last, use)
    if last - first == 1:
        return view.cap[first]
    content = [n for n in range(first, last) if len(view.folded[n]) > 3]
    capitals = sum(view.cap[n] for n in content)
    if view.cap[first]:
        return 2 * capitals >= len(content)
    return capitals >= len(content) - 1 > 0


def _spelt_acronym(view: TokenView, first: int, last: int, use: int) -> bool:
    """Tell whether an acronym is in capitals (a long one may have only its first: "Sunat")."""
    if last - first > 1:
        return all(view.cap[n] for n in range(first, last) if view.texts[n].isalpha())
    word = view.texts[first]
    return view.upper[first] or (use == ACRONYM and len(word) > 3 and view.cap[first])


def compile_entries(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the index of ``entries`` as plain JSON data."""
    known = list(entries)
    rows = [
        json.dumps([getattr(entry, key) for key in Entry.__slots__], ensure_ascii=False)
        for entry in known
    ]
    names: dict[str, list[int]] = {}
    for number, entry in enumerate(known):
        uses = [(name, NAME) for group in entry.names.values() for name in group]
        uses += [(name, ACRONYM) for name in entry.acronyms]
        uses += [(name, WEAK) for name in entry.acronyms_weak]
        for name, use in uses:
            codes = names.setdefault(spelled(" ".join(phrase(name))), [])
            if not any(code >> 2 == number for code in codes):
                codes.append(number << 2 | _use(name, use))
    lengths: dict[str, set[int]] = {}
    for key in names:
        words = key.split(" ")
        lengths.setdefault(words[0], set()).add(len(words))
    ordered = {word: sorted(found, reverse=True) for word, found in lengths.items()}
    return {
        "entries": rows,
        "ids": [entry.id for entry in known],
        "countries": [entry.country for entry in known],
        "kinds": [entry.kind for entry in known],
        "names": {key: codes if len(codes) > 1 else codes[0] for key, codes in names.items()},
        "lengths": ordered,
    }


def _use(name: str, use: int) -> int:
    """Return how a name is matched: one in capitals only ("OSIPTEL") is an acronym."""
    return ACRONYM if use == NAME and name.isupper() and " " not in name else use


@cache
def load(folder: Path | None = None) -> RegistryIndex:
    """Return the index of the registry in ``folder`` (the shipped one by default).

    Raises:
        PatternError: a registry file is not well-formed.
    """
    root = folder or resources.patterns() / "registry"
    paths = [path for path in files(root) if "standards" not in path.parts]
    key = store.digest(
        [
            _FORMAT,
            *(f"{other} {kept}" for other, kept in sorted(table().items())),
            *(part for path in paths for part in (path.name, path.read_bytes())),
        ]
    )
    return RegistryIndex(
        store.cached(
            "registry", key, lambda: compile_entries(e for path in paths for e in read(path))
        )
    )
