"""Training rows, each with the id of its release (for cross-validation)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Group = tuple[list[Sequence[str]], int]


@dataclass(slots=True)
class Instances:
    """Training rows, each with the id of its release (for cross-validation)."""

    events: list[tuple[str, list[str], str]] = field(default_factory=list)
    holder: list[tuple[str, Group]] = field(default_factory=list)
    certifier: list[tuple[str, Group]] = field(default_factory=list)
    date: list[tuple[str, Group]] = field(default_factory=list)
