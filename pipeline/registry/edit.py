"""Looking up and extending the registry: the plain functions behind ``constancia registry``."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline import resources
from pipeline.errors import PatternError, UsageError
from pipeline.registry import index
from pipeline.registry.entries import Entry, parse


def find(text: str, country: str = "", limit: int = 10) -> list[Entry]:
    """Return the entries whose name, acronym or id is ``text``, then those that nearly are.

    Args:
        text: a name in any language and spelling, an acronym, or an id.
        country: only bodies of this ISO 3166-1 code, where given.
        limit: at most so many.
    """
    known = index.load()
    exact = [entry for entry in (known.get(text),) if entry] + list(known.by_name(text))
    found = {entry.id: entry for entry in exact}
    for entry in known.similar(text, limit * 4):
        found.setdefault(entry.id, entry)
    wanted = [e for e in found.values() if not country or e.country == country.upper()]
    return wanted[:limit]


def show(entity_id: str) -> dict[str, Any]:
    """Return an entry with everything that the registry says of it.

    Raises:
        UsageError: the registry has no such id.
    """
    entry = index.load().get(entity_id)
    if entry is None:
        near = [other.id for other in find(entity_id.rsplit(":", 1)[-1].replace("-", " "), limit=3)]
        raise UsageError(
            f"no entity {entity_id!r} in the registry",
            remedy=f"near it: {', '.join(near)}" if near else "look it up with: registry find",
        )
    return record(entry)


def record(entry: Entry) -> dict[str, Any]:
    """Return an entry as the JSON object of its line, empty keys left out."""
    return {key: value for key, value in asdict(entry).items() if value}


def add(fields: dict[str, Any], folder: Path | None = None) -> Path:
    """Add an entry to the registry's file of its country, kept sorted by id.

    Args:
        fields: the keys of a registry line; ``id``, ``type`` and ``names`` are needed.
        folder: the registry's folder (the shipped one by default).

    Returns:
        The file that was written, at once and as a whole.

    Raises:
        PatternError: the entry is not well-formed, or its id is taken.
    """
    entry = parse(fields, "registry add")
    root = folder or resources.patterns() / "registry"
    if index.load(folder).get(entry.id):
        raise PatternError(f"the id {entry.id!r} is taken", where=root, remedy="edit that entry")
    path = root / "bodies" / f"{(entry.country or 'int').lower()}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    lines.append(json.dumps(record(entry), ensure_ascii=False))
    lines = sorted(
        (line for line in lines if line.strip()), key=lambda line: json.loads(line)["id"]
    )
    _replace(path, "\n".join(lines) + "\n")
    index.load.cache_clear()
    return path


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
