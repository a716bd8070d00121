"""A language's function words and status cues, from ``patterns/<lang>/grammar.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.relations.phrases import Pattern, PhraseIndex
from pipeline.resources import patterns

PREPOSITION_CLASSES = (
    "agent", "of", "to", "with", "from", "for", "in", "through", "under", "as", "other",
)  # fmt: skip


@dataclass(frozen=True)
class Grammar:
    """Function words of one language; every word folded."""

    lang: str
    abbreviations: frozenset[str]
    determiners: frozenset[str]
    prepositions: Mapping[str, str]
    conjunctions: frozenset[str]
    relatives: frozenset[str]
    subordinators: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    se: frozenset[str]
    pronouns: frozenset[str]
    modals: frozenset[str]
    speech: frozenset[str]
    generic: frozenset[str]
    respectively: frozenset[str]
    participle: re.Pattern[str]
    future: re.Pattern[str]
    infinitive: re.Pattern[str]
    status: PhraseIndex[str]

    @property
    def function_words(self) -> frozenset[str]:
        """Words at which a noun phrase to the left of a mention ends."""
        return self._function_words

    def __post_init__(self) -> None:
        words = (
            self.conjunctions | self.relatives | self.subordinators | self.be | self.have
            | self.se | self.pronouns | self.modals | self.speech
        )  # fmt: skip
        object.__setattr__(self, "_function_words", words)

    _function_words: frozenset[str] = frozenset()


def _prepositions(table: Mapping[str, Sequence[str]], where: str) -> dict[str, str]:
    unknown = set(table) - set(PREPOSITION_CLASSES)
    if unknown:
        raise PatternError(f"unknown classes of prepositions: {sorted(unknown)}", where=where)
    return {word: kind for kind, words in table.items() for word in words}


@cache
def grammar(lang: str) -> Grammar:
    """Return the grammar data of a language.

    Raises:
        PatternError: the file is missing or lacks a key.
    """
    path = patterns() / lang / "grammar.yaml"
    raw: dict[str, Any] = read_yaml(path)
    where = str(path)
    try:
        status = PhraseIndex(
            [
                (Pattern.compile(cue, where), kind)
                for kind, cues in raw["status"].items()
                for cue in cues
            ]
        )
        words = {
            key: frozenset(str(w) for w in raw[key])
            for key in (
                "abbreviations", "determiners", "conjunctions", "relatives", "subordinators", "be",
                "have", "se", "pronouns", "modals", "speech", "generic", "respectively",
            )
        }  # fmt: skip
        shapes = {key: re.compile(raw[key]) for key in ("participle", "future", "infinitive")}
        return Grammar(
            lang=lang,
            prepositions=_prepositions(raw["prepositions"], where),
            status=status,
            **words,
            **shapes,
        )
    except KeyError as missing:
        raise PatternError(f"the key {missing} is missing", where=where) from missing
