"""Classes of words of like meaning, ``patterns/<lang>/senses.yaml``; shared by all languages."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.resources import patterns

_FILE = "senses.yaml"
_PREFIX_MIN = 2


@cache
def classes(lang: str) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the classes of whole words and of beginnings of words.

    Raises:
        PatternError: the file is missing or not well-formed.
    """
    path = patterns() / lang / _FILE
    raw = read_yaml(path)
    if not isinstance(raw, dict) or not all(isinstance(words, list) for words in raw.values()):
        raise PatternError("must be classes with lists of words", where=path)
    whole: dict[str, set[str]] = {}
    begins: dict[str, set[str]] = {}
    for name, words in raw.items():
        for word in map(str, words):
            stem = word.removesuffix("*")
            if len(stem) < _PREFIX_MIN:
                raise PatternError(f"the word {word!r} is too short", where=path)
            (begins if stem != word else whole).setdefault(stem, set()).add(name)
    return _frozen(whole), _frozen(begins)


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(names) for word, names in table.items()}


@lru_cache(maxsize=65536)
def senses(word: str, lang: str) -> tuple[str, ...]:
    """Return the classes of a folded word, sorted."""
    whole, begins = classes(lang)
    found = set(whole.get(word, ()))
    for end in range(_PREFIX_MIN, len(word) + 1):
        found |= begins.get(word[:end], frozenset())
    return tuple(sorted(found))
