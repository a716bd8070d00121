"""A language's function words and status cues, from ``patterns/<lang>/grammar.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.relations.phrases import Pattern, PhraseIndex
from pipeline.resources import patterns

PREPOSITION_CLASSES = (
    "agent", "of", "to", "with", "from", "for", "in", "through", "under", "as", "other",
)  # fmt: skip


_WORD_LISTS = (
    "abbreviations", "determiners", "conjunctions", "relatives", "subordinators", "be", "have",
    "se", "pronouns", "modals", "speech", "generic", "honorifics", "indefinite", "respectively",
    "possessive", "own", "personal", "impersonal", "papers", "saying", "viewpoint", "clausal",
)  # fmt: skip
_ENDS_PHRASE = (
    "conjunctions", "relatives", "subordinators", "be", "have", "se", "pronouns", "modals",
    "speech",
)  # fmt: skip


@dataclass(frozen=True)
class Grammar:
    """Function words of one language; every word folded."""

    lang: str
    prepositions: Mapping[str, str]
    status: PhraseIndex[str]
    participle: re.Pattern[str]
    future: re.Pattern[str]
    infinitive: re.Pattern[str]
    tense: PhraseIndex[str]
    sources: PhraseIndex[str]
    joining: PhraseIndex[str]
    elect: PhraseIndex[str]
    coming: re.Pattern[str]
    past: re.Pattern[str]
    interview: Mapping[str, str]
    words: Mapping[str, frozenset[str]]

    def __post_init__(self) -> None:
        for name in _WORD_LISTS:
            object.__setattr__(self, name, self.words[name])
        ends = frozenset().union(*(self.words[name] for name in _ENDS_PHRASE))
        object.__setattr__(self, "function_words", ends)
        breaks = self.words["relatives"] | self.words["subordinators"]
        object.__setattr__(self, "clause_openers", breaks)

    abbreviations: frozenset[str] = field(init=False)
    determiners: frozenset[str] = field(init=False)
    conjunctions: frozenset[str] = field(init=False)
    relatives: frozenset[str] = field(init=False)
    be: frozenset[str] = field(init=False)
    have: frozenset[str] = field(init=False)
    pronouns: frozenset[str] = field(init=False)
    speech: frozenset[str] = field(init=False)
    saying: frozenset[str] = field(init=False)
    viewpoint: frozenset[str] = field(init=False)
    clausal: frozenset[str] = field(init=False)
    generic: frozenset[str] = field(init=False)
    honorifics: frozenset[str] = field(init=False)
    indefinite: frozenset[str] = field(init=False)
    respectively: frozenset[str] = field(init=False)
    possessive: frozenset[str] = field(init=False)
    own: frozenset[str] = field(init=False)
    personal: frozenset[str] = field(init=False)
    impersonal: frozenset[str] = field(init=False)
    papers: frozenset[str] = field(init=False)
    function_words: frozenset[str] = field(init=False)
    clause_openers: frozenset[str] = field(init=False)


def _prepositions(table: Mapping[str, Sequence[str]], where: str) -> dict[str, str]:
    unknown = set(table) - set(PREPOSITION_CLASSES)
    if unknown:
        raise PatternError(f"unknown classes of prepositions: {sorted(unknown)}", where=where)
    return {word: kind for kind, words in table.items() for word in words}


def _cues(table: Mapping[str, Sequence[str]], where: str) -> PhraseIndex[str]:
    return PhraseIndex(
        [(Pattern.compile(cue, where), kind) for kind, cues in table.items() for cue in cues]
    )


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
        words = {key: frozenset(str(w) for w in raw[key]) for key in _WORD_LISTS}
        return Grammar(
            lang=lang,
            prepositions=_prepositions(raw["prepositions"], where),
            status=_cues(raw["status"], where),
            participle=re.compile(raw["participle"]),
            future=re.compile(raw["future"]),
            infinitive=re.compile(raw["infinitive"]),
            tense=_cues(raw["tense"], where),
            sources=_cues({"source": raw["sources"]}, where),
            joining=_cues({"joining": raw["joining"]}, where),
            elect=_cues(raw["elect"], where),
            coming=re.compile(raw["coming"]),
            past=re.compile(raw["past"]),
            interview={word: kind for kind, labels in raw["interview"].items() for word in labels},
            words=words,
        )
    except KeyError as missing:
        raise PatternError(f"the key {missing} is missing", where=where) from missing
