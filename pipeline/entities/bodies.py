"""Institutions by grammar: a head noun, the words before it, and its complements.

"Dirección General de Promoción Económica del Ministerio de ..." ends before "del", since
an article and a second head noun begin another body.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities.coordination import plural_names
from pipeline.entities.lexicon import Head, load
from pipeline.entities.names import (
    QUOTES_OPEN,
    before_person,
    is_name_word,
    is_role,
    is_starter,
    run_right,
)
from pipeline.entities.scan import Found, Scan
from pipeline.records import Label

_MOST = 22
_ORGANS = frozenset({"council", "commission", "secretariat"})
_FOREIGN_LINKS = frozenset({"de", "del"})
_NUMBER_SIGNS = frozenset({"n", "no", "nro", "n°", "nº", "º", "°", "."})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def find(scan: Scan) -> list[Found]:
    """Return the bodies that the grammar finds, left to right; they may overlap."""
    found = _heads(scan)
    for lang in scan.lexicon.bodies.also:
        found += [
            item for item in _heads(replace(scan, lexicon=load(lang))) if _foreign(scan, item)
        ]
    return found


def _heads(scan: Scan) -> list[Found]:
    heads = scan.lexicon.bodies.heads
    found: list[Found] = []
    for number, word in enumerate(scan.view.folded):
        head = heads.get(word)
        if head is None or not scan.free[number] or _is_person(scan, number):
            continue
        if head.plural:
            found += plural_names(scan, number, head)
        elif body := _body(scan, number, head):
            found.append(body)
    return found


def _foreign(scan: Scan, item: Found) -> bool:
    """Tell whether a name in another language is one: it begins in a capital and has its "de"."""
    words = scan.view.folded[item.first : item.last]
    own = scan.lexicon.bodies
    joined = any(word not in own.linking and word in _FOREIGN_LINKS for word in words)
    return scan.view.cap[item.first] and joined


def _body(scan: Scan, number: int, head: Head) -> Found | None:
    view = scan.view
    capital = view.cap[number]
    if not capital and not head.lower:
        return None
    first = _left(scan, number, head) if capital else number
    middle = _adjectives(scan, number)
    last = complements(scan, number, middle, head)
    if not _is_name(scan, head, number, first, middle, last):
        return _organ(scan, head, number, middle)
    if view.key(first, last) in scan.lexicon.bodies.never:
        return None
    if scan.capitals[number] and not _stands_alone(scan, first, number):
        return None
    if head.weak and last < len(view) and view.texts[last] in QUOTES_OPEN:
        return None
    if not capital and head.weak:
        first = number + 1
    confidence = 0.85 if not head.weak else 0.7
    return Found(
        first, last, _label(scan, head, first, last), head.kind, "grammar", "ruler", confidence
    )


def _organ(scan: Scan, head: Head, number: int, last: int) -> Found | None:
    """Return an organ that only its body's name tells apart ("the Assembly of the World ... Union")."""
    view, words = scan.view, scan.lexicon.bodies
    if head.kind not in _ORGANS or not words.premodifiers or not view.cap[number]:
        return None
    if not scan.same_line(number, last + 1) or view.folded[last] not in words.linking:
        return None
    start = _skip_articles(scan, last + 1)
    if (
        start == last + 1
        or not is_name_word(scan, start)
        or not _is_whole(scan, start, _whole_end(scan, start))
    ):
        return None
    return Found(number, last, head.label, head.kind, "organ", "ruler", 0.7)


def _stands_alone(scan: Scan, first: int, number: int) -> bool:
    """Tell whether a body in a line of capitals begins there, or begins with its head noun."""
    words = scan.lexicon.bodies
    if first == number or not scan.same_line(first - 1, first):
        return True
    return scan.view.folded[first - 1] in words.articles | words.linking


def _is_person(scan: Scan, number: int) -> bool:
    """Tell whether a word that folds to a head noun is an office ("secretaria", "secretaría")."""
    view = scan.view
    if (view.folded[number],) not in scan.lexicon.roles.nouns.get(view.folded[number], {}):
        return False
    return not scan.capitals[number] and view.texts[number].isascii()


def _label(scan: Scan, head: Head, first: int, last: int) -> Label:
    """Return the label: of a kind that may be private, a word of public life makes it an agency."""
    words = scan.lexicon.bodies.public_words
    if head.public and any(word in words for word in scan.view.folded[first:last]):
        return "AGENCY"
    return head.label


def _left(scan: Scan, number: int, head: Head) -> int:
    """Return where the words before the head begin."""
    view, words = scan.view, scan.lexicon.bodies
    if not words.premodifiers:
        return number
    first = number
    while first and number - first < 8:
        before = first - 1
        if not scan.same_line(before, number):
            break
        if _is_owner(scan, before, first, number):
            break
        if (
            is_name_word(scan, before)
            and not is_starter(scan, before)
            and not is_role(scan, before)
        ):
            first = before
        elif (view.folded[before] in words.and_ and _joins_left(scan, before, first, number)) or (
            view.texts[before] in _POSSESSIVE and _possesses(scan, before, number)
        ):
            first = before - 1
        else:
            break
    if head.no_country and first < number and view.folded[first] in scan.lexicon.demonyms:
        first += 1
    return first


def _is_owner(scan: Scan, before: int, first: int, number: int) -> bool:
    """Tell whether an acronym before a name is its owner ("OAS Department for ..."), not a part of it.

    "CARICOM Secretariat" is one name: the head noun follows at once and has no complement.
    """
    view = scan.view
    if (
        not view.upper[before]
        or scan.capitals[before]
        or not scan.index.by_key(view.folded[before])
    ):
        return False
    bare = first == number and not (
        scan.same_line(number, number + 1) and view.folded[number + 1] in scan.lexicon.bodies.of
    )
    return not bare


def _possesses(scan: Scan, mark: int, number: int) -> bool:
    """Tell whether "Sheriff's Office" and "Workers' Union" hold together: not "Peru's Ministry"."""
    view = scan.view
    owner = mark - 1
    if not is_name_word(scan, owner) or not scan.same_line(owner, number):
        return False
    plural = view.texts[mark] in "'’" and view.folded[owner].endswith("s")
    office = is_role(scan, owner) and view.cap[number]
    known = view.folded[owner] in scan.places or bool(scan.index.by_key(view.folded[owner]))
    return (plural or office) and not known


def _joins_left(scan: Scan, conjunction: int, first: int, number: int) -> bool:
    """Tell whether "Water and" before "Sewerage Company" is part of the name."""
    view, words = scan.view, scan.lexicon.bodies
    before = conjunction - 1
    return (
        first < number
        and is_name_word(scan, before)
        and not is_starter(scan, before)
        and not view.upper[before]
        and view.folded[before] not in words.heads
        and view.folded[first] not in words.adjectives
        and not scan.places.is_country(view.folded[before])
    )


def _adjectives(scan: Scan, number: int) -> int:
    """Return the end of the head's adjectives ("Dirección General", "Hospital Dos")."""
    view, words = scan.view, scan.lexicon.bodies
    last = number + 1
    while (
        scan.same_line(number, last) and scan.free[last] and view.folded[last] in words.adjectives
    ):
        last += 1
    last = _numbered(scan, number, last)
    direct = not words.premodifiers or words.heads[view.folded[number]].direct
    if direct and is_name_word(scan, last) and scan.same_line(number, last):
        last = run_right(scan, last)
    return last


def _numbered(scan: Scan, number: int, last: int) -> int:
    """Return the end of a unit's number ("Dirección Zonal 6", "Zona Registral N.° VII")."""
    view = scan.view
    at = last
    while scan.same_line(number, at) and view.folded[at] in _NUMBER_SIGNS:
        at += 1
    if last > number + 1 and scan.same_line(number, at) and scan.free[at]:
        digits = view.texts[at].isdigit() and len(view.texts[at]) < 4
        if digits or (view.upper[at] and not set(view.texts[at]) - set("IVXL")):
            return at + 1
    return last


def complements(scan: Scan, number: int, last: int, head: Head) -> int:
    """Return the end of the complements of the head at ``number`` that begin at ``last``."""
    view, words = scan.view, scan.lexicon.bodies
    filled = last > number + 1 and any(
        word not in words.adjectives for word in view.folded[number + 1 : last]
    )
    while last - number < _MOST and scan.same_line(number, last) and scan.free[last]:
        word = view.folded[last]
        if view.folded[last - 1] in words.suffixes and view.upper[last - 1]:
            break
        if word in words.of:
            end = _of(scan, last, head, filled)
        elif word in words.and_ and filled:
            end = _and(scan, last)
        elif word == "," and head.list and filled:
            end = _comma(scan, last)
        elif word in words.place and head.place and filled:
            end = run_right(scan, last + 1, 4)
            end = end if end > last + 1 else last
        else:
            break
        if end <= last:
            break
        last, filled = end, True
    return _with_country(scan, number, last)


def _with_country(scan: Scan, number: int, last: int) -> int:
    """Return the end with the country that follows at once ("Marine Department Malaysia")."""
    view = scan.view
    if not scan.lexicon.bodies.premodifiers or scan.headline[number] or scan.capitals[number]:
        return last
    after = scan.same_line(number, last) and is_name_word(scan, last)
    return last + 1 if after and scan.places.is_country(view.folded[last]) else last


def _skip_articles(scan: Scan, number: int) -> int:
    while number < len(scan.view) and scan.view.folded[number] in scan.lexicon.bodies.articles:
        number += 1
    return number


def _is_other_body(scan: Scan, of: int, start: int) -> bool:
    """Tell whether a second body begins at ``start`` ("of the Ministry", "del Hospital")."""
    view, words = scan.view, scan.lexicon.bodies
    head = words.heads.get(view.folded[start])
    article = start > of + 1 or view.folded[of] in ("del", "al")
    if head and not head.plural and (article or head.no_country):
        return True
    known = view.upper[start] or (article and not is_name_word(scan, start + 1))
    hits = scan.index.by_key(view.folded[start]) if known else ()
    return bool(hits)


def _of(scan: Scan, last: int, head: Head, filled: bool) -> int:
    view = scan.view
    start = _skip_articles(scan, last + 1)
    if not scan.same_line(last, start) or not is_name_word(scan, start):
        return last
    if _is_other_body(scan, last, start):
        return last
    end = run_right(scan, start)
    if head.no_country:
        end = before_person(scan, start, end)
    if filled and (head.no_country and scan.places.is_country(view.key(start, end))):
        return last
    if not scan.capitals[start] and (filled or start > last + 1):
        whole = _whole_end(scan, start) if start > last + 1 else end
        if _is_whole(scan, start, whole):
            return last
    return end


def _whole_end(scan: Scan, start: int) -> int:
    """Return the end of a head-final name with its "and": "World Harbour and Pilotage Organization"."""
    view, words = scan.view, scan.lexicon.bodies
    end = run_right(scan, start)
    if end > start and scan.same_line(start, end) and view.folded[end] in words.and_:
        more = run_right(scan, end + 1)
        if more > end + 1 and view.folded[more - 1] in words.heads:
            return more
    return end


def _is_whole(scan: Scan, start: int, end: int) -> bool:
    """Tell whether a later complement is a body itself: an acronym, or it ends in a head noun."""
    view, words = scan.view, scan.lexicon.bodies
    if end - start == 1 and view.upper[start]:
        return True
    head = words.heads.get(view.folded[end - 1]) if words.premodifiers and end - start > 1 else None
    return head is not None and not head.plural


def _and(scan: Scan, last: int) -> int:
    view, words = scan.view, scan.lexicon.bodies
    start = last + 1
    shared = scan.same_line(last, start) and view.folded[start] in words.linking
    if shared:
        start = _skip_articles(scan, start + 1)
    if not scan.same_line(last, start) or not is_name_word(scan, start):
        return last
    end = run_right(scan, start)
    if end == start or (_begins_other(scan, start, end) and not shared):
        return last
    return end


def _begins_other(scan: Scan, start: int, end: int) -> bool:
    """Tell whether the words after "and" are a name of their own."""
    view, words = scan.view, scan.lexicon.bodies
    if end - start == 1 and words.premodifiers and not view.upper[start]:
        return scan.places.is_country(view.folded[start]) or is_role(scan, start)
    reach = end if words.premodifiers else start + 1
    if any(
        view.folded[n] in words.heads and not words.heads[view.folded[n]].plural
        for n in range(start, reach)
    ):
        return True
    if view.upper[start] and not scan.capitals[start]:
        return True
    key = view.key(start, end)
    known = " " in key and bool(scan.index.by_key(key))
    return known or scan.places.is_country(key) or is_role(scan, start)


def _comma(scan: Scan, last: int) -> int:
    """Return the end of a list ("of Housing, Construction and Sanitation"), ``last`` if it is none."""
    view, words = scan.view, scan.lexicon.bodies
    at = last
    while view.folded[at] == "," and scan.same_line(last, at + 1):
        start = at + 1
        end = run_right(scan, start, 4)
        if end == start or _begins_other(scan, start, end):
            return last
        while scan.same_line(last, end) and view.folded[end] in words.linking:
            more = run_right(scan, _skip_articles(scan, end + 1), 4)
            if more <= end + 1:
                break
            end = more
        at = end
        if not scan.same_line(last, at):
            return last
    if view.folded[at] == "," or view.folded[at] not in words.and_:
        return last
    end = _and(scan, at)
    return end if end > at else last


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
