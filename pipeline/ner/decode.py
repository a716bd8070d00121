"""From tag scores to spans: the best valid sequence of BIOES tags (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pipeline.ner.features import LABELS, Bits, Floats, Ints

TAGS: tuple[str, ...] = ("O", *(f"{part}-{label}" for label in LABELS for part in "BIES"))
_BEGIN, _INSIDE, _END, _SINGLE = range(4)
_LONGEST = 256
_MARGIN, _SLACK = 6.0, 0.01  # of log-probability: by how much a sure token is no name
_NEVER = float("-inf")


def _allowed() -> Bits:
    table = np.zeros((len(TAGS), len(TAGS)), dtype=bool)
    for i, one in enumerate(TAGS):
        for j, other in enumerate(TAGS):
            inside = one[0] in "BI"
            table[i, j] = other[0] in "IE" and other[2:] == one[2:] if inside else other[0] in "OBS"
    return table


_FOLLOWS = _allowed()
_FIRST = np.array([tag[0] in "OBS" for tag in TAGS])
_FREE = np.array([number for number, tag in enumerate(TAGS) if tag[0] in "OS"])
_LAST = np.array([tag[0] in "OES" for tag in TAGS])


def spans(scores: Floats, lines: Ints) -> Iterator[tuple[int, int, int, float]]:
    """Yield the names as (first, last, number of the label, confidence).

    No name crosses a line. The best tag of each token is taken where these make a valid
    sequence, as they mostly do; else the best valid sequence is looked for.

    Args:
        scores: log-probabilities (tokens, tags).
        lines: the line of each token.
    """
    tags = scores.argmax(axis=1).astype(np.int32)
    stretches = list(_stretches(lines))
    firsts = np.array([first for first, _ in stretches], dtype=np.intp)
    lasts = np.array([last - 1 for _, last in stretches], dtype=np.intp)
    wrong = np.empty(len(tags), dtype=bool)
    wrong[1:] = ~_FOLLOWS[tags[:-1], tags[1:]]
    wrong[firsts] = ~_FIRST[tags[firsts]]
    wrong[lasts] |= ~_LAST[tags[lasts]]
    for number in _distinct(np.searchsorted(lasts, np.flatnonzero(wrong))):
        part = slice(*stretches[number])
        tags[part] = _mended(tags[part], scores[part], wrong[part])
    yield from _spans(tags, scores)


def _distinct(numbers: npt.NDArray[np.intp]) -> list[int]:
    """Return numbers in order, each once (``np.unique`` would import masked arrays)."""
    return sorted(set(numbers.tolist()))


def _mended(tags: Ints, scores: Floats, wrong: Bits) -> Ints:
    """Return the best valid sequence, given the best tags and where they do not follow.

    The tags between tokens that are surely no names are mended alone. If this costs less than
    any other tag of such a token would, none of these is in the best sequence.
    """
    sure = np.flatnonzero(scores[:, 0] > np.log1p(-np.exp(-_MARGIN)))
    edges = [-1, *sure.tolist(), len(tags)]
    mended, cost = tags.copy(), 0.0
    for number in _distinct(np.searchsorted(sure, np.flatnonzero(wrong))):
        rows = np.arange(edges[number] + 1, edges[number + 1])
        mended[rows] = viterbi(scores[rows])
        cost += float((scores[rows, tags[rows]] - scores[rows, mended[rows]]).sum())
    return mended if cost < _MARGIN - _SLACK else viterbi(scores)


def _stretches(lines: Ints) -> Iterator[tuple[int, int]]:
    cuts = np.flatnonzero(lines[1:] != lines[:-1]) + 1
    edges = [0, *cuts.tolist(), len(lines)]
    for first, last in pairwise(edges):
        for start in range(first, last, _LONGEST):
            yield start, min(start + _LONGEST, last)


def _spans(tags: Ints, scores: Floats) -> Iterator[tuple[int, int, int, float]]:
    named = np.flatnonzero(tags)
    own = tags[named]
    odds = np.exp(scores[named, own]).tolist()
    begun, sure = 0, 1.0
    for number, tag, odd in zip(named.tolist(), own.tolist(), odds, strict=True):
        label, part = divmod(tag - 1, 4)
        if part in (_BEGIN, _SINGLE):
            begun, sure = number, odd
        sure = min(sure, odd)
        if part in (_END, _SINGLE):
            yield begun, number + 1, label, sure


def viterbi(scores: Floats) -> Ints:
    """Return the valid sequence of tags with the highest sum of scores.

    After a token either no name is open, or one of a certain label: only these states are
    weighed against each other, and for each the tag by which it was reached is kept.
    """
    free = scores[:, _FREE].argmax(axis=1)
    loose = scores[np.arange(len(scores)), _FREE[free]].tolist()
    begin, inside, end = (scores[:, part + 1 :: 4].tolist() for part in (_BEGIN, _INSIDE, _END))
    closed, opened = 0.0, [_NEVER] * len(LABELS)
    closing: list[int] = []
    begun: list[list[bool]] = []
    for number, alone in enumerate(loose):
        ends = [one + other for one, other in zip(opened, end[number], strict=True)]
        goes = [one + other for one, other in zip(opened, inside[number], strict=True)]
        begins = [closed + other for other in begin[number]]
        begun.append([one > other for one, other in zip(begins, goes, strict=True)])
        opened = list(map(max, begins, goes))
        best = max(ends)
        closed += alone
        closing.append(ends.index(best) if best > closed else -1)
        closed = max(best, closed)
    return _back(_FREE[free], closing, begun)


def _back(free: Ints, closing: list[int], begun: list[list[bool]]) -> Ints:
    """Return the tags of the best way, from its end, where no name is open, to its beginning.

    Args:
        free: the best tag of each token that leaves no name open and needs none open.
        closing: the label whose end is better than that, or -1.
        begun: for each label whether the name that is open had better begin here.
    """
    tags = free.astype(np.int32)
    label = -1
    for number in range(len(tags) - 1, -1, -1):
        if label < 0:
            label = closing[number]
            if label >= 0:
                tags[number] = 1 + 4 * label + _END
        elif begun[number][label]:
            tags[number] = 1 + 4 * label + _BEGIN
            label = -1
        else:
            tags[number] = 1 + 4 * label + _INSIDE
    return tags
