"""Names that one country alone can have, by the words of all names in the registry.

The registry knows one National Standards Authority, but any country can have one: such a name says
little of the country. "Junta de Extremadura" holds a word that no other country's bodies have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from pipeline.linking.cities import capitals
from pipeline.registry.index import RegistryIndex

# A word is rare if the names of so many countries at most have it.
_FEW = 3
_LONG = 5


@lru_cache(maxsize=4)
def _spread(index: RegistryIndex) -> Mapping[str, int]:
    """Return how many countries have a body with a word in its name."""
    countries: Counter[str] = Counter()
    for code in set(capitals().values()):
        countries.update(set(" ".join(index.names_of(code)).split(" ")))
    return countries


def is_rare(key: str, index: RegistryIndex) -> bool:
    """Tell whether a folded name is one long word, or holds one that few countries' bodies have."""
    words = key.split(" ")
    if len(words) == 1:
        return len(key) >= _LONG
    spread = _spread(index)
    return min(spread.get(word, 0) for word in words if word.isalnum()) <= _FEW
