"""The name model settles which mentions there are."""

from __future__ import annotations

from pipeline.ner import model
from pipeline.ner.refine import refine
from pipeline.stages.state import State


def prepare(lang: str) -> None:
    """Load the model."""
    if lang in model.LANGUAGES:
        model.load(lang)


def run(state: State) -> None:
    """Replace the mentions by those that the model settles on."""
    state.mentions = refine(state.view, state.lang, state.mentions, state.release.sections)
