"""The words behind a head noun: adjectives, "of" and its like, coordination, lists, a country.

A complement ends where a second body begins: an article and another head noun, an acronym
of the registry, a name that ends in a head noun.
"""

from __future__ import annotations

from pipeline.entities.givennames import CLEAR, given_name
from pipeline.entities.lexicon import Head
from pipeline.entities.names import before_person, is_name_word, is_role, run_right
from pipeline.entities.scan import Scan

_MOST = 22


def adjectives(scan: Scan, number: int) -> int:
    """Return the end of the head's adjectives ("Dirección General", "Hospital Dos")."""
    view, words = scan.view, scan.lexicon.bodies
    last = number + 1
    while (
        scan.same_line(number, last) and scan.free[last] and view.folded[last] in words.adjectives
    ):
        last += 1
    last = _numbered(scan, number, last)
    direct = not words.premodifiers or words.heads[view.folded[number]].direct
    if (
        direct
        and is_name_word(scan, last)
        and not is_role(scan, last)
        and scan.same_line(number, last)
    ):
        last = _to_form(scan, last, run_right(scan, last))
    return last


def _to_form(scan: Scan, first: int, last: int) -> int:
    """Return the end of a name behind its legal form: "Los Boldos S.A. | El Servicio"."""
    view, suffixes = scan.view, scan.lexicon.bodies.suffixes
    forms = (n + 1 for n in range(first, last) if view.folded[n] in suffixes and view.upper[n])
    return next(forms, last)


def _numbered(scan: Scan, number: int, last: int) -> int:
    """Return the end of a unit's number ("Dirección Zonal 6", "Zona Registral N.° VII")."""
    view, words = scan.view, scan.lexicon.bodies
    at = last
    while scan.same_line(number, at) and view.folded[at] in words.number_signs:
        at += 1
    if last > number + 1 and scan.same_line(number, at) and scan.free[at]:
        digits = view.texts[at].isdigit() and len(view.texts[at]) < 4
        if digits or (view.upper[at] and not set(view.texts[at]) - set("IVXL")):
            return at + 1
    return last


def complements(scan: Scan, first: int, number: int, last: int, head: Head) -> int:
    """Return the end of the complements, from ``last`` on, of the head at ``number``."""
    view, words = scan.view, scan.lexicon.bodies
    filled = last > number + 1 and any(
        word not in words.adjectives for word in view.folded[number + 1 : last]
    )
    filled = filled or (head.kind == "unit" and number > first)
    while last - number < _MOST and scan.same_line(number, last) and scan.free[last]:
        word = view.folded[last]
        if word in words.articles and view.folded[last - 1] in words.of:
            last -= 1
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
        elif word in words.subject and head.list and filled:
            end = _subject(scan, last)
        else:
            break
        if end <= last:
            break
        last, filled = end, True
    return _with_country(scan, number, last)


def _subject(scan: Scan, last: int) -> int:
    """Return the end of a subject after "in" that is no place ("Redes en Salud Pública")."""
    view = scan.view
    end = run_right(scan, last + 1, 4)
    keys = [view.key(last + 1, stop) for stop in range(last + 2, end + 1)]
    common = scan.lexicon.places.common
    known = any(
        (key in scan.places and key not in common) or (" " in key and scan.index.by_key(key))
        for key in keys
    )
    person = end > last + 1 and given_name(view.texts[last + 1]) == CLEAR
    return last if not keys or known or person or scan.headline[last] else end


def _with_country(scan: Scan, number: int, last: int) -> int:
    """Return the end with the country that follows at once ("Marine Department Malaysia")."""
    view = scan.view
    if not scan.lexicon.bodies.premodifiers or scan.headline[number] or scan.capitals[number]:
        return last
    after = scan.same_line(number, last) and is_name_word(scan, last)
    return last + 1 if after and scan.places.is_country(view.folded[last]) else last


def skip_articles(scan: Scan, number: int) -> int:
    """Return the first token from ``number`` on that is no article."""
    while number < len(scan.view) and scan.view.folded[number] in scan.lexicon.bodies.articles:
        number += 1
    return number


def is_other_body(scan: Scan, of: int, start: int) -> bool:
    """Tell whether a second body begins at ``start`` ("of the Ministry", "del Hospital")."""
    view, words = scan.view, scan.lexicon.bodies
    head = words.heads.get(view.folded[start])
    article = start > of + 1 or view.folded[of] in words.contracted
    if view.key(start, start + 2) in words.never:
        return False
    if head and not head.plural and (article or head.no_country):
        return True
    known = (view.upper[start] and view.folded[of] in words.linking) or (
        article and not is_name_word(scan, start + 1)
    )
    hits = scan.index.by_key(view.folded[start]) if known else ()
    return bool(hits)


def _of(scan: Scan, last: int, head: Head, filled: bool) -> int:
    view = scan.view
    start = skip_articles(scan, last + 1)
    if not scan.same_line(last, start) or not is_name_word(scan, start):
        return last
    office = _office_end(scan, start) if head.kind == "unit" and start > last + 1 else 0
    if office or is_other_body(scan, last, start):
        return office or last
    end = run_right(scan, start)
    if _owns_office(scan, end):
        return last
    if head.no_country:
        end = before_person(scan, start, end)
    if filled and (head.no_country and scan.places.is_country(view.key(start, end))):
        return last
    if not scan.capitals[start] and (filled or start > last + 1):
        whole = whole_end(scan, start) if start > last + 1 else end
        if is_whole(scan, start, whole):
            return last
    return end


def _office_end(scan: Scan, start: int) -> int:
    """Return the end of an officer's title ("Office of the | County Registrar of ..."), or 0."""
    view, roles = scan.view, scan.lexicon.roles
    if not scan.lexicon.bodies.premodifiers or scan.capitals[start]:
        return 0
    for number in range(start, min(start + 4, len(view))):
        if not is_name_word(scan, number) or not scan.same_line(start, number):
            break
        if office := scan.match(roles.nouns, number):
            end = number + office[0]
            while scan.same_line(start, end) and view.cap[end] and view.folded[end] in roles.after:
                end += 1
            return end if view.cap[end - 1] and not _owns_office(scan, end) else 0
    return 0


def _owns_office(scan: Scan, end: int) -> bool:
    """Tell whether a possessive and a head noun follow ("of the | Prime Minister's Office")."""
    view, words = scan.view, scan.lexicon.bodies
    if not scan.same_line(end - 1, end + 1) or view.texts[end] not in words.possessive:
        return False
    return view.cap[end + 1] and view.folded[end + 1] in words.heads


def whole_end(scan: Scan, start: int) -> int:
    """Return the end of a head-final name with its "and" ("Land and Water Organization")."""
    view, words = scan.view, scan.lexicon.bodies
    end = run_right(scan, start)
    if end > start and scan.same_line(start, end) and view.folded[end] in words.and_:
        more = run_right(scan, end + 1)
        if more > end + 1 and view.folded[more - 1] in words.heads:
            return more
    return end


def is_whole(scan: Scan, start: int, end: int) -> bool:
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
    if scan.same_line(last, start) and view.folded[start] in words.articles:
        start += _has_article(scan, last)
    elif shared:
        start = skip_articles(scan, start + 1)
    if not scan.same_line(last, start) or not is_name_word(scan, start):
        return last
    end = run_right(scan, start)
    if end == start or (_begins_other(scan, start, end) and not shared):
        return last
    return end


def _has_article(scan: Scan, last: int) -> bool:
    """Tell whether the complement before ``last`` has an article ("para la Agricultura y la")."""
    view, words = scan.view, scan.lexicon.bodies
    at = last - 1
    while at > 1 and is_name_word(scan, at):
        at -= 1
    return view.folded[at] in words.articles and view.folded[at - 1] in words.of - words.linking


def _begins_other(scan: Scan, start: int, end: int) -> bool:
    """Tell whether the words after "and" are a name of their own."""
    view, words = scan.view, scan.lexicon.bodies
    named = view.folded[start] in words.heads and end < len(view) and view.folded[end] in words.of
    if end - start == 1 and words.premodifiers and not view.upper[start] and not named:
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
    """Return the end of a list ("of Housing, Construction and Sanitation"), else ``last``."""
    view, words = scan.view, scan.lexicon.bodies
    at = last
    while view.folded[at] == "," and scan.same_line(last, at + 1):
        start = at + 1
        end = run_right(scan, start, 4)
        if end == start or _begins_other(scan, start, end):
            return last
        while scan.same_line(last, end) and view.folded[end] in words.linking:
            more = run_right(scan, skip_articles(scan, end + 1), 4)
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
