"""One spelling for words that are spelled in two ways: "Labor", "Labour"; "Program", "Programme".

The pairs are data (``patterns/registry/SPELLING.yaml``); they are used in comparing names only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from pipeline import resources
from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.registry.tokens import fold


@cache
def table() -> Mapping[str, str]:
    """Return the spellings that are replaced, folded, each with the one that is kept.

    Raises:
        PatternError: the file is not a map of lists of words.
    """
    path = resources.patterns() / "registry" / "SPELLING.yaml"
    data = read_yaml(path)
    if not all(isinstance(words, list) for words in data.values()):
        raise PatternError("each spelling needs a list of the others", where=str(path))
    return {fold(other): fold(str(kept)) for kept, words in data.items() for other in words}


@lru_cache(maxsize=65536)
def spelled(key: str) -> str:
    """Return a folded name in the spellings that are kept."""
    words = table()
    return " ".join(words.get(word, word) for word in key.split(" "))
