"""An entity id for each mention."""

from __future__ import annotations

from pipeline import linking
from pipeline.entities import lexicon
from pipeline.linking import decisions
from pipeline.registry import gazetteer, index
from pipeline.stages.state import State


def prepare(lang: str) -> None:
    """Load the words, the decisions and what is known by name."""
    lexicon.load(lang)
    decisions.load()
    index.load()
    gazetteer.load()


def run(state: State) -> None:
    """Link the mentions to registry entries or mint ids, and list the entities."""
    state.mentions, state.entities = linking.link(state.mentions, state.release, state.lang)
