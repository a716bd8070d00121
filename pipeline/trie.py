"""Many words as one regular expression that looks at each letter once."""

from __future__ import annotations

import re
from collections.abc import Iterable


def trie(words: Iterable[str]) -> str:
    """Return an expression that matches the words; of two that begin alike the longer first.

    ``(?:an|and|as)`` is tried word by word at every place of a text, ``a(?:n(?:d)?|s)`` is not.

    Args:
        words: plain words; none is empty.
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    return f"(?:{'|'.join(re.escape(head) + _rest(rest) for head, rest in tails.items())})"


def _rest(tails: list[str]) -> str:
    longer = [tail for tail in tails if tail]
    if not longer:
        return ""
    return trie(longer) + ("?" if len(longer) < len(tails) else "")
