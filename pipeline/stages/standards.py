"""Mentions of standards with their canonical designations."""

from __future__ import annotations

from pipeline import standards
from pipeline.records import Mention
from pipeline.stages.state import State
from pipeline.standards import StandardMention


def prepare(lang: str) -> None:
    """Load the words around standards and their catalogue."""
    standards.find("", lang)


def run(state: State) -> None:
    """Add the standards that the text names."""
    state.add(_mention(found) for found in standards.find(state.release.text, state.lang))


def _mention(found: StandardMention) -> Mention:
    return Mention(
        start=found.start,
        end=found.end,
        text=found.text,
        label="STANDARD",
        value=found.value,
        entity_id=found.entity_id,
        confidence=found.confidence,
        rule=f"standards.{found.rule}",
        kind="" if found.known else "unknown",
    )
