"""Which languages there are, and who finds the names of each."""

from __future__ import annotations

import os
from functools import cache

from pipeline.errors import UsageError
from pipeline.resources import CHOICE, patterns
from pipeline.stages import NAMES, ORDER

RULES_ALONE = "none"


@cache
def languages() -> tuple[str, ...]:
    """The languages that have patterns."""
    return tuple(sorted(path.parent.name for path in patterns().glob("*/grammar.yaml")))


def known(lang: str) -> str:
    """Return a language that has patterns.

    Raises:
        UsageError: it has none.
    """
    if lang not in languages():
        raise UsageError(
            f"no patterns for the language {lang!r}", remedy=f"one of: {', '.join(languages())}"
        )
    return lang


def choose(models: list[str]) -> None:
    """Let other models find the names, in this process and those that it starts.

    Args:
        models: ``LANG=MODEL`` each: an installed spaCy model, or ``none`` for the rules alone.

    Raises:
        UsageError: one is malformed, or its language has no patterns.
    """
    for each in models:
        lang, sign, model = each.partition("=")
        if not sign or not model or lang not in languages():
            raise UsageError(
                f"--model takes LANG=MODEL, not {each!r}",
                remedy=f"a language of: {', '.join(languages())}",
            )
    if models:
        os.environ[CHOICE] = "\n".join(models)


def chosen(lang: str) -> str:
    """The model that was chosen in the place of our own, "" if none was."""
    pairs = (each.partition("=") for each in os.environ.get(CHOICE, "").split("\n"))
    return next((model for code, _, model in pairs if code == lang), "")


def other(lang: str) -> str:
    """The spaCy model that finds the names of a language, "" if it is ours or the rules alone."""
    model = chosen(lang)
    return "" if model == RULES_ALONE else model


def stages(lang: str) -> tuple[str, ...]:
    """The stages of a language, in their order."""
    return tuple(name for name in ORDER if name != NAMES) if chosen(lang) else ORDER
