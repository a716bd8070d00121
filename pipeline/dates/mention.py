"""What the tagger returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.records import TimeValue


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One calendar expression: ``text[start:end]`` of the text that was given, and its value.

    ``rule`` is the id of the rule in ``patterns/<lang>/dates.yaml``; ``kind`` its class
    (``absolute``, ``partial``, ``relative``, ``duration``, ``set``, ``time``, ``vague``,
    ``holiday``, ``range``, ``moment`` a time with its day, ``recurring`` a set that names its days
    or their number, ``attributive`` an age).
    """

    start: int
    end: int
    text: str
    value: TimeValue
    rule: str
    kind: str

    def with_alternatives(self, timexes: Iterable[str]) -> TimeMention:
        """Return the mention with these other readings added to those that it has."""
        known = (self.value.timex, *self.value.alternatives)
        new = tuple(sorted({timex for timex in timexes if timex not in known}))
        if not new:
            return self
        value = replace(self.value, alternatives=(*self.value.alternatives, *new))
        return replace(self, value=value)
