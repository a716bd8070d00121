"""The expressions of a relation in one language, ``patterns/<lang>/relations/<relation>.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.relations.phrases import Pattern, PhraseIndex
from pipeline.relations.view import Item
from pipeline.resources import patterns


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a sentence: its group and kind, and the items it covers."""

    group: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """All cues of one relation in one language, found in one pass."""

    index: PhraseIndex[tuple[str, str]]

    def hits(self, items: Sequence[Item]) -> list[Hit]:
        """Every cue in a sentence, from left to right."""
        return [
            Hit(group, kind, match.start, match.end)
            for match, (group, kind) in self.index.find(items)
        ]


def _entries(raw: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for group, content in raw.items():
        if group in ("relation", "patterns", "portfolios", "heads"):
            continue
        if isinstance(content, Mapping):
            for kind, lines in content.items():
                for line in lines:
                    yield group, kind, line
        else:
            for line in content:
                yield group, "", line


@cache
def lexicon(lang: str, relation: str) -> Lexicon:
    """Load the cues of a relation in a language.

    Raises:
        PatternError: the file is missing or not well-formed.
    """
    path = patterns() / lang / "relations" / f"{relation}.yaml"
    raw = read_yaml(path)
    if not isinstance(raw, dict) or raw.get("relation") != relation:
        raise PatternError(f"must begin with 'relation: {relation}'", where=path)
    where = str(path)
    return Lexicon(
        PhraseIndex(
            [
                (Pattern.compile(str(line), where), (group, kind))
                for group, kind, line in _entries(raw)
            ]
        )
    )
