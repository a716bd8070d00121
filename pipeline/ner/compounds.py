"""Places inside compounds: "Accra-based", "Ghana-Norway"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cover import Cover
from pipeline.entities.tokens import TokenView, fold
from pipeline.records import Mention
from pipeline.registry import gazetteer
from pipeline.registry.gazetteer import Gazetteer

_HYPHEN = "-"


def places(view: TokenView, kept: Sequence[Mention]) -> list[Mention]:
    """Return the places that hyphens join to a small word, or countries to each other.

    Args:
        view: the tokens of the text.
        kept: all mentions, which no new one may overlap.
    """
    compound = [n for n, word in enumerate(view.texts) if _HYPHEN in word and view.cap[n]]
    if not compound:
        return []
    known, taken = gazetteer.load(), Cover((m.start, m.end) for m in kept)
    return [
        place
        for number in compound
        if not taken.overlaps(view.starts[number], view.ends[number])
        for place in _inside(view, number, known)
    ]


def _inside(view: TokenView, number: int, known: Gazetteer) -> Iterator[Mention]:
    parts = view.texts[number].split(_HYPHEN)
    start, end = view.starts[number], view.starts[number] + len(parts[0])
    if view.folded[number] in known or not all(parts):
        return
    if parts[-1].islower() and len(parts) == 2 and len(parts[-1]) > 3:
        first = _first(view, number, parts[0], known)
        if first is not None:
            yield _mention(view, view.starts[first], end)
    elif all(known.is_country(fold(part)) and part[0].isupper() for part in parts):
        for part in parts:
            yield _mention(view, start, start + len(part))
            start += len(part) + 1


def _first(view: TokenView, number: int, part: str, known: Gazetteer) -> int | None:
    """Return where the place's name begins whose last word is ``part`` ("Kuala Lumpur-based")."""
    for first in range(max(number - 2, 0), number + 1):
        words = [*view.folded[first:number], fold(part)]
        same = view.line[first] == view.line[number] and view.cap[first]
        if same and " ".join(words) in known:
            return first
    return None


def _mention(view: TokenView, start: int, end: int) -> Mention:
    text = view.text[start:end]
    return Mention(start, end, text, "GPE", source="ruler", confidence=0.7, rule="compound")
