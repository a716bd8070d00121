"""Decisions of an analyst, one JSON object a line, replayed by every run.

{"decision": "same", "id": "pe:x", "other": "pe:y"}          y is x
{"decision": "not_same", "name": "Jury", "id": "pe:x"}       that name is never x
{"decision": "name", "id": "pe:x", "name": "Jurado ..."}     the correct name of x
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pipeline import resources
from pipeline.errors import PatternError
from pipeline.linking import names

_KEYS = {"same": {"id", "other"}, "not_same": {"name", "id"}, "name": {"id", "name"}}


@dataclass(frozen=True, slots=True)
class Decisions:
    """What an analyst decided: ids to replace, names ruled out for an id, correct names."""

    same: Mapping[str, str] = field(default_factory=dict)
    barred: frozenset[tuple[str, str]] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    def id(self, entity_id: str) -> str:
        """Return the id that ``entity_id`` was decided to be."""
        seen = set()
        while entity_id in self.same and entity_id not in seen:
            seen.add(entity_id)
            entity_id = self.same[entity_id]
        return entity_id


def parse(lines: list[str], where: str) -> Decisions:
    """Return the decisions of JSON lines.

    Raises:
        PatternError: a line is not a decision.
    """
    same: dict[str, str] = {}
    barred: set[tuple[str, str]] = set()
    correct: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        record = _record(line, f"{where}:{number}")
        kind = record["decision"]
        if kind == "same":
            same[record["other"]] = record["id"]
        elif kind == "not_same":
            barred.add((names.key(record["name"]), record["id"]))
        else:
            correct[record["id"]] = record["name"]
    return Decisions(MappingProxyType(same), frozenset(barred), MappingProxyType(correct))


def _record(line: str, where: str) -> dict[str, str]:
    try:
        record = json.loads(line)
    except ValueError:
        record = None
    kind = record.get("decision") if isinstance(record, dict) else None
    if kind not in _KEYS or not set(record) >= _KEYS[kind]:
        raise PatternError(
            "not a decision", where=where, remedy=f"decision and its keys are one of {_KEYS}"
        )
    return dict(record)


@cache
def load(path: Path | None = None) -> Decisions:
    """Return the decisions of ``path`` (``patterns/decisions.jsonl``; none if missing)."""
    file = path or resources.patterns() / "decisions.jsonl"
    if not file.is_file():
        return Decisions()
    return parse(file.read_text(encoding="utf-8").splitlines(), str(file))
