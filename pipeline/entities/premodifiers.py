"""The words before a head noun: "Kenya Revenue | Authority", "Water and Sewerage | Company"."""

from __future__ import annotations

from pipeline.entities.lexicon import Head
from pipeline.entities.names import is_name_word, is_role, is_starter
from pipeline.entities.scan import Scan

_MOST = 8


def left(scan: Scan, number: int, head: Head) -> int:
    """Return where the words before the head begin."""
    view, words = scan.view, scan.lexicon.bodies
    if not words.premodifiers:
        return number
    first = number
    while first and number - first < _MOST:
        before = first - 1
        if not scan.same_line(before, number):
            break
        if head.label == "AGENCY" and _is_owner(scan, before, first, number):
            break
        judge = head.kind == "court" and first == number
        if (
            is_name_word(scan, before)
            and not is_starter(scan, before)
            and view.folded[before] not in words.one_of
            and (judge or not is_role(scan, before))
        ):
            first = before
        elif _joins(scan, before, first, number):
            first = _owner_start(scan, before - 1)
        else:
            break
    if head.no_country and first < number and view.folded[first] in scan.lexicon.demonyms:
        first += 1
    return first


def _joins(scan: Scan, mark: int, first: int, number: int) -> bool:
    """Tell whether "and", a possessive or a slash joins the word before it to the name."""
    view, words = scan.view, scan.lexicon.bodies
    if view.folded[mark] in words.and_:
        return _joins_left(scan, mark, first, number)
    if view.texts[mark] in words.possessive:
        return _possesses(scan, mark, number)
    return view.texts[mark] == "/" and is_name_word(scan, mark - 1) and first < number


def _owner_start(scan: Scan, owner: int) -> int:
    """Return where the words of a possessor begin ("Prime Minister's")."""
    before = scan.lexicon.roles.before
    while is_role(scan, owner) and is_name_word(scan, owner - 1):
        if scan.view.folded[owner - 1] not in before:
            break
        owner -= 1
    return owner


def _is_owner(scan: Scan, before: int, first: int, number: int) -> bool:
    """Tell whether an acronym before a name is its owner ("OAS Department for X").

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
    plural = len(view.texts[mark]) == 1 and view.folded[owner].endswith("s")
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
