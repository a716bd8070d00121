"""Plural head nouns: "Ministries of Health and Education" names two bodies."""

from __future__ import annotations

from pipeline.entities.lexicon import Head
from pipeline.entities.names import is_name_word, is_starter, run_right
from pipeline.entities.premodifiers import left
from pipeline.entities.scan import Found, Scan


def plural_names(scan: Scan, number: int, head: Head) -> list[Found]:
    """Return the bodies that the plural head at ``number`` coordinates."""
    view, words = scan.view, scan.lexicon.bodies
    if not view.cap[number] and not head.lower:
        return []
    at = number + 1
    if not scan.same_line(number, at) or view.folded[at] not in words.of:
        return _modified(scan, number, head)
    parts = _parts(scan, at)
    if len(parts) < 2 and words.premodifiers and not head.no_country:
        return _of_places(scan, number, head)
    if len(parts) < 2 or (not head.lower and view.key(*parts[0]) in scan.places):
        return []
    if any(_is_country(scan, *part) for part in parts[1:]):
        last = _without_country(scan, *parts[0])
        return [Found(number, last, head.label, head.kind, "plural")] if last else []
    found: list[Found] = []
    for first, last in parts:
        value = f"{head.singular} {view.words(at, at + 1)} {view.words(first, last)}"
        begin = number if not found else first
        found.append(Found(begin, last, head.label, head.kind, "coordination", value=value))
    return found


def _is_country(scan: Scan, first: int, last: int) -> bool:
    key = scan.view.key(first, last)
    return key in scan.lexicon.places.countries or scan.places.is_country(key)


def _without_country(scan: Scan, first: int, last: int) -> int:
    """Return where a complement ends without its country: "Health | of Kenya" (0: all of it)."""
    for end in range(first + 1, last - 1):
        if scan.view.folded[end] in scan.lexicon.bodies.linking and _is_country(
            scan, end + 1, last
        ):
            return end
    return 0 if _is_country(scan, first, last) else last


def _parts(scan: Scan, at: int) -> list[tuple[int, int]]:
    """Return the complements that follow one another from the preposition at ``at`` on."""
    view, words = scan.view, scan.lexicon.bodies
    glue = words.of | words.articles | words.and_ | {","}
    parts: list[tuple[int, int]] = []
    while scan.same_line(at, at + 1) and view.folded[at] in glue:
        start = at + 1
        while scan.same_line(at, start) and view.folded[start] in glue:
            start += 1
        if not scan.same_line(at, start) or not is_name_word(scan, start):
            break
        if view.folded[start] in words.heads:
            break
        end = run_right(scan, start)
        if end == start:
            break
        while (
            scan.same_line(at, end + 1)
            and view.folded[end] in words.linking
            and is_name_word(scan, end + 1)
        ):
            end = run_right(scan, end + 1)
        parts.append((start, end))
        at = end
    return parts


def _modified(scan: Scan, number: int, head: Head) -> list[Found]:
    """Return a plural body with words before it ("both countries' Foreign Affairs Ministries")."""
    view = scan.view
    first = number
    if not scan.lexicon.bodies.premodifiers:
        return []
    if not head.no_country:
        return _of_places(scan, number, head)
    if scan.headline[number]:
        return []
    while first and is_name_word(scan, first - 1) and scan.same_line(first - 1, number):
        if is_starter(scan, first - 1):
            break
        first -= 1
    if first == number:
        return []
    value = f"{view.words(first, number)} {head.singular}"
    return [Found(first, number + 1, head.label, head.kind, "plural", value=value)]


def _of_places(scan: Scan, number: int, head: Head) -> list[Found]:
    """Return the bodies of two places ("Garissa and Hola Laboratories"), or the plural as one."""
    view = scan.view
    first = left(scan, number, head)
    joints = (n for n in range(first, number) if view.folded[n] in scan.lexicon.bodies.and_)
    joint = next(joints, first)
    parts = [(first, joint), (joint + 1, number)]
    if first < joint < number - 1 and any(view.key(*part) in scan.places for part in parts):
        values = [f"{view.words(*part)} {head.singular}" for part in parts]
        return [
            Found(first, joint, head.label, head.kind, "coordination", value=values[0]),
            Found(joint + 1, number + 1, head.label, head.kind, "coordination", value=values[1]),
        ]
    if first == number:
        return []
    return [Found(first, number + 1, head.label, head.kind, "grammar", "ruler", 0.8)]
