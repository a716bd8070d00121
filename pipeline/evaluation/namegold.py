"""Gold without offsets: JSON with acceptable names for each entity, and alternatives.

One file a release, ``<stem>.json``, with its text as ``<stem>.txt`` beside it or in the
folder ``seeds`` beside its own. Language, publication date and facts are scored.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluation.gold import GoldEntity, GoldFact, GoldRelease

_ARGUMENTS = {
    "certified": ("holder", "standard"), "holds_role": ("person", "org"),
    "part_of": ("child", "parent"), "member_of": ("subject", "object"),
    "supported_by": ("subject", "object"), "established": ("subject", "object"),
    "cooperates_with": ("subject", "object"),
}  # fmt: skip
_QUALIFIERS = frozenset({"date", "action", "scheme", "certifier", "kind"})
_LAYERS = frozenset({"language", "published", "facts"})


def read_folder(folder: Path) -> Iterator[GoldRelease]:
    """Yield the releases of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.json")):
        yield read(path)


def read(path: Path) -> GoldRelease:
    """Read one file.

    Raises:
        GoldError: it is not well-formed, or its text is not there.
    """
    places = (path.with_suffix(".txt"), path.parent.parent / "seeds" / f"{path.stem}.txt")
    text = next((place for place in places if place.is_file()), None)
    if text is None:
        raise GoldError("its text is not there", where=path, remedy=f"put it at {places[0]}")
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        return _Reader(row).release(path, text.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{type(error).__name__}: {error}", where=path) from error


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


class _Reader:
    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row
        self._entities: dict[tuple[str, ...], GoldEntity] = {}

    def release(self, path: Path, text: str) -> GoldRelease:
        """Put the record together."""
        days = [dt.date.fromisoformat(day) for day in _list(self._row.get("published")) if day]
        facts = [
            self._fact(predicate, each)
            for predicate in _ARGUMENTS
            for each in self._row.get(predicate, ())
            if each.get(_ARGUMENTS[predicate][0])
        ]
        return GoldRelease(
            path.stem, self._row["lang"], text, published=tuple(days), facts=tuple(facts),
            entities=tuple(self._entities.values()), layers=_LAYERS,
            predicates=frozenset(_ARGUMENTS), qualifiers=_QUALIFIERS,
            source=str(path),
        )  # fmt: skip

    def _key(self, names: Sequence[str], *, person: bool = False) -> str:
        """Return the key of the entity with these names; of a person shorter ones do too."""
        known = tuple(names)
        if person:
            words = known[0].split()
            known = tuple(" ".join(words[i:]) for i in range(len(words)))
        if known not in self._entities:
            key = f"n{len(self._entities) + 1}"
            kind = "PERSON" if person else "AGENCY"
            self._entities[known] = GoldEntity(key, kind, known[0], names=known)
        return self._entities[known].key

    def _fact(self, predicate: str, row: Mapping[str, Any]) -> GoldFact:
        left, right = _ARGUMENTS[predicate]
        subjects = row[left] if predicate == "certified" else [_list(row[left])]
        keys = [self._key(names, person=predicate == "holds_role") for names in subjects]
        objects = _list(row[right])
        if predicate != "certified":
            objects = [self._key(objects)]
        dates = [day or "" for day in _list(row.get("date"))]
        actions = [each for each in _list(row.get("action")) if each]
        alternatives = {"subject": keys[1:], "object": objects[1:], "date": dates[1:]}
        if predicate == "certified":
            alternatives["action"] = actions[1:]
        return GoldFact(
            predicate, keys[0], objects[0], "asserted", dates[0], self._qualifiers(row, actions),
            optional=bool(row.get("optional")),
            alternatives={k: tuple(v) for k, v in alternatives.items() if v},
        )  # fmt: skip

    def _qualifiers(self, row: Mapping[str, Any], actions: list[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {
            name: (str(row[name]),) for name in ("kind", "role", "scheme") if row.get(name)
        }
        if actions:
            found["action"] = (actions[0],)
        if row.get("certifier"):
            found["certifier"] = (self._key(row["certifier"]),)
        return found
