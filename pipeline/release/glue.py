"""Words that a site's page ran together: a date glued to a headline, a menu glued to the news.

"Port keeps its certificateOctober 12, 2022", "29 agosto, 2024Serenazgo renueva" and
"HomeNewsWater board renews" are cut into lines, so that title and date are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.release.fold import alternation, fold
from pipeline.release.rules import load

_LONGEST = 300
_APART = re.compile(r"[\s|>»›/·:•-]*")


@cache
def _dates() -> re.Pattern[str]:
    """Return the form of a whole date with its year, on folded text."""
    words = load().words
    month, between = alternation(words.months), alternation(words.between)
    joint = rf"(?:[\s,.]+|[\s,.]+{between}\s+)"
    year = r"(?:19|20)\d\d(?!\d)"
    return re.compile(
        rf"{month}\.?\s+[0-3]?\d,?\s+{year}"
        rf"|(?<!\d)[0-3]?\d{joint}{month}{joint}{year}"
        rf"|(?<![\d/.-])[0-3]?\d(?P<s>[/.-])[0-3]?\d(?P=s){year}"
    )


@cache
def _menu() -> re.Pattern[str]:
    """Return the form of two or more of a site's own words, on folded text."""
    word = alternation(load().words.page_words)
    return re.compile(rf"{word}(?:{_APART.pattern}{word})+")


def unglued(text: str) -> str:
    """Return the text with a new line where a date or a menu is glued to other words.

    What is unglued stays as it is; nothing but line breaks is added.
    """
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    if not 0 < len(line) <= _LONGEST:
        return line
    cuts = sorted({cut for cut in _cuts(line, fold(line)) if 0 < cut < len(line)})
    parts = [line[one:other] for one, other in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    return "\n".join(part.strip(" ") for part in parts)


def _cuts(line: str, folded: str) -> Iterator[int]:
    """Yield the offsets where something is glued."""
    menu = _menu().match(folded)
    if menu and menu.end() < len(line) and _is_seam(line, menu.end()):
        yield menu.end()
    for date in _dates().finditer(folded):
        if date.start() and _is_seam(line, date.start()):
            yield date.start()
        if date.end() < len(line) and line[date.end()].isupper():
            yield date.end()


def _is_seam(line: str, at: int) -> bool:
    """Tell whether a word ends and another begins at an offset, with nothing between them."""
    before, after = line[at - 1], line[at]
    return (before.islower() or before in ")]") and (after.isupper() or after.isdigit())
