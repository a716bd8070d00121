"""Bodies, persons, offices and places, from registry, grammar and another model's names."""

from __future__ import annotations

from pipeline import entities
from pipeline.entities import lexicon
from pipeline.registry import gazetteer, index
from pipeline.stages.state import State


def prepare(lang: str) -> None:
    """Load the words, the registry and the places."""
    lexicon.load(lang)
    index.load()
    gazetteer.load()


def run(state: State) -> None:
    """Add the mentions of entities, by name or by a noun."""
    state.add(entities.find(state.view, state.lang, state.release, state.mentions, state.suggested))
