"""Words that a site's page ran together: a date glued to a headline, a menu glued to the news.

"Port keeps its certificateOctober 12, 2022", "29 agosto, 2024Serenazgo renueva" and
"HomeNewsWater board renews" are cut into lines, so that title and date are found. A name in quotes
that is glued to the word before it (the Programme"First Steps", or with the marks turned round:
’first steps‘) gets its blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.release.fold import alternation, fold
from pipeline.release.rules import load

_LONGEST = 300
_LEAST = 2
_YEAR = re.compile(r"(?:19|20)\d\d")
_GLUED = re.compile(r"[^\W_a-z]|[^\W\d_]{3}")  # what a year never stands before
_MONTH = re.compile(r"[^\W\d_]{5,}")
_QUOTED = re.compile(
    r"(?<=[^\W\d_])(?="
    r"\"[^\W\d_][^\"\n]{1,60}[^\W\d_]\"(?![^\W_])|[“«][^\W\d_]|’[^\W\d_][^’‘\n]{1,60}[^\W\d_]‘(?![^\W_]))"
)
_APART = re.compile(r"[\s|>»›/·:•-]*")


@cache
def _dates() -> re.Pattern[str]:
    """Return the form of a whole date with its year, on folded text."""
    words = load().words
    month, between = alternation(words.months), alternation(words.between)
    weekday, ordinal = alternation(words.weekdays), alternation(words.ordinals)
    joint = rf"(?:[\s,.]+|[\s,.]+{between}\s+)"
    year = r"(?:19|20)\d\d(?=\D|$|\d{1,2}\s?min)"
    day = rf"[0-3]?\d{ordinal}?"
    return re.compile(
        rf"(?:{weekday},?\s+)?(?:{month}\.?\s+{day},?\s+{year}"
        rf"|(?<!\d){day}{joint}{month}{joint}{year})"
        rf"|(?<![\d/.-])[0-3]?\d(?P<s>[/.-])[0-3]?\d(?P=s){year}"
    )


@cache
def _menu_word() -> re.Pattern[str]:
    """Return the form of one of a site's own words and what parts it from the next."""
    words = load().words
    word = alternation((*words.page_words, *words.sections))
    return re.compile(rf"(?P<word>{word}){_APART.pattern}")


def _menu_ends(folded: str) -> list[int]:
    """Return where each of the site's own words ends with which a line begins."""
    ends, at = [], 0
    while match := _menu_word().match(folded, at):
        ends.append(match.end("word"))
        at = match.end()
    return ends


def is_menu(folded: str) -> bool:
    """Tell whether a folded line is nothing but a site's own words, run together or parted."""
    ends = _menu_ends(folded)
    return len(ends) > 1 and not folded[ends[-1] :].strip(" |>»›/·:•-")


def unglued(text: str) -> str:
    """Return the text with a new line where a date or a menu is glued to other words.

    A quoted name gets a blank before it. What is unglued stays as it is; nothing but line breaks
    and blanks is added.
    """
    return _QUOTED.sub(" ", "\n".join(_line(line, text) for line in text.split("\n")))


def _line(line: str, text: str) -> str:
    if not 0 < len(line) <= _LONGEST:
        return line
    cuts = sorted({cut for cut in _cuts(line, fold(line), text) if 0 < cut < len(line)})
    parts = [line[one:other] for one, other in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    return "\n".join(part.strip(" ") for part in parts)


def _cuts(line: str, folded: str, text: str) -> Iterator[int]:
    """Yield the offsets where something is glued."""
    ends = _menu_ends(folded)
    yield from [end for end in ends if _parts_menu(line, end, text, several=end > ends[0])][-1:]
    for date in _dates().finditer(folded) if _YEAR.search(folded) else ():
        if date.start() and _is_seam(line, date.start(), date.group()):
            yield date.start()
        if _GLUED.match(line, date.end()):
            yield date.end()


def _parts_menu(line: str, at: int, text: str, *, several: bool) -> bool:
    """Tell whether a headline is glued to a menu, and the two are not one name of the text.

    Behind a single word the text must have the headline's first word elsewhere too.
    """
    if at >= len(line) or not _is_seam(line, at):
        return False
    words = line[at:].split()
    if several or text.count(line[:at] + words[0]) > 1:
        return several and len(words) > 1
    alone = re.search(rf"(?<!\w){re.escape(fold(words[0]))}(?!\w)", fold(text))
    return len(words) > _LEAST and alone is not None


def _is_seam(line: str, at: int, date: str = "") -> bool:
    """Tell whether a word ends and another begins at an offset, with nothing between them."""
    before, after = line[at - 1], line[at]
    if date and before.isalpha() and _MONTH.match(date):
        return True
    return (before.islower() or before in ")]") and (after.isupper() or after.isdigit())
