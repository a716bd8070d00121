"""From patterns and models to a spaCy pipeline: the only place that adds pipes."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module

import spacy
from spacy.language import Language

from pipeline.errors import UsageError
from pipeline.resources import CHOICE, patterns

NAMES, OTHER = "names", "model"
STAGES = ("sentences", "standards", "dates", "entities", NAMES, "linker", "relations")
RULES_ALONE = "none"


@cache
def languages() -> tuple[str, ...]:
    """The languages that have patterns."""
    return tuple(sorted(path.parent.name for path in patterns().glob("*/grammar.yaml")))


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


def stages(lang: str) -> tuple[str, ...]:
    """The stages of a language's pipeline, in their order."""
    model = chosen(lang)
    if not model:
        return STAGES
    own = tuple(stage for stage in STAGES if stage != NAMES)
    return own if model == RULES_ALONE else (OTHER, *own)


@cache
def load(lang: str) -> Language:
    """Build the pipeline of a language.

    Args:
        lang: ISO 639-1 code of a language with patterns.

    Raises:
        UsageError: the language has none, or the model chosen for it is not installed.
    """
    if lang not in languages():
        raise UsageError(
            f"no patterns for the language {lang!r}", remedy=f"one of: {', '.join(languages())}"
        )
    nlp = spacy.blank(lang)
    for stage in stages(lang):
        import_module(f"pipeline.components.{stage}")
        config = {"model": chosen(lang)} if stage == OTHER else {}
        nlp.add_pipe(f"constancia_{stage}", config=config)
    return nlp
