"""The title of a release, and the site's name behind it."""

from __future__ import annotations

import re

from pipeline.release.fold import fold
from pipeline.release.layout import Layout, Line
from pipeline.release.names import is_body, name_like, shouted
from pipeline.release.rules import load

_SUFFIX = re.compile(r"\s+(?:[|»•·]|::)\s+|\s+[-–—]\s+(?=[^-–—|]+$)")
_BARS = {"|", "»", "•", "·", "::"}
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def choose(layout: Layout, given: str = "") -> None:
    """Choose the title: the one that the format gives if a line is it, else the first good line."""
    free = [line for line in layout.lines[: layout.first + 1] if not line.judgement]
    told = [line for line in free if given and line.text.startswith(given)]
    before = [line for line in layout.lines[: layout.first] if not line.judgement]
    good = [line for line in before if line.titular]
    plain = [line for line in good if line.count >= 4 and not _masthead(line)]
    rest = [
        line
        for line in before
        if len(line.text) > 3 and not (line.dateline or line.header or line.several or line.account)
    ]
    layout.title = next(iter([*told, *plain, *good, *_labelled(layout), *rest]), None)
    if layout.title:
        layout.title.kind = "title"
        layout.title.cut = suffix(layout.title.text)


def _masthead(line: Line) -> bool:
    """Whether a line looks like a name alone: few words, or capitals throughout and no news."""
    if load().words.news.search(fold(line.text)):
        return False
    return name_like(line.text, 8 if shouted(line.text) else 4)


def _labelled(layout: Layout) -> list[Line]:
    """Return the first line before the news that was taken for a label (``Tema: ...``).

    Where nothing else can be the title, one of some length is it.
    """
    return [
        line
        for line in layout.lines[: layout.first]
        if line.judgement
        and line.judgement.kind == "boilerplate"
        and len(line.judgement.rest.split()) >= 4
        and not line.text.endswith(".")
    ][:1]


def suffix(title: str) -> int:
    """Return where the site's name begins in a title (the title's length when it has none)."""
    match = next((m for m in _SUFFIX.finditer(title) if len(title[: m.start()].split()) >= 4), None)
    if not match:
        return len(title)
    rest = title[match.end() :].strip()
    named = match.group().strip() in _BARS or is_body(rest) or _DOMAIN.fullmatch(rest)
    return match.start() if named else len(title)
