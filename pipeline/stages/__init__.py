"""The stages of extraction, as plain functions over the state of one text.

A stage reads what those before it left in the state and adds its own. None knows spaCy;
``pipeline.components`` makes each a pipe of the spaCy pipeline that extraction runs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from pipeline.stages.state import State

Stage = Callable[[State], None]

NAMES, RELATIONS = "names", "relations"
ORDER = ("standards", "dates", "entities", NAMES, "linker", RELATIONS)


@cache
def stage(name: str) -> Stage:
    """Return the function of a stage (of ``ORDER``), importing what it needs."""
    run: Stage = _module(name).run
    return run


def prepare(name: str, lang: str) -> None:
    """Load what a stage needs for a language, which its first text would else wait for."""
    _module(name).prepare(lang)


def _module(name: str) -> Any:
    return import_module(f"pipeline.stages.{name}")
