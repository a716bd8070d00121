"""Institutions by grammar: a head noun, the words before it, and its complements.

"Dirección General de Promoción Económica del Ministerio de ..." ends before "del", since
an article and a second head noun begin another body.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities import governments
from pipeline.entities.complements import (
    adjectives,
    complements,
    is_other_body,
    is_whole,
    skip_articles,
    whole_end,
)
from pipeline.entities.coordination import plural_names
from pipeline.entities.lexicon import Head, load
from pipeline.entities.names import QUOTES_OPEN, is_name_word, is_office_word
from pipeline.entities.premodifiers import left
from pipeline.entities.scan import Found, Scan
from pipeline.records import Label

_ORGANS = frozenset({"council", "commission", "secretariat"})


def find(scan: Scan) -> list[Found]:
    """Return the bodies that the grammar finds, left to right; they may overlap."""
    found = [*_heads(scan), *governments.find(scan)]
    for lang in scan.lexicon.bodies.also:
        other = replace(scan, lexicon=load(lang))
        found += [item for item in _heads(other) if _foreign(scan, other, item)]
    return found


def _heads(scan: Scan) -> list[Found]:
    heads = scan.lexicon.bodies.heads
    found: list[Found] = []
    for number, word in enumerate(scan.view.folded):
        head = heads.get(word)
        if head is None or not scan.free[number] or is_office_word(scan, number):
            continue
        if _begins_office(scan, number):
            continue
        if head.plural:
            found += plural_names(scan, number, head)
        elif body := _body(scan, number, head):
            found.append(body)
    return found


def _begins_office(scan: Scan, number: int) -> bool:
    """Tell whether an office of several words begins with a body's noun ("Cabinet Secretary")."""
    office = scan.match(scan.lexicon.roles.nouns, number)
    return office is not None and office[0] > 1


def _foreign(scan: Scan, other: Scan, item: Found) -> bool:
    """Tell whether a name in another language is one: a capital first, and its own "of" inside."""
    joints = other.lexicon.bodies.linking - scan.lexicon.bodies.linking
    words = scan.view.folded[item.first : item.last]
    return scan.view.cap[item.first] and any(word in joints for word in words)


def _body(scan: Scan, number: int, head: Head) -> Found | None:
    view = scan.view
    capital = view.cap[number]
    if not capital and (not head.lower or _is_one_of_several(scan, number)):
        return None if head.lower else _small_unit(scan, number, head)
    first = left(scan, number, head) if capital else number
    middle = adjectives(scan, number)
    last = complements(scan, first, number, middle, head)
    if not _is_name(scan, head, number, first, middle, last):
        return _organ(scan, head, number, middle)
    key = view.key(first, last)
    if key in scan.lexicon.bodies.never or key in scan.places or _signs(scan, head, first, last):
        return None
    if scan.capitals[number] and not _stands_alone(scan, first, number):
        return None
    quoted = head.weak and last < len(view) and view.texts[last] in QUOTES_OPEN
    if quoted or (scan.same_line(number, last) and _is_building(scan, last)):
        return None
    if not capital and head.weak:
        first = number + 1
    confidence = 0.85 if not head.weak else 0.7
    return Found(
        first, last, _label(scan, head, first, last), head.kind, "grammar", "ruler", confidence
    )


def _is_building(scan: Scan, after: int) -> bool:
    """Tell whether the small word behind a name makes it a building's ("the Ilo Court hotel")."""
    view, words = scan.view, scan.lexicon
    return words.bodies.premodifiers and view.folded[after] in words.places.small_last


def _is_one_of_several(scan: Scan, number: int) -> bool:
    """Tell whether a noun is not that of a name ("the second municipality of the valley")."""
    return number > 0 and scan.view.folded[number - 1] in scan.lexicon.bodies.one_of


def _signs(scan: Scan, head: Head, first: int, last: int) -> bool:
    """Tell whether a line begins with a press office: it signs the release."""
    if head.kind not in ("unit", "directorate") or scan.same_line(first - 1, first):
        return False
    return any(word in scan.lexicon.bodies.press for word in scan.view.folded[first:last])


def _small_unit(scan: Scan, number: int, head: Head) -> Found | None:
    """Return a unit whose head noun is written small ("Technical Cooperation section")."""
    view = scan.view
    if head.kind not in ("unit", "directorate") or not scan.lexicon.bodies.premodifiers:
        return None
    first = left(scan, number, head)
    words = range(first, number)
    known = scan.index.by_key(view.key(first, number)) or view.key(first, number) in scan.places
    plain = scan.headline[number] or known or any(view.upper[n] for n in words)
    if len(words) < 2 or plain or view.folded[first] in scan.places:
        return None
    return Found(first, number + 1, head.label, head.kind, "small-unit", "ruler", 0.6)


def _organ(scan: Scan, head: Head, number: int, last: int) -> Found | None:
    """Return an organ that only its body tells apart ("the Assembly of the World Union")."""
    view, words = scan.view, scan.lexicon.bodies
    if head.kind not in _ORGANS or not view.cap[number]:
        return None
    if not scan.same_line(number, last + 1) or view.folded[last] not in words.linking:
        return None
    start = skip_articles(scan, last + 1)
    contracted = view.folded[last] in words.contracted
    if (
        (start == last + 1 and not contracted)
        or not is_name_word(scan, start)
        or not _is_body_there(scan, last, start)
    ):
        return None
    return Found(number, last, head.label, head.kind, "organ", "ruler", 0.7)


def _is_body_there(scan: Scan, of: int, start: int) -> bool:
    if scan.lexicon.bodies.premodifiers:
        return is_whole(scan, start, whole_end(scan, start))
    return is_other_body(scan, of, start)


def _stands_alone(scan: Scan, first: int, number: int) -> bool:
    """Tell whether a body in a line of capitals begins there, or begins with its head noun."""
    words = scan.lexicon.bodies
    if first == number or not scan.same_line(first - 1, first):
        return True
    return scan.view.folded[first - 1] in words.articles | words.linking


def _label(scan: Scan, head: Head, first: int, last: int) -> Label:
    """Return the label: of a kind that may be private, a word of public life makes it an agency."""
    words, name = scan.lexicon.bodies, scan.view.folded[first:last]
    if not words.private_words.isdisjoint(name):
        return "ORG"
    return "AGENCY" if head.public and not words.public_words.isdisjoint(name) else head.label


def _is_name(scan: Scan, head: Head, number: int, first: int, middle: int, last: int) -> bool:
    """Tell whether head, modifiers and complements are enough for a name."""
    view, words = scan.view, scan.lexicon.bodies
    inside = [*range(first, number), *range(number + 1, last)]
    content = [n for n in inside if view.cap[n]]
    proper = [n for n in inside if view.texts[n].isdigit()]
    proper += [n for n in content if view.folded[n] not in words.adjectives]
    if not view.cap[number]:
        return bool(proper)
    if head.weak:
        return last > middle or len(content) > 1 or (not words.premodifiers and bool(proper))
    if head.kind in ("directorate", "unit"):
        return bool(proper)
    return bool(content)
