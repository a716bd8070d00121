"""Governments in small letters: "the city government of Ilo", "gobierno regional de Piura"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.entities.names import name_right
from pipeline.entities.scan import Found, Scan

RULE = "government"
_MOST = 4


def find(scan: Scan) -> Iterator[Found]:
    """Yield the governments; the place behind "of" is part of the name."""
    view, words = scan.view, scan.lexicon.bodies
    for number, word in enumerate(view.folded):
        if word not in words.governments or view.cap[number] or not scan.free[number]:
            continue
        first, last, kind = _phrase(scan, number)
        if not kind or not scan.same_line(number, last + 1) or view.folded[last] not in words.of:
            continue
        end = name_right(scan, last + 1, _MOST)
        if end > last + 1 and view.cap[last + 1] and scan.can(first, end):
            yield Found(first, end, "AGENCY", kind, RULE, "ruler", 0.8)


def _phrase(scan: Scan, noun: int) -> tuple[int, int, str]:
    """Return where noun and adjective begin and end, and what kind the adjective makes of it."""
    view, words = scan.view, scan.lexicon.bodies
    at = noun - 1 if words.premodifiers else noun + 1
    inside = 0 <= at < len(view) and scan.same_line(at, noun) and not view.cap[at]
    kind = words.governed.get(view.folded[at], "") if inside else ""
    return min(at, noun), max(at, noun) + 1, kind
