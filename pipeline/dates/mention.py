"""What the tagger returns."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records import TimeValue


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One calendar expression: ``text[start:end]`` of the text that was given, and its value.

    ``rule`` is the id of the rule in ``patterns/<lang>/dates.yaml``; ``kind`` its class
    (``absolute``, ``partial``, ``relative``, ``duration``, ``set``, ``time``, ``vague``,
    ``holiday``, ``range``).
    """

    start: int
    end: int
    text: str
    value: TimeValue
    rule: str
    kind: str
