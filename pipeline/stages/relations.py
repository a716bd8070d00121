"""The facts that a release states."""

from __future__ import annotations

from pipeline.relations.extract import state as stated
from pipeline.stages.state import State


def run(state: State) -> None:
    """Find the facts among the mentions."""
    found = stated(state.release, state.mentions, state.entities, state.lang)
    state.facts, state.entities = found.facts, found.entities
