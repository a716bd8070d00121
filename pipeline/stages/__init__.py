"""The stages of extraction, as plain functions over the state of one text.

A stage reads what those before it left in the state and adds its own. None knows spaCy: a
``Doc`` and its tokenisation cost more than most stages, and no stage of ours reads them.
``pipeline.components`` offers the same stages to spaCy pipelines.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from pipeline.stages.state import State

Stage = Callable[[State], None]

NAMES = "names"
ORDER = ("standards", "dates", "entities", NAMES, "linker", "relations")


@cache
def stage(name: str) -> Stage:
    """Return the function of a stage (of ``ORDER``), importing what it needs."""
    run: Stage = import_module(f"pipeline.stages.{name}").run
    return run
