"""Governments in small letters: "the city government of Ilo", "gobierno regional de Piura".

In the plural each place is one: "los gobiernos regionales del Callao y de Ayacucho".
"""

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
        noun = word if word in words.governments else word.removesuffix("s")
        if noun not in words.governments or view.cap[number] or not scan.free[number]:
            continue
        first, last, adjective = _phrase(scan, number)
        if (
            not adjective
            or not scan.same_line(number, last + 1)
            or view.folded[last] not in words.of
        ):
            continue
        places = _places(scan, last) if noun != word else _places(scan, last)[:1]
        kind = words.governed[adjective]
        if len(places) == 1 and noun == word:
            yield Found(first, places[0][1], "AGENCY", kind, RULE, "ruler", 0.8)
        elif len(places) > 1:
            phrase = (adjective, noun) if words.premodifiers else (noun, adjective)
            for start, end in places:
                value = f"{' '.join(phrase)} {view.texts[last]} {view.words(start, end)}"
                begin = first if start == places[0][0] else start
                yield Found(begin, end, "AGENCY", kind, RULE, "ruler", 0.8, value)


def _places(scan: Scan, of: int) -> list[tuple[int, int]]:
    """Return the places behind "of", joined by commas, "and" and "of" said again."""
    view, words = scan.view, scan.lexicon.bodies
    glue = words.of | words.and_ | words.articles | {","}
    found: list[tuple[int, int]] = []
    at = of
    while scan.same_line(of, at) and view.folded[at] in glue:
        start = at + 1
        while scan.same_line(of, start) and view.folded[start] in glue and not view.cap[start]:
            start += 1
        end = name_right(scan, start, _MOST) if scan.same_line(of, start) else start
        if end == start or not view.cap[start] or not scan.can(start, end):
            break
        found.append((start, end))
        at = end
    return found


def _phrase(scan: Scan, noun: int) -> tuple[int, int, str]:
    """Return where noun and adjective begin and end, and the adjective in the singular or ""."""
    view, words = scan.view, scan.lexicon.bodies
    at = noun - 1 if words.premodifiers else noun + 1
    inside = 0 <= at < len(view) and scan.same_line(at, noun) and not view.cap[at]
    forms = (view.folded[at], view.folded[at].removesuffix("es"), view.folded[at].removesuffix("s"))
    adjective = next((form for form in forms if form in words.governed), "") if inside else ""
    return min(at, noun), max(at, noun) + 1, adjective
