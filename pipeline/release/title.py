"""The title of a release, and the site's name behind it."""

from __future__ import annotations

import re

from pipeline.release import headline as headlines
from pipeline.release.fold import fold
from pipeline.release.glue import is_menu
from pipeline.release.layout import Layout, Line
from pipeline.release.lines import judge
from pipeline.release.names import is_body, words
from pipeline.release.rules import load

_SUFFIX = re.compile(r"\s+(?:[|»•·]|::)\s+|\s+[-–—]\s+(?=[^-–—|]+$)")
_PATH = re.compile(r"\s*[|»›>]\s*|\s+[/•·]\s+")
_LEAST = 4
_BARS = {"|", "»", "•", "·", "::"}
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def choose(layout: Layout, given: str = "") -> None:
    """Choose the title: the one that the format gives if a line is it, else the first good line."""
    free = [line for line in layout.lines[: layout.first + 1] if not line.judgement]
    told = [line for line in free if given and line.text.startswith(given)]
    before = [line for line in layout.lines[: layout.first] if not line.judgement]
    good = [line for line in before if line.titular]
    rest = [
        line
        for line in before
        if len(line.text) > 3
        and not (line.dateline or line.header or line.several or line.account or line.tells)
    ]
    headline = [line for line in [headlines.best(good, layout)] if line]
    found = [*told, *headline, *_labelled(layout), *_dated(before)]
    found += sorted([*rest, *(line for line in before if line.dated)], key=lambda o: o.start)
    layout.title = next(iter(found), None)
    if layout.title:
        if layout.title not in told:
            layout.title.lead = _behind(layout.title)
        layout.title.kind = "title"
        layout.title.cut = suffix(layout.title.text)


def _dated(before: list[Line]) -> list[Line]:
    """Return the lines that are a dateline and a headline behind it."""
    return [
        line
        for line in before
        if line.dateline
        and len(words(line.text[line.dateline.end :])) >= _LEAST
        and not line.text.endswith(".")
        and judge(line.text[line.dateline.end :]) is None
    ]


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


def _behind(line: Line) -> int:
    """Return where the title begins in its line: behind a dateline or the path of its page."""
    found = line.dateline
    if not found:
        return _labelled_end(line.text) or path(line.text)
    before = line.text[: found.written.start] if found.written else ""
    rest = before.replace(found.place, "") if found.place else before
    return found.end if len(words(rest)) < _LEAST else 0


def _labelled_end(title: str) -> int:
    """Return where a title begins behind the word that heads it in a letter ("Subject: ...")."""
    label, colon, rest = title.partition(":")
    headed = colon and fold(label.strip()) in load().words.headers and len(words(rest)) >= _LEAST
    return len(title) - len(rest.lstrip()) if headed else 0


def path(title: str) -> int:
    """Return where a title begins behind the path of its page ("Home › News › ...")."""
    ends = [match.end() for match in _PATH.finditer(title)]
    if not ends or len(title[ends[-1] :].split()) <= _LEAST or is_body(title[ends[-1] :]):
        return 0
    parts = [part for part in _PATH.split(title[: ends[-1]]) if part]
    menu = load().words.page_words | load().words.sections
    told = any(fold(part) in menu or is_menu(fold(part)) or judge(part) for part in parts)
    short = all(len(part.split()) < _LEAST for part in parts)
    return ends[-1] if short and (told or len(parts) > 1) else 0


def suffix(title: str) -> int:
    """Return where the site's name begins in a title (the title's length when it has none)."""
    match = next((m for m in _SUFFIX.finditer(title) if len(title[: m.start()].split()) >= 4), None)
    if not match:
        return len(title)
    rest = title[match.end() :].strip()
    named = match.group().strip() in _BARS or is_body(rest) or _DOMAIN.fullmatch(rest)
    return match.start() if named else len(title)
