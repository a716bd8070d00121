"""Bodies of one release that are one: a name inside a fuller one, or made of its words' beginnings.

"Corte Superior de Quilca" is the "Corte Superior de Justicia de Quilca", "Forensic Centre" the
"Zonal Forensic Centre", "Zofratac" the "Zona Franca de Tacora", if no other body of the text fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import names
from pipeline.linking.clusters import Cluster, merged
from pipeline.linking.country import MISSIONS
from pipeline.records import Mention

# Kinds of bodies that are parts of others: what their name ends in may be the whole.
_PARTS = frozenset({"unit", "directorate", "laboratory"})
_JOINED = 12
# Letters of a short form made of a name's words, and the share of the words that it is made of.
_LETTERS, _SHARE = 3, 0.5
# How sure each way is; the surest that one body alone fits decides.
_SAME, _INSIDE, _MADE, _FIELD, _WHOLE = 5, 4, 3, 2, 1
# Tells whether the registry has a body of that name in the body's country.
Registered = Callable[[Cluster], bool]


def join(
    clusters: Sequence[Cluster],
    mentions: Sequence[Mention],
    text: str,
    lexicon: Lexicon,
    home: str,
    registered: Registered,
) -> list[Cluster]:
    """Return the bodies of a release, those with a short name put together with the full one.

    Args:
        clusters: the bodies.
        mentions: all mentions of the release.
        text: its text.
        lexicon: the words of its language.
        home: the release's country, or "".
        registered: tells whether the registry has a body.
    """
    found = list(clusters)
    open_ = sorted(clusters, key=lambda c: (len(_longest(c)), c.numbers[0]))
    while open_:
        short = open_.pop(0)
        if short.kind in MISSIONS or registered(short):
            continue
        fuller = _fuller(short, found, home, lexicon, registered)
        if fuller and not _side_by_side(short, fuller, mentions, text, lexicon):
            open_ = [cluster for cluster in open_ if cluster is not fuller]
            open_.append(merged(found, fuller, short))
    return found


def _fuller(
    short: Cluster,
    clusters: Sequence[Cluster],
    home: str,
    lexicon: Lexicon,
    registered: Registered,
) -> Cluster | None:
    """Return the only body for whose name that of another is surely short."""
    ranks = [
        (rank, other)
        for other in clusters
        if other is not short
        and (rank := _rank(short, other, home, lexicon))
        and not (_is_abroad(short, other, home) and registered(other))
    ]
    best = max((rank for rank, _ in ranks), default=0)
    fits = [other for rank, other in ranks if rank == best]
    return fits[0] if len(fits) == 1 else None


def _longest(cluster: Cluster) -> str:
    return max(cluster.keys, key=lambda key: (len(key), key))


def _rank(short: Cluster, other: Cluster, home: str, lexicon: Lexicon) -> int:
    """Return how sure it is that a name is short for one of another body, 0 if it is not."""
    if other.kind in MISSIONS or (short.explicit and other.explicit not in ("", short.explicit)):
        return 0
    key = _longest(short)
    rank = max(_of_names(key, name, other.kind, lexicon) for name in other.keys)
    return 0 if rank in (_SAME, _INSIDE) and _is_abroad(short, other, home) else rank


def _is_abroad(one: Cluster, other: Cluster, home: str) -> bool:
    """Tell whether the text gives one of two bodies a foreign country, and the other none."""
    return one.explicit != other.explicit and bool({one.explicit, other.explicit} - {"", home})


@lru_cache(maxsize=65536)
def _of_names(key: str, name: str, kind: str, lexicon: Lexicon) -> int:
    """Return how sure it is that a folded name is short for another."""
    small, whole = _words(key, lexicon), _words(name, lexicon)
    if key == name or not small or len(small) > len(whole):
        return 0
    if small == whole:
        return _SAME
    if own := _head(key, lexicon):
        fits = own == _head(name, lexicon) and len(small) > 1 and _is_within(small, whole)
        return _INSIDE if fits else 0
    rest = small[1:]
    if set(rest) <= set(whole) and is_made_of(small[0], [w for w in whole if w not in rest]):
        return _MADE
    return _as_field(small, whole, kind, lexicon)


def _as_field(small: Sequence[str], whole: Sequence[str], kind: str, lexicon: Lexicon) -> int:
    """Return how sure it is that words without a head noun are what a name begins or ends in."""
    size = len(small)
    begins, ends = whole[:size] == small, whole[-size:] == small
    short = size == 1 and len(small[0]) <= _LETTERS
    if short or not (begins or ends) or lexicon.bodies.heads.keys().isdisjoint(whole):
        return 0
    return _FIELD if begins or kind not in _PARTS else _WHOLE


def _words(key: str, lexicon: Lexicon) -> list[str]:
    """Return the words of a folded name that count: without small ones and legal forms."""
    bodies = lexicon.bodies
    small = bodies.of | bodies.and_ | bodies.articles | bodies.linking
    words = [word for word in key.split(" ") if word.isalnum() and word not in small]
    while len(words) > 1 and words[-1] in bodies.suffixes:
        words.pop()
    return words


def _head(key: str, lexicon: Lexicon) -> str:
    """Return the head noun of a folded name, "" where it has none."""
    bodies, words = lexicon.bodies, key.split(" ")
    end = next((n for n, word in enumerate(words) if n and word in bodies.of), len(words))
    heads = [
        word for word in (words[:end] if bodies.premodifiers else words) if word in bodies.heads
    ]
    return "" if not heads else heads[-1 if bodies.premodifiers else 0]


def _is_within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Tell whether words stand in another row of words in the same order."""
    rest = iter(many)
    return all(word in rest for word in few)


def is_made_of(short: str, words: Sequence[str]) -> bool:
    """Tell whether a word is made of the beginnings of others, the first one's first."""
    if len(short) < _LETTERS or len(words) < 2 or short[0] != words[0][0]:
        return False
    used = _used(short, tuple(words))
    return used >= 2 and used >= _SHARE * len(words)


@lru_cache(maxsize=65536)
def _used(short: str, words: tuple[str, ...]) -> int:
    """Return of how many words' beginnings ``short`` is made, the most; below zero if of none."""
    if not short:
        return 0
    if not words:
        return -len(short) - 99
    best = _used(short, words[1:])
    for size in range(1, min(len(short), len(words[0])) + 1):
        if short[size - 1] != words[0][size - 1]:
            break
        best = max(best, 1 + _used(short[size:], words[1:]))
    return best


def _side_by_side(
    one: Cluster, other: Cluster, mentions: Sequence[Mention], text: str, lexicon: Lexicon
) -> bool:
    """Tell whether a text names both together: "the Ferry Company and the Gozo Ferry Company"."""
    bodies = lexicon.bodies
    small = bodies.and_ | bodies.articles | bodies.linking | {","}
    for pair in product(one.numbers, other.numbers):
        low, high = sorted((mentions[number] for number in pair), key=lambda m: m.start)
        words = names.key(text[low.end : min(high.start, low.end + _JOINED)]).split()
        if high.start - low.end <= _JOINED and words and small.issuperset(words):
            return True
    return False
