"""An entity id for each mention."""

from __future__ import annotations

from pipeline import linking
from pipeline.stages.state import State


def run(state: State) -> None:
    """Link the mentions to registry entries or mint ids, and list the entities."""
    state.mentions, state.entities = linking.link(state.mentions, state.release, state.lang)
