"""Registry entries as an analyst writes them, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import resources
from pipeline.errors import PatternError

TYPES = ("AGENCY", "ORG", "PERSON", "GPE", "LOC")
_KEYS = {
    "id", "type", "kind", "country", "parent", "names", "acronyms", "acronyms_weak",
    "domains", "source",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity of the registry; ``names`` by language, the first one canonical."""

    id: str
    type: str
    kind: str = ""
    country: str = ""
    parent: str = ""
    names: dict[str, list[str]] = field(default_factory=dict)
    acronyms: list[str] = field(default_factory=list)
    acronyms_weak: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)
    source: str = ""

    @property
    def name(self) -> str:
        """The canonical name."""
        return next((name for names in self.names.values() for name in names), self.id)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name and acronym, once, the canonical name first."""
        words = [name for names in self.names.values() for name in names]
        return tuple(dict.fromkeys([*words, *self.acronyms, *self.acronyms_weak]))


def parse(record: Any, where: str) -> Entry:
    """Return the entry of one JSON object.

    Raises:
        PatternError: it lacks an id, a type or a name, or has a key or type nobody knows.
    """
    if not isinstance(record, dict):
        raise PatternError("a registry line is not an object", where=where)
    if unknown := sorted(set(record) - _KEYS):
        raise PatternError(
            f"unknown key {unknown[0]!r}", where=where, remedy=f"keys: {sorted(_KEYS)}"
        )
    if not record.get("id") or record.get("type") not in TYPES:
        raise PatternError("an entry needs an id and a type", where=where, remedy=f"types: {TYPES}")
    names = record.get("names") or {}
    if not isinstance(names, dict) or not any(names.values()):
        raise PatternError(f"{record['id']} has no name", where=where)
    return Entry(**record)


def files(folder: Path | None = None) -> list[Path]:
    """Return the registry files, in a fixed order."""
    return sorted((folder or resources.patterns() / "registry").rglob("*.jsonl"))


def read(path: Path) -> Iterator[Entry]:
    """Yield the entries of one file.

    Raises:
        PatternError: a line is not a well-formed entry.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                raise PatternError(f"not JSON: {error}", where=f"{path}:{number}") from None
            yield parse(record, f"{path}:{number}")
