"""Institutions by grammar: a head noun, the words before it, and its complements.

"Dirección General de Promoción Económica del Ministerio de ..." ends before "del", since
an article and a second head noun begin another body.
"""

from __future__ import annotations

from pipeline.entities.coordination import plural_names
from pipeline.entities.lexicon import Head
from pipeline.entities.names import QUOTES_OPEN, is_name_word, is_role, is_starter, run_right
from pipeline.entities.scan import Found, Scan
from pipeline.records import Label

_MOST = 22
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def find(scan: Scan) -> list[Found]:
    """Return the bodies that the grammar finds, left to right; they may overlap."""
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


def _body(scan: Scan, number: int, head: Head) -> Found | None:
    view = scan.view
    capital = view.cap[number]
    if not capital and not head.lower:
        return None
    first = _left(scan, number, head) if capital else number
    middle = _adjectives(scan, number)
    last = complements(scan, number, middle, head)
    if not _is_name(scan, head, number, first, middle, last):
        return None
    if head.weak and last < len(view) and view.texts[last] in QUOTES_OPEN:
        return None
    if not capital and head.weak:
        first = number + 1
    confidence = 0.85 if not head.weak else 0.7
    return Found(
        first, last, _label(scan, head, first, last), head.kind, "grammar", "ruler", confidence
    )


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
        if view.upper[before] and not scan.capitals[before] and scan.index.by_key(view.folded[before]):
            break
        if (
            is_name_word(scan, before)
            and not is_starter(scan, before)
            and not is_role(scan, before)
        ):
            first = before
        elif view.folded[before] in words.and_ and _joins_left(scan, before, first, number):
            first = before - 1
        elif view.texts[before] in _POSSESSIVE and _possesses(scan, before, number):
            first = before - 1
        else:
            break
    if head.no_country and first < number and view.folded[first] in scan.lexicon.demonyms:
        first += 1
    return first


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
    direct = not words.premodifiers or words.heads[view.folded[number]].direct
    if direct and is_name_word(scan, last) and scan.same_line(number, last):
        last = run_right(scan, last)
    return last


def complements(scan: Scan, number: int, last: int, head: Head) -> int:
    """Return the end of the complements of the head at ``number`` that begin at ``last``."""
    view, words = scan.view, scan.lexicon.bodies
    filled = last > number + 1 and any(
        word not in words.adjectives for word in view.folded[number + 1 : last]
    )
    while last - number < _MOST and scan.same_line(number, last) and scan.free[last]:
        word = view.folded[last]
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
    return last


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
    hits = scan.index.by_key(view.folded[start]) if view.upper[start] else ()
    return bool(hits)


def _of(scan: Scan, last: int, head: Head, filled: bool) -> int:
    view = scan.view
    start = _skip_articles(scan, last + 1)
    if not scan.same_line(last, start) or not is_name_word(scan, start):
        return last
    if _is_other_body(scan, last, start):
        return last
    end = run_right(scan, start)
    if filled and (head.no_country and scan.places.is_country(view.key(start, end))):
        return last
    if filled and not scan.capitals[start] and _is_whole(scan, start, end):
        return last
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
    if scan.same_line(last, start) and view.folded[start] in words.of:
        start = _skip_articles(scan, start + 1)
    if not scan.same_line(last, start) or not is_name_word(scan, start):
        return last
    end = run_right(scan, start)
    if end == start or _begins_other(scan, start, end):
        whole = words.premodifiers and view.folded[end - 1] in words.heads and end > start
        return end if whole and _after_article(scan, last) else last
    return end


def _after_article(scan: Scan, last: int) -> bool:
    """Tell whether the words before ``last`` follow "of the": their head noun is still to come."""
    view, words = scan.view, scan.lexicon.bodies
    at = last - 1
    while at > 1 and is_name_word(scan, at):
        if view.folded[at] in words.heads:
            return False
        at -= 1
    return view.folded[at] in words.articles and view.folded[at - 1] in words.of


def _begins_other(scan: Scan, start: int, end: int) -> bool:
    """Tell whether the words after "and" are a name of their own."""
    view, words = scan.view, scan.lexicon.bodies
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
    proper = [n for n in content if view.folded[n] not in words.adjectives]
    if not view.cap[number]:
        return bool(proper)
    if head.weak:
        return last > middle or len(content) > 1 or (not words.premodifiers and bool(proper))
    if head.kind in ("directorate", "unit"):
        return bool(proper)
    return bool(content)
