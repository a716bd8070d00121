"""Sentence boundaries by rule: lines, final marks, and each language's abbreviations.

Press releases break lines where they mean it (titles, lists, bylines), so a line
break always ends a sentence. Pure Python; the abbreviations are data
(``patterns/<lang>/grammar.yaml``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.folding import fold

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n+")
_CODE, _NUMBER = re.compile(r"\b[A-Z]{2,5}\Z"), re.compile(r"\s?\d{4,}")
_IN_BRACKETS = re.compile(r"\w \([^\W\d][\w.]{0,6}\Z")
_OPENERS = "\"'“‘«(¿¡[-–—•"


def _is_abbreviation(text: str, start: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at ``end`` closes an abbreviation or a person's initial."""
    if start == end or text[end - 1].isspace():
        return False
    bare = text[start:end].rsplit(maxsplit=1)[-1].lstrip(_OPENERS)
    return (len(bare) == 1 and bare.isupper()) or fold(bare) in abbreviations


def _continues(text: str, position: int) -> bool:
    """Whether what follows the mark cannot begin a sentence (a lower-case letter)."""
    rest = text[position : position + 40].lstrip(" \t" + _OPENERS)
    return bool(rest) and rest[0].islower()


def split(text: str, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Split ``text`` into sentences.

    Returns:
        Offsets ``(start, end)`` of each sentence, in order, outer blanks left out.
    """
    return list(_split(text, abbreviations))


@lru_cache(maxsize=16)  # two stages split the same text
def _split(text: str, abbreviations: frozenset[str]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    start = 0
    for mark in _END.finditer(text):
        if text[mark.start()] == "\n":
            _append(spans, text, start, mark.start())
        else:
            if _continues(text, mark.end()) or text[start : mark.start()].strip().isdigit():
                continue  # "1. ISO 9001: ..."
            one_dot = mark.group().startswith(".") and not mark.group().startswith("..")
            if one_dot and _is_abbreviation(text, start, mark.start(), abbreviations):
                continue
            if ")" in mark.group() and _IN_BRACKETS.search(text, start, mark.start()):
                continue  # "Colonel (Rtd.) Ann Lee"
            if (
                one_dot
                and _CODE.search(text, start, mark.start())
                and _NUMBER.match(text, mark.end())
            ):
                continue  # "received ISO. 14001: 2015"
            _append(spans, text, start, mark.end())
        start = mark.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
