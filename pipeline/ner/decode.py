"""From tag scores to spans: the best valid sequence of BIOES tags (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from pipeline.ner.features import LABELS, Bits, Floats, Ints

TAGS: tuple[str, ...] = ("O", *(f"{part}-{label}" for label in LABELS for part in "BIES"))
_BEGIN, _INSIDE, _END, _SINGLE = range(4)
_LONGEST = 256
_NEVER = -1e4


def _allowed() -> Bits:
    table = np.zeros((len(TAGS), len(TAGS)), dtype=bool)
    for i, one in enumerate(TAGS):
        for j, other in enumerate(TAGS):
            inside = one[0] in "BI"
            table[i, j] = other[0] in "IE" and other[2:] == one[2:] if inside else other[0] in "OBS"
    return table


_FOLLOWS = _allowed()
_PENALTY = np.where(_FOLLOWS, 0.0, _NEVER).astype(np.float32)
_FIRST = np.array([tag[0] in "OBS" for tag in TAGS])
_LAST = np.array([tag[0] in "OES" for tag in TAGS])


def spans(scores: Floats, lines: Ints) -> Iterator[tuple[int, int, int, float]]:
    """Yield the names as (first, last, number of the label, confidence).

    No name crosses a line. The best tag of each token is taken where these make a valid
    sequence, as they mostly do; else the best valid sequence is looked for.

    Args:
        scores: log-probabilities (tokens, tags).
        lines: the line of each token.
    """
    tags = scores.argmax(axis=1)
    for first, last in _stretches(lines):
        part = tags[first:last]
        if not part.any():
            continue
        valid = _FOLLOWS[part[:-1], part[1:]].all() and _FIRST[part[0]] and _LAST[part[-1]]
        if not valid:
            part = viterbi(scores[first:last])
        yield from _spans(part, scores[first:last], first)


def _stretches(lines: Ints) -> Iterator[tuple[int, int]]:
    cuts = np.flatnonzero(lines[1:] != lines[:-1]) + 1
    edges = [0, *cuts.tolist(), len(lines)]
    for first, last in pairwise(edges):
        for start in range(first, last, _LONGEST):
            yield start, min(start + _LONGEST, last)


def _spans(tags: Ints, scores: Floats, offset: int) -> Iterator[tuple[int, int, int, float]]:
    begun = 0
    for number in np.flatnonzero(tags).tolist():
        label, part = divmod(int(tags[number]) - 1, 4)
        if part in (_BEGIN, _SINGLE):
            begun = number
        if part in (_END, _SINGLE):
            sure = scores[np.arange(begun, number + 1), tags[begun : number + 1]].min()
            yield offset + begun, offset + number + 1, label, float(np.exp(sure))


def viterbi(scores: Floats) -> Ints:
    """Return the valid sequence of tags with the highest sum of scores."""
    total = scores[0] + np.where(_FIRST, 0.0, _NEVER)
    back = np.zeros(scores.shape, dtype=np.int32)
    for number in range(1, len(scores)):
        ways = total[:, None] + _PENALTY
        back[number] = ways.argmax(axis=0)
        total = ways[back[number], np.arange(len(TAGS))] + scores[number]
    tags = np.zeros(len(scores), dtype=np.int32)
    tags[-1] = int((total + np.where(_LAST, 0.0, _NEVER)).argmax())
    for number in range(len(scores) - 1, 0, -1):
        tags[number - 1] = back[number, tags[number]]
    return tags
