"""Offices and job titles: where the words of one begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.entities import fields
from pipeline.entities.complements import skip_articles
from pipeline.entities.givennames import given_name, is_known
from pipeline.entities.names import is_coined, is_name_word, is_role, is_starter, name_right
from pipeline.entities.scan import Found, Scan


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
    body: bool = False


# Words of an unknown name behind an office.
_MOST_WORDS = 8
# Offices that are called by the fields they look after.
_LISTING = frozenset({"minister", "vice_minister", "secretary"})
# Offices of a house, called by what they look after there ("Sales and Marketing Manager").
_HOUSE = frozenset({"manager", "director", "coordinator"})
_LEADS = frozenset({"chief_executive", "president", "spokesperson"})
_WITHOUT_FIELD = frozenset(
    {"chief_executive", "president", "mayor", "governor", "ambassador", "spokesperson", "rector"}
)


def find(scan: Scan) -> list[Office]:
    """Return all offices of the text, whether or not a person stands beside them."""
    offices: list[Office] = []
    number, total = 0, len(scan.view)
    while number < total:
        if (
            scan.free[number]
            and not _is_office_room(scan, number)
            and (hit := scan.match(scan.lexicon.roles.nouns, number))
        ):
            office = _office(scan, number, number + hit[0], str(hit[1]))
            if offices and _is_one(scan, offices[-1], office):
                office = _joined(offices.pop(), office)
            elif offices:
                office.first = max(office.first, offices[-1].last)
            offices.append(office)
            number = office.last
        else:
            number += 1
    return offices


def _is_one(scan: Scan, one: Office, other: Office) -> bool:
    """Tell whether two offices are one ("Chief Elections Officer", "directora gerente")."""
    view = scan.view
    if _has_field(scan, one) and view.folded[other.last - 1] in scan.lexicon.persons.honorifics:
        return False  # "Minister of Trade | Senator Ann Lee"
    if one.last >= other.first:
        return True
    between = range(one.last, other.first)
    return (
        len(between) < 3
        and view.cap[other.first]
        and view.cap[one.first]
        and all(is_name_word(scan, n) for n in between)
        and scan.same_line(one.first, other.first)
        and not any(given_name(view.texts[n]) for n in between)
    )


def _has_field(scan: Scan, office: Office) -> bool:
    """Tell whether the words of an office say of what it is ("Minister of Trade")."""
    return not scan.lexicon.roles.of.isdisjoint(scan.view.folded[office.first : office.last])


def _is_office_room(scan: Scan, number: int) -> bool:
    """Tell whether an accent makes the word a body ("secretaría"), not a person's office."""
    view = scan.view
    accented = not view.texts[number].isascii() and not scan.capitals[number]
    return accented and view.folded[number] in scan.lexicon.bodies.heads


def _joined(one: Office, other: Office) -> Office:
    return Office(one.first, other.last, other.kind, other.reach, one.definite, other.body)


def _office(scan: Scan, noun: int, end: int, kind: str) -> Office:
    first = _left(scan, noun, kind)
    last = _right(scan, end)
    if kind not in _WITHOUT_FIELD:
        last = fields.end(scan, noun, last)
    definite = first > 0 and scan.view.folded[first - 1] in scan.lexicon.roles.definite
    at, body = reach(scan, last, kind)
    if body and at > last:
        at = max(at, reach(scan, at, kind)[0])
    return Office(first, last, kind, at, definite, body)


def _left(scan: Scan, noun: int, kind: str) -> int:
    """Return where the words before the noun begin ("Foreign Affairs Minister")."""
    view, roles = scan.view, scan.lexicon.roles
    first = noun
    while first and scan.same_line(first - 1, noun) and scan.free[first - 1]:
        before = first - 1
        word = view.folded[before]
        if word in roles.before or (
            scan.lexicon.bodies.premodifiers and view.cap[noun] and _is_portfolio(scan, before)
        ):
            first = before
        elif (
            word in scan.lexicon.bodies.and_
            and first < noun
            and view.folded[before - 1] in roles.before
        ):
            first = before - 1
        else:
            break
    if first < noun and kind in _LISTING and scan.lexicon.bodies.premodifiers:
        return _fields_before(scan, first)
    if first < noun and kind in _HOUSE and scan.lexicon.bodies.premodifiers:
        return _field_before(scan, first)
    if first == noun and not view.cap[noun] and scan.lexicon.bodies.premodifiers:
        return _small_before(scan, noun)
    return first


def _fields_before(scan: Scan, first: int) -> int:
    """Return where a list of fields begins ("Industry, Investment and | Commerce Minister")."""
    view, joined = scan.view, False
    start = first
    while start > 1 and scan.same_line(start - 2, first) and first - start < _MOST_WORDS:
        before = view.texts[start - 1]
        is_and = view.folded[start - 1] in scan.lexicon.bodies.and_
        if not (is_and and not joined) and not (joined and before == ","):
            break
        if not view.cap[start - 2] or is_known(view.folded[start - 2]):
            break
        if start > 2 and given_name(view.texts[start - 3]):
            break
        joined, start = True, start - 2
    return start


def _field_before(scan: Scan, first: int) -> int:
    """Return where the first of two fields of a house begins ("Sales and | Marketing Manager")."""
    view, start = scan.view, first - 2
    if start < 1 or not scan.same_line(start, first):
        return first
    if view.folded[first - 1] not in scan.lexicon.bodies.and_ or view.cap[start - 1]:
        return first
    word = view.folded[start]
    fits = view.cap[start] and not view.upper[start] and not scan.headline[start]
    known = is_known(word) or word in scan.lexicon.bodies.heads or is_role(scan, start)
    return start if fits and not known else first


def _small_before(scan: Scan, noun: int) -> int:
    """Return where small words between an article and the noun begin ("the quality manager")."""
    view = scan.view
    first = noun
    while first and noun - first < 3 and scan.same_line(first - 1, noun):
        before = first - 1
        if view.cap[before] or not scan.free[before] or not view.texts[before].isalpha():
            break
        if view.folded[before] in scan.lexicon.function:
            return first if view.folded[before] in scan.lexicon.roles.definite else noun
        first = before
    return noun


def _is_portfolio(scan: Scan, number: int) -> bool:
    """Tell whether the capitalised word names a field of duty, not a body or a person."""
    view = scan.view
    if is_name_word(scan, number - 2) and view.folded[number - 1] in scan.lexicon.bodies.linking:
        return False
    return (
        is_name_word(scan, number)
        and not is_starter(scan, number)
        and not scan.headline[number]
        and not view.upper[number]
        and (view.folded[number] not in scan.places or _is_common(scan, number))
        and view.folded[number] not in scan.lexicon.demonyms
        and view.texts[number].isalpha()
        and (view.folded[number] in scan.small or not is_known(view.folded[number]))
    )


def _is_common(scan: Scan, number: int) -> bool:
    return scan.view.folded[number] in scan.lexicon.places.common


def _right(scan: Scan, end: int) -> int:
    """Return the end of the words behind the noun ("general", "(s)", "sanitaria")."""
    view, after = scan.view, scan.lexicon.roles.after
    while scan.same_line(end - 1, end) and scan.free[end]:
        if view.folded[end] in after or _is_adjective(scan, end):
            end += 1
        elif view.texts[end] == "(" and (close := _short_bracket(scan, end)):
            end = close
        else:
            break
    return end


def _short_bracket(scan: Scan, start: int) -> int:
    """Return the end of "(s)", "(Ag.)" or "(e)" at ``start``, 0 where it is none."""
    view = scan.view
    for size in (3, 4):
        last = start + size
        if last <= len(view) and view.texts[last - 1] == ")":
            word = view.folded[start + 1]
            short = len(word) == 1 or word in scan.lexicon.roles.after
            return last if short else 0
    return 0


def _is_adjective(scan: Scan, number: int) -> bool:
    """Tell whether an unknown small word goes with the office before it ("gerente jurídica de")."""
    view, roles = scan.view, scan.lexicon.roles
    word = view.folded[number]
    if view.cap[number] or not word.endswith(roles.endings) or not roles.endings:
        return False
    if (
        word in scan.lexicon.function
        or word in scan.lexicon.persons.say
        or word in scan.lexicon.verbs
    ):
        return False
    if not view.texts[number].isalpha() or not scan.same_line(number, number + 1):
        return False
    after = view.folded[number + 1]
    if after in roles.of or after == "," or is_name_word(scan, number + 1):
        return True
    return not view.cap[number + 1] and _is_adjective(scan, number + 1)


def reach(scan: Scan, last: int, kind: str) -> tuple[int, bool]:
    """Return where a person's name may begin, past "of the <body>", and whether a body is there."""
    view = scan.view
    if not scan.same_line(last - 1, last):
        return last, False
    if view.texts[last] == "(":
        return _past_bracket(scan, last), False
    start = last
    if view.folded[last] in scan.lexicon.roles.of | scan.lexicon.bodies.place:
        start = skip_articles(scan, last + 1)
    if not scan.same_line(last, start):
        return last, False
    leads = kind in _LEADS or is_coined(view.texts[start])
    if leads and start > last and scan.free[start]:
        _unknown_body(scan, start)
    item = None if scan.free[start] else scan.covering(start)
    if item and item.label in ("AGENCY", "ORG"):
        return _past_bracket(scan, item.last), start > last
    return _past_other(scan, last, start) if start > last else (last, False)


def _past_other(scan: Scan, last: int, start: int) -> tuple[int, bool]:
    """Return the end of a common noun, a place or an unknown name, and whether it is a body's."""
    if end := _common_body(scan, start) or _place_end(scan, start):
        return end, True
    end = name_right(scan, start, _MOST_WORDS) if is_name_word(scan, start) else start
    comma = end > start and scan.same_line(start, end) and scan.view.texts[end] == ","
    return (end, False) if comma else (last, False)


def _common_body(scan: Scan, start: int) -> int:
    """Return the end of a common noun for a body ("head of the laboratory"), or 0."""
    view = scan.view
    hit = scan.match(scan.lexicon.nominal.nouns, start)
    size = hit[0] if hit else int(view.folded[start] in scan.lexicon.bodies.heads)
    end = start + size
    if size and scan.same_line(start, end + 1) and view.texts[end + 1] == ",":
        end += view.texts[end].islower() and scan.free[end]
    if not size or (end < len(view) and view.folded[end] in scan.lexicon.bodies.linking):
        return 0
    return end


def _unknown_body(scan: Scan, start: int) -> None:
    """Add the unknown organisation that somebody leads ("CEO of Volta Gateway")."""
    words, view = scan.lexicon.bodies, scan.view
    common = view.folded[start] in scan.lexicon.nominal.nouns or view.folded[start] in words.heads
    if common or not is_name_word(scan, start):
        return
    last = name_right(scan, start, 6)
    if last - start == 1 and last < len(view) and view.folded[last] in words.linking:
        return
    key = scan.view.key(start, last) if last > start else ""
    if last > start and key not in scan.places and not is_starter(scan, start):
        scan.add(Found(start, last, "ORG", "company", "led", "ruler", 0.6))


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
