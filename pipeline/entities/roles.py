"""Offices and job titles: where the words of one begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.entities.names import is_name_word, is_starter, run_right
from pipeline.entities.scan import Scan


@dataclass(slots=True)
class Office:
    """The words of an office; ``lead`` is where the noun phrase begins with its article.

    ``reach`` is where a person may follow: behind the body that the office belongs to.
    """

    first: int
    last: int
    kind: str
    reach: int
    definite: bool


def find(scan: Scan) -> list[Office]:
    """Return all offices of the text, whether or not a person stands beside them."""
    offices: list[Office] = []
    number, total = 0, len(scan.view)
    while number < total:
        if scan.free[number] and (hit := scan.match(scan.lexicon.roles.nouns, number)):
            office = _office(scan, number, number + hit[0], str(hit[1]))
            if offices and offices[-1].last > office.first:
                office = _joined(offices.pop(), office)
            offices.append(office)
            number = office.last
        else:
            number += 1
    return offices


def _joined(one: Office, other: Office) -> Office:
    return Office(one.first, other.last, other.kind, other.reach, one.definite)


def _office(scan: Scan, noun: int, end: int, kind: str) -> Office:
    first = _left(scan, noun)
    last = _right(scan, end)
    last = _portfolio(scan, noun, last)
    definite = first > 0 and scan.view.folded[first - 1] in scan.lexicon.roles.definite
    return Office(first, last, kind, _reach(scan, last), definite)


def _left(scan: Scan, noun: int) -> int:
    """Return where the words before the noun begin ("Foreign Affairs Minister")."""
    view, roles = scan.view, scan.lexicon.roles
    first = noun
    while first and scan.same_line(first - 1, noun) and scan.free[first - 1]:
        before = first - 1
        word = view.folded[before]
        if word in roles.before:
            first = before
        elif scan.lexicon.bodies.premodifiers and view.cap[noun] and _is_portfolio(scan, before):
            first = before
        elif (
            word in scan.lexicon.bodies.and_
            and first < noun
            and view.folded[before - 1] in roles.before
        ):
            first = before - 1
        else:
            break
    return first


def _is_portfolio(scan: Scan, number: int) -> bool:
    """Tell whether the capitalised word names a field of duty, not a body or a person."""
    view = scan.view
    return (
        is_name_word(scan, number)
        and not is_starter(scan, number)
        and not scan.headline[number]
        and not view.upper[number]
        and view.folded[number] not in scan.places
        and view.folded[number] not in scan.lexicon.demonyms
        and view.texts[number].isalpha()
        and view.folded[number] in scan.small
    )


def _right(scan: Scan, end: int) -> int:
    view, after = scan.view, scan.lexicon.roles.after
    while scan.same_line(end - 1, end) and scan.free[end]:
        if view.folded[end] in after:
            end += 1
        elif (
            view.texts[end] == "("
            and end + 2 < len(view)
            and view.texts[end + 2] == ")"
            and len(view.texts[end + 1]) == 1
        ):
            end += 3
        else:
            break
    return end


def _portfolio(scan: Scan, noun: int, last: int) -> int:
    """Return the end of the office with its field ("Minister of Foreign Affairs"), not of its body."""
    view, words = scan.view, scan.lexicon.bodies
    start = last + 1
    if not scan.same_line(noun, last) or view.folded[last] not in scan.lexicon.roles.of:
        return last
    if view.cap[last] and not scan.capitals[last]:
        return last
    while start < len(view) and view.folded[start] in words.articles:
        start += 1
    if not scan.same_line(noun, start) or not is_name_word(scan, start):
        return last
    end = run_right(scan, start)
    key = view.key(start, end)
    if view.folded[start] in words.heads or view.upper[start] and not scan.capitals[start]:
        return last
    if scan.index.by_key(key) or key in scan.places:
        return last
    while scan.same_line(noun, end + 1):
        at = end
        while view.folded[at] in words.and_ | words.articles | {
            ","
        } | scan.lexicon.roles.of and at + 1 < len(view):
            at += 1
        list_item = at > end and scan.same_line(noun, at) and is_name_word(scan, at)
        if not list_item or view.folded[at] in words.heads or not _goes_on(scan, end, at):
            break
        more = run_right(scan, at)
        if scan.index.by_key(view.key(at, more)) or view.key(at, more) in scan.places:
            break
        end = more
    return end


def _goes_on(scan: Scan, end: int, at: int) -> bool:
    """Tell whether the words between two fields join them: a conjunction, or "of" without a comma."""
    between = scan.view.folded[end:at]
    if any(word in scan.lexicon.bodies.and_ for word in between):
        return True
    return "," not in between and any(word in scan.lexicon.bodies.linking for word in between)


def _reach(scan: Scan, last: int) -> int:
    """Return the token where a person's name may begin: past "of the <body>" and a comma."""
    view = scan.view
    at = last
    if scan.same_line(last - 1, at) and view.folded[at] in scan.lexicon.roles.of:
        after = at + 1
        while after < len(view) and view.folded[after] in scan.lexicon.bodies.articles:
            after += 1
        item = scan.covering(after) if after < len(view) and not scan.free[after] else None
        if item and item.label in ("AGENCY", "ORG"):
            at = item.last
            at = _past_bracket(scan, at)
        else:
            place = _place_end(scan, after)
            at = place if place else at
    elif scan.same_line(last - 1, at) and at < len(view) and not scan.free[at]:
        item = scan.covering(at)
        if item and item.label in ("AGENCY", "ORG"):
            at = _past_bracket(scan, item.last)
    return at


def _past_bracket(scan: Scan, at: int) -> int:
    texts = scan.view.texts
    if at + 2 < len(texts) and texts[at] == "(" and texts[at + 2] == ")":
        return at + 3
    return at


def _place_end(scan: Scan, first: int) -> int:
    view = scan.view
    if first >= len(view) or not view.cap[first]:
        return 0
    for size in range(min(scan.places.longest(view.folded[first]), len(view) - first), 0, -1):
        if view.key(first, first + size) in scan.places:
            return first + size
    return 0
