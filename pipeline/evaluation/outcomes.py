"""What every scorer yields: one outcome for each gold item and each further system item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["hit", "partial", "wrong", "missed", "spurious"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item compared.

    ``layer`` is what was measured (``mentions.strict``), ``group`` the label, predicate or
    qualifier. ``credit`` (0 to 1) counts as a true positive; what is missing to 1 counts as a
    false positive if the system said something, as a false negative if gold does. ``error``
    names the sort of error; ``start``/``end`` lie in the gold text; ``confidence`` is the
    system's (below 0 if it said nothing). ``said_group`` is the system's group where it
    differs: precision is counted there.
    """

    layer: str
    group: str
    kind: Kind
    gold: str = ""
    system: str = ""
    error: str = ""
    start: int = 0
    end: int = 0
    confidence: float = -1.0
    rule: str = ""
    said_group: str = ""

    @property
    def credit(self) -> float:
        """Share of the item that is right."""
        return {"hit": 1.0, "partial": 0.5}.get(self.kind, 0.0)

    @property
    def false_positive(self) -> float:
        """What the system said too much."""
        return 0.0 if self.kind == "missed" else 1.0 - self.credit

    @property
    def false_negative(self) -> float:
        """What the system did not find."""
        return 0.0 if self.kind == "spurious" else 1.0 - self.credit


def compared(layer: str, group: str, gold: str, system: str, **place: int) -> list[Outcome]:
    """Compare two values that may be empty: nothing on both sides is no outcome."""
    if not gold and not system:
        return []
    kind: Kind = "hit" if gold == system else "wrong"
    if not gold or not system:
        kind = "missed" if gold else "spurious"
    error = "" if kind == "hit" else f"{group}: {kind}"
    start, end = place.get("start", 0), place.get("end", 0)
    return [Outcome(layer, group, kind, gold, system, error, start, end)]
