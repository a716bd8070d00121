"""The field of an office: "Minister of | Foreign Affairs and Trade", "Head of | IT"."""

from __future__ import annotations

from pipeline.entities.names import before_person, is_coined, is_name_word, run_right
from pipeline.entities.scan import Found, Scan


def end(scan: Scan, noun: int, last: int) -> int:
    """Return the end of an office with its field, ``last`` where "of" begins its body.

    Where prepositions contract with articles, an article begins a body, not a field.

    Args:
        scan: the search.
        noun: the first token of the office's noun.
        last: the end of the noun and its adjectives.
    """
    view = scan.view
    if not scan.same_line(noun, last) or view.folded[last] not in scan.lexicon.roles.of:
        return last
    start = last + 1
    held = view.folded[last] in scan.lexicon.bodies.contracted
    if held or (
        scan.lexicon.bodies.contracted
        and start < len(view)
        and view.folded[start] in scan.lexicon.bodies.articles
    ):
        return last
    while start < len(view) and view.folded[start] in scan.lexicon.bodies.articles:
        start += 1
    styled = view.cap[last] and not scan.capitals[last]
    if styled or not scan.same_line(noun, start) or not scan.free[start]:
        return last
    if view.upper[start] and not scan.capitals[start]:
        plain = view.folded[start] in scan.lexicon.acronyms
        return start + 1 if plain or not scan.index.by_key(view.folded[start]) else last
    reach = _field(scan, start)
    return _owned(scan, noun, last, _listed(scan, noun, reach)) if reach > start else last


def _owned(scan: Scan, noun: int, last: int, reach: int) -> int:
    """Return the end of an office with its field, or without what must be its body."""
    owner = scan.lexicon.roles.owned.get(scan.view.key(noun, last))
    if owner is None:
        return reach
    start = last + 1
    while scan.view.folded[start] in scan.lexicon.bodies.articles:
        start += 1
    scan.add(Found(start, reach, owner, "", "led", "ruler", 0.6))
    return last


def _field(scan: Scan, start: int) -> int:
    """Return the end of the field at ``start``; ``start`` where a body or a place begins."""
    view = scan.view
    if not is_name_word(scan, start) or view.folded[start] in scan.lexicon.bodies.heads:
        return start
    if is_coined(view.texts[start]):
        return start
    reach = before_person(scan, start, run_right(scan, start))
    key = view.key(start, reach)
    place = key in scan.places and key not in scan.lexicon.places.common
    return start if place or scan.index.by_key(key) else reach


def _listed(scan: Scan, noun: int, last: int) -> int:
    """Return the end of the fields that "and", commas or a second "of" join to the first.

    Commas join only where "and" comes before the last field.
    """
    view, words = scan.view, scan.lexicon.bodies
    glue = words.and_ | words.articles | scan.lexicon.roles.of | {","}
    reach = last
    while scan.same_line(noun, reach + 1):
        at = reach
        while view.folded[at] in glue and at + 1 < len(view):
            at += 1
        between = view.folded[reach:at]
        after = _field(scan, at) if between and scan.same_line(noun, at) else at
        if after == at:
            break
        reach = after
        if any(word in words.and_ for word in between) or "," not in between:
            last = reach
        elif scan.same_line(noun, reach) and view.folded[reach] not in words.and_ | {","}:
            break
    return last
