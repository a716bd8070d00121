"""Persons by rule: beside an office, a title or a verb of saying, or by a known given name."""

from __future__ import annotations

from pipeline.entities import roles
from pipeline.entities.givennames import CLEAR, COMMON, given_name, is_known
from pipeline.entities.names import is_name_word, run_right
from pipeline.entities.personspan import initials_before, skip_titles, span
from pipeline.entities.roles import Office
from pipeline.entities.scan import Found, Scan

# Words between the verb that installs somebody and the office.
_OFFICE_NEAR = 5


def find(scan: Scan) -> None:
    """Add persons, and the offices beside them or standing for one."""
    offices = roles.find(scan)
    for office in offices:
        _beside(scan, office)
    _titled(scan)
    _bylines(scan)
    _given(scan)
    _apposed(scan, offices)
    _alone(scan, offices)
    _speaking(scan)
    _installed(scan)


def _alone(scan: Scan, offices: list[Office]) -> None:
    """Add offices without a person beside them that still stand for one.

    A definite one ("the Minister") that somebody in the text holds, that has a capital, or that
    names its body; one that somebody becomes ("director of <body>").
    """
    held = {item.kind for item in scan.found if item.label == "ROLE"}
    for office in offices:
        if scan.headline[office.first] and not office.body:
            continue
        named = scan.view.cap[office.last - 1] and not scan.capitals[office.first]
        weak = scan.view.key(office.first, office.last) in scan.lexicon.roles.weak
        if (office.body and not weak) or (office.definite and (named or office.kind in held)):
            scan.add(_role(office, 0.6))


def _role(office: Office, confidence: float = 0.9) -> Found:
    return Found(office.first, office.last, "ROLE", office.kind, "office", "ruler", confidence)


def _beside(scan: Scan, office: Office) -> None:
    """Add "office [of body][,] person" as an office and a person."""
    view = scan.view
    places = dict.fromkeys(((office.last, office.last), (office.reach, office.last)))
    if tail := _field(scan, office.last):
        places[(tail, tail)] = None
        places[(roles.reach(scan, tail, office.kind)[0], tail)] = None
    if tail := _comma_field(scan, office):
        places = {(tail, tail): None, **places}
    for at, last_word in places:
        start = at
        if start < len(view) and view.texts[start] in {",", ":"}:
            start += 1
        if not scan.same_line(office.first, start):
            continue
        if start > at and (second := scan.match(scan.lexicon.roles.nouns, start)):
            start += second[0]
        first = skip_titles(scan, start)
        last = span(scan, first)
        if last == first or not _plausible(scan, first, last, start > at):
            continue
        if last_word == office.last or _plausible(scan, first, last, comma=True):
            office.last = last_word
            scan.add(_role(office))
            scan.add(Found(first, last, "PERSON", "", "office-person", "ruler", 0.9))
            return


def _field(scan: Scan, last: int) -> int:
    """Return the end of a field in small words ("jefa de línea", "director of pathology"), or 0."""
    view, words = scan.view, scan.lexicon.bodies
    if not scan.same_line(last - 1, last) or view.folded[last] not in scan.lexicon.roles.of:
        return 0
    if view.folded[last] in words.contracted:
        return 0
    at = last + 1
    while scan.same_line(last, at) and at - last < 7 and scan.free[at] and not view.cap[at]:
        if not view.texts[at].isalpha():
            break
        word = view.folded[at]
        if word in scan.lexicon.persons.honorifics:
            break
        if word in scan.lexicon.nominal.determiners and word not in words.linking:
            break
        at += 1
    joint = words.linking | words.articles | words.and_
    while at > last and view.folded[at - 1] in joint:
        at -= 1
    return at if at > last + 1 else 0


def _comma_field(scan: Scan, office: Office) -> int:
    """Return the end of a field between commas ("Director, Finance and Accounts, Ann Lee"), or 0.

    A field has an "and", a given name behind it, or its office is behind the name of a body ("NSDC
    Director, Finance, ...").
    """
    view, words = scan.view, scan.lexicon.bodies
    start = office.last + 1
    if not words.premodifiers or not scan.same_line(office.first, start + 1):
        return 0
    if view.texts[office.last] != "," or not is_name_word(scan, start) or not scan.free[start]:
        return 0
    end = run_right(scan, start, 3)
    while scan.same_line(start, end + 1) and view.folded[end] in words.and_:
        after = run_right(scan, end + 1, 3)
        if after == end + 1:
            break
        end = after
    inside = range(start, end)
    named = any(is_known(view.folded[n]) or view.upper[n] or not scan.free[n] for n in inside)
    if named or not scan.same_line(start, end) or view.texts[end] != ",":
        return 0
    before = scan.covering(office.first - 1) if office.first else None
    joined = any(view.folded[n] in words.and_ for n in inside)
    behind = skip_titles(scan, end + 1)
    person = scan.same_line(start, behind) and given_name(view.texts[behind]) == CLEAR
    return end if joined or person or (before and before.label in ("AGENCY", "ORG")) else 0


def _plausible(scan: Scan, first: int, last: int, comma: bool) -> bool:
    """Tell whether the words can be a person: two words, or one known as a name."""
    view = scan.view
    words = [n for n in range(first, last) if view.cap[n]]
    key = view.key(first, last)
    if scan.index.by_key(key) or scan.places.is_country(key):
        return False
    known = any(is_known(view.folded[n]) for n in words)
    if comma:
        return len(words) > 1 and (known or key not in scan.places)
    if known or len(words) > 1:
        return True
    return key not in scan.places and view.folded.count(key) > 1 and key not in scan.small


def _titled(scan: Scan) -> None:
    """Add persons behind a title ("Dr. Amina Yusuf", "Ms. Otieno")."""
    titles, view = scan.lexicon.persons.honorifics, scan.view
    for number, word in enumerate(view.folded):
        if word not in titles or not scan.free[number] or view.texts[number].count(".") == 2:
            continue
        first = skip_titles(scan, number)
        if first == number:
            continue
        last = span(scan, first)
        if last > first and view.folded[first] in scan.lexicon.roles.before | scan.small:
            continue
        short = scan.view.texts[first - 1] != "." and scan.view.texts[number][0].islower()
        if last > first and (not short or last - first > 1):
            scan.add(Found(first, last, "PERSON", "", "title", "ruler", 0.9))


def _given(scan: Scan) -> None:
    """Add persons that begin with a known given name."""
    view = scan.view
    for number, word in enumerate(view.texts):
        if not view.cap[number] or not scan.free[number] or not given_name(word):
            continue
        if view.folded[number] in scan.lexicon.starters:
            continue
        if view.upper[number] and not scan.capitals[number]:
            continue
        first = initials_before(scan, number)
        last = span(scan, first)
        if _is_sure(scan, number, first, last):
            scan.add(Found(first, last, "PERSON", "", "given-name", "ruler", 0.85))


def _is_sure(scan: Scan, number: int, first: int, last: int) -> bool:
    """Tell whether a run that begins with a given name is a person's name."""
    view = scan.view
    count = sum(view.cap[n] and len(view.folded[n]) > 1 for n in range(first, last))
    if count < 2 or _is_thing(scan, first, last):
        return False
    surname = any(is_known(view.folded[n]) for n in range(number + 1, last))
    if given_name(view.texts[number]) == COMMON:
        return surname and not scan.headline[number] and view.folded[number] not in scan.small
    if surname:
        return True
    return not (
        scan.headline[number] or scan.capitals[number] or view.key(first, last) in scan.places
    )


def _bylines(scan: Scan) -> None:
    """Add the author of a line that begins with "By" or "Por"."""
    view, opening = scan.view, scan.lexicon.persons.byline
    for number, word in enumerate(view.folded):
        if word in opening and not (number and scan.same_line(number - 1, number)):
            last = span(scan, number + 1)
            words = last - number - 1
            known = any(is_known(word) for word in view.folded[number + 1 : last])
            if 1 < words < 5 and known and not _is_thing(scan, number + 1, last):
                scan.add(Found(number + 1, last, "PERSON", "", "byline", "ruler", 0.8))


def _is_thing(scan: Scan, first: int, last: int) -> bool:
    """Tell whether the words are a body or place rather than a person."""
    view = scan.view
    key = view.key(first, last)
    places = scan.lexicon.places
    before = view.folded[first - 1] if first else ""
    if (
        first
        and view.cap[first - 1]
        and len(before) > 2
        and before in scan.lexicon.persons.particles
    ):
        return True
    if scan.index.by_key(key) or scan.places.is_country(key):
        return True
    two = view.folded[first - 2] if first > 1 else ""
    if before in places.linking and two in places.region_first | set(places.first):
        return True
    if before in places.first or (before in places.inside and key in scan.places):
        return True
    wide = places.last | places.region_last
    return any(word in wide for word in view.folded[first : last + 1])


def _speaking(scan: Scan) -> None:
    """Add two capitalised words beside a verb of saying ("said Achieng Odhiambo")."""
    view, say = scan.view, scan.lexicon.persons.say
    for number, word in enumerate(view.folded):
        if word not in say or view.cap[number]:
            continue
        first = skip_titles(scan, number + 1)
        last = span(scan, first)
        if _is_pair(scan, first, last):
            scan.add(Found(first, last, "PERSON", "", "say", "ruler", 0.75))
            continue
        back = number
        while (
            back
            and number - back < 5
            and is_name_word(scan, back - 1)
            and scan.same_line(back - 1, number)
        ):
            back -= 1
        if back < number and span(scan, back) == number and _is_pair(scan, back, number):
            scan.add(Found(back, number, "PERSON", "", "say", "ruler", 0.75))


def _installed(scan: Scan) -> None:
    """Add who comes into an office ("Nego Sisiolo was sworn in as Permanent Secretary")."""
    view, words = scan.view, scan.lexicon.persons
    for number in range(2, len(view)):
        if view.folded[number] not in words.installed:
            continue
        being = next((n for n in (number - 1, number - 2) if view.folded[n] in words.being), 0)
        if being and _takes_office(scan, number + 1):
            _named_before(scan, being - (view.folded[being - 1] in words.having), "installed")


def _takes_office(scan: Scan, at: int) -> bool:
    """Tell whether an office follows within a few words."""
    ahead = range(at, min(at + _OFFICE_NEAR, len(scan.view)))
    return any(scan.same_line(at - 1, n) and scan.match(scan.lexicon.roles.nouns, n) for n in ahead)


def _is_pair(scan: Scan, first: int, last: int) -> bool:
    view = scan.view
    if not (2 <= last - first <= 5) or _is_thing(scan, first, last):
        return False
    words = [n for n in range(first, last) if view.cap[n]]
    plain = [
        n for n in words if view.folded[n] in scan.small or view.folded[n] in scan.lexicon.starters
    ]
    return len(words) > 1 and not plain and view.key(first, last) not in scan.places


def _apposed(scan: Scan, offices: list[Office]) -> None:
    """Add "Person, office of body": the name before a comma, and the office."""
    view = scan.view
    for office in offices:
        comma = office.first - 1
        if (
            comma > 0
            and view.folded[comma] in scan.lexicon.roles.definite | scan.lexicon.bodies.articles
        ):
            comma -= 1
        if (
            comma < 1
            or view.texts[comma] not in {",", "(", "–", "-", "|"}
            or not scan.same_line(comma, office.first)
        ):
            continue
        person = scan.covering(comma - 1)
        if person is None:
            person = _named_before(scan, comma)
        if person and person.label == "PERSON":
            scan.add(_role(office))


def _named_before(scan: Scan, comma: int, rule: str = "apposition") -> Found | None:
    first = comma
    while first and comma - first < 6 and scan.same_line(first - 1, comma) and scan.free[first - 1]:
        before = first - 1
        if (
            not is_name_word(scan, before)
            and scan.view.folded[before] not in scan.lexicon.persons.particles
        ):
            break
        first = before
    while first < comma and (
        not scan.view.cap[first] or scan.view.folded[first] in scan.lexicon.starters
    ):
        first += 1
    first = initials_before(scan, first)
    if span(scan, first) != comma or not _is_pair(scan, first, comma):
        return None
    item = Found(first, comma, "PERSON", "", rule, "ruler", 0.75)
    return item if scan.add(item) else None
