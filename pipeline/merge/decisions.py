"""What analysts decide about merged events; decisions outlive every later run.

A decision is tied to facts, not to a merged row: rows come and go with new evidence,
facts keep their id. When an upgrade of the pipeline changes a fact's id, the release,
holder and standard that the decision was made on still find it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.errors import UsageError
from pipeline.merge.evidence import Evidence

Kind = Literal["same", "different", "value"]
CORRECTABLE = (
    "action", "scheme", "certifier", "date_value", "standard", "first_certified", "valid_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """A telling that a decision is about."""

    fact_id: str
    doc_id: str
    holder_id: str
    family: str
    action: str

    @classmethod
    def of(cls, evidence: Evidence) -> Anchor:
        """Return the anchor of a telling."""
        return cls(
            evidence.fact_id,
            evidence.doc_id,
            evidence.holder_id,
            evidence.family,
            evidence.action,
        )

    def quality(self, evidence: Evidence) -> int:
        """Return how surely it means a telling: 2 the same fact, 1 its successor, 0 not."""
        if evidence.doc_id != self.doc_id:
            return 0
        if evidence.fact_id == self.fact_id:
            return 2
        successor = (evidence.holder_id, evidence.family, evidence.action)
        return int(successor == (self.holder_id, self.family, self.action))


@dataclass(frozen=True, slots=True)
class Decision:
    """``left`` and ``right`` are the same event or not; or a ``column`` of ``left`` has a value."""

    kind: Kind
    left: tuple[Anchor, ...]
    right: tuple[Anchor, ...] = ()
    column: str = ""
    value: str = ""
    author: str = ""
    reason: str = ""
    decided_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        if self.kind == "value" and self.column not in CORRECTABLE:
            raise UsageError(
                f"the column {self.column!r} cannot be corrected",
                remedy=f"one of {', '.join(CORRECTABLE)}",
            )
        if not self.left or (self.kind != "value" and not self.right):
            raise UsageError("a decision needs the events that it is about")

    @property
    def decision_id(self) -> str:
        """Hash of what is decided: deciding the same twice changes nothing."""
        sides = [sorted(a.fact_id + a.doc_id for a in side) for side in (self.left, self.right)]
        content = json.dumps([self.kind, sides, self.column, self.value])
        return hashlib.sha256(content.encode()).hexdigest()[:12]


def find(anchors: Iterable[Anchor], tellings: Sequence[Evidence]) -> list[int]:
    """Return the positions of the tellings that the anchors mean.

    An anchor whose fact is still there means only that one.
    """
    found: set[int] = set()
    for anchor in anchors:
        grades = [anchor.quality(each) for each in tellings]
        best = max(grades, default=0)
        found.update(i for i, grade in enumerate(grades) if grade == best and best > 0)
    return sorted(found)
