"""Words as features: what stands around a trigger, a candidate, a date. Learnt, never written."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.certified.anchors import Pair, Reading
from pipeline.relations.view import Item

_STEM = 6
_REACH = 4
_MOST_BETWEEN = 7
_MOST_OF_CLAUSE = 16


def stem(item: Item) -> str:
    """The beginning of a word; the label of a mention."""
    return f"<{item.label}>" if item.label else item.folded[:_STEM]


def pair_words(pair: Pair) -> list[str]:
    """Words around a trigger (or the bare anchor), between it and the anchor, of its clause."""
    if not pair.words:
        pair.words = _words_of(pair)
    return pair.words


def _words_of(pair: Pair) -> list[str]:
    items, anchor, trigger = pair.anchor.reading.sentence.items, pair.anchor.at, pair.trigger
    start, end = (trigger.start, trigger.end) if trigger else (anchor, anchor + 1)
    out = [f"t:{stem(item)}" for item in items[start:end]]
    left = [stem(item) for item in reversed(items[max(0, start - _REACH) : start])]
    right = [stem(item) for item in items[end : end + _REACH]]
    out += [f"l:{word}" for word in left] + [f"r:{word}" for word in right]
    head = stem(items[start])
    before, after = (left or ["^"])[0], (right or ["$"])[0]
    out += [f"l1:{before}", f"r1:{after}", f"l1t:{before} {head}", f"tr1:{head} {after}"]
    out += [f"r2:{' '.join(right[:2])}", f"l2:{' '.join(left[:2])}"]
    clause = items[start].clause
    whole = [item for item in items if item.clause == clause]
    out += [f"c:{stem(item)}" for item in whole[:_MOST_OF_CLAUSE]]
    if trigger and pair.anchor.trigger is None:
        out += between_words(items, start, anchor, "a")
    return list(dict.fromkeys(out))


def between_words(items: Sequence[Item], one: int, other: int, mark: str) -> list[str]:
    """Words between two places, and whether there are many."""
    low, high = min(one, other), max(one, other)
    if high - low > _MOST_BETWEEN + 1:
        return [f"{mark}b:many"]
    side = "L" if one < other else "R"
    return list(dict.fromkeys(f"{mark}b{side}:{stem(item)}" for item in items[low + 1 : high]))


def candidate_words(pair: Pair, at: int) -> list[str]:
    """Words beside a candidate, and between it and the trigger."""
    items = pair.anchor.reading.sentence.items
    pivot = pair.trigger.start if pair.trigger else pair.anchor.at
    side = "L" if at < pivot else "R"
    before = stem(items[at - 1]) if at else "^"
    after = stem(items[at + 1]) if at + 1 < len(items) else "$"
    two = stem(items[at - 2]) if at > 1 else "^"
    out = [f"hb{side}:{before}", f"ha{side}:{after}", f"hb2:{two} {before}"]
    if pair.trigger:
        head = stem(items[pivot])
        out += [f"h{side}{items[at].prep or '-'}:{head}"]
    return [*out, *between_words(items, at, pivot, "h")]


def date_words(reading: Reading, at: int, mark: str) -> list[str]:
    """Words beside a date."""
    items = reading.sentence.items
    before = [stem(item) for item in reversed(items[max(0, at - 3) : at])]
    after = [stem(item) for item in items[at + 1 : at + 3]]
    return [
        *dict.fromkeys(f"{mark}l:{word}" for word in before),
        *dict.fromkeys(f"{mark}r:{word}" for word in after),
        f"{mark}l2:{' '.join(before[:2])}",
    ]
