"""Persons by rule: beside an office, a title or a verb of saying, or by a known given name."""

from __future__ import annotations

from pipeline.entities import roles
from pipeline.entities.lexicon import word_list
from pipeline.entities.names import is_name_word
from pipeline.entities.roles import Office
from pipeline.entities.scan import Found, Scan

_MOST = 7


def find(scan: Scan) -> None:
    """Add persons, and the offices beside them or standing for one."""
    offices = roles.find(scan)
    for office in offices:
        _beside(scan, office)
    _titled(scan)
    _given(scan)
    _apposed(scan, offices)
    for office in offices:
        if office.definite and not scan.headline[office.first]:
            scan.add(_role(office, 0.6))
    _speaking(scan)


def _role(office: Office, confidence: float = 0.9) -> Found:
    return Found(office.first, office.last, "ROLE", office.kind, "office", "ruler", confidence)


def span(scan: Scan, first: int) -> int:
    """Return the end of the person's name that begins at ``first`` (``first`` where none does)."""
    view, particles = scan.view, scan.lexicon.persons.particles
    at = last = first
    while at < len(view) and at - first < _MOST and scan.same_line(first, at) and scan.free[at]:
        if _is_part(scan, at, first):
            at += 1
            if at < len(view) and view.texts[at] == "." and len(view.texts[at - 1]) == 1:
                at += 1
            last = at
        elif at > first and view.folded[at] in particles:
            at += 1
        else:
            break
    if last > first and view.texts[last - 1] == ".":
        last -= 1
        if len(view.texts[last - 1]) == 1:
            last -= 1
    return max(first, last)


def _is_part(scan: Scan, number: int, first: int) -> bool:
    """Tell whether a token can be part of a person's name."""
    view, lexicon = scan.view, scan.lexicon
    word, folded = view.texts[number], view.folded[number]
    if (
        not is_name_word(scan, number)
        or not word.replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalpha()
    ):
        return False
    if view.upper[number] and len(word) > 2 and not scan.capitals[number] and not view.upper[first]:
        return False
    if folded in lexicon.bodies.heads or folded in lexicon.demonyms:
        return False
    if folded in lexicon.starters and view.sent_starts[number]:
        return False
    if scan.match(lexicon.roles.nouns, number) and number > first:
        return False
    return not (
        number > first
        and view.folded[number - 1] in lexicon.bodies.linking
        and scan.places.is_country(folded)
    )


def _skip_titles(scan: Scan, number: int) -> int:
    """Return the token after any titles ("Dr.", "Hon. Eng.") that begin at ``number``."""
    view, titles = scan.view, scan.lexicon.persons.honorifics
    while number + 1 < len(view) and view.folded[number] in titles:
        dotted = view.texts[number + 1] == "."
        after = number + 1 + dotted
        if after >= len(view) or not view.cap[after] or not scan.same_line(number, after):
            break
        if not dotted and not view.texts[number][0].isupper() and len(view.texts[number]) < 3:
            break
        number = after
    return number


def _beside(scan: Scan, office: Office) -> None:
    """Add "office [of body][,] person" as an office and a person."""
    view = scan.view
    for at in dict.fromkeys((office.last, office.reach)):
        start = at
        if start < len(view) and view.texts[start] in {",", ":"}:
            start += 1
        if not scan.same_line(office.first, start):
            continue
        first = _skip_titles(scan, start)
        last = span(scan, first)
        if last == first or not _plausible(scan, first, last, start > at):
            continue
        scan.add(_role(office))
        scan.add(Found(first, last, "PERSON", "", "office-person", "ruler", 0.9))
        return


def _plausible(scan: Scan, first: int, last: int, comma: bool) -> bool:
    """Tell whether the words can be a person: two words, or one known as a name."""
    view = scan.view
    words = [n for n in range(first, last) if view.cap[n]]
    key = view.key(first, last)
    if scan.index.by_key(key) or scan.places.is_country(key):
        return False
    known = any(_is_known(view.folded[n]) for n in words)
    if comma:
        return len(words) > 1 and (known or key not in scan.places)
    return known or len(words) > 1 or key not in scan.places


def _is_known(folded: str) -> bool:
    return folded in word_list("given_names") or folded in word_list("surnames")


def _titled(scan: Scan) -> None:
    """Add persons behind a title ("Dr. Amina Yusuf", "Ms. Otieno")."""
    titles = scan.lexicon.persons.honorifics
    for number, word in enumerate(scan.view.folded):
        if word not in titles or not scan.free[number]:
            continue
        first = _skip_titles(scan, number)
        if first == number:
            continue
        last = span(scan, first)
        short = scan.view.texts[first - 1] != "." and scan.view.texts[number][0].islower()
        if last > first and (not short or last - first > 1):
            scan.add(Found(first, last, "PERSON", "", "title", "ruler", 0.9))


def _given(scan: Scan) -> None:
    """Add persons that begin with a known given name."""
    given, surnames = word_list("given_names"), word_list("surnames")
    view = scan.view
    for number, word in enumerate(view.folded):
        if word not in given or not view.cap[number] or not scan.free[number]:
            continue
        last = span(scan, number)
        count = sum(view.cap[n] for n in range(number, last))
        if count < 2 or _is_thing(scan, number, last):
            continue
        sure = any(
            view.folded[n] in surnames or view.folded[n] in given for n in range(number + 1, last)
        )
        if not sure and (scan.headline[number] or view.key(number, last) in scan.places):
            continue
        scan.add(Found(number, last, "PERSON", "", "given-name", "ruler", 0.85 if sure else 0.7))


def _is_thing(scan: Scan, first: int, last: int) -> bool:
    """Tell whether the words are a body or place rather than a person."""
    view = scan.view
    key = view.key(first, last)
    places = scan.lexicon.places
    before = view.folded[first - 1] if first else ""
    if scan.index.by_key(key) or scan.places.is_country(key):
        return True
    if (
        before in places.first
        or (view.folded[first - 2] if first > 1 else "") in places.first
        and before in places.linking
    ):
        return True
    return view.folded[last - 1] in places.last or (
        last < len(view) and view.folded[last] in places.last
    )


def _speaking(scan: Scan) -> None:
    """Add two capitalised words beside a verb of saying ("said Achieng Odhiambo")."""
    view, say = scan.view, scan.lexicon.persons.say
    for number, word in enumerate(view.folded):
        if word not in say or view.cap[number]:
            continue
        first = _skip_titles(scan, number + 1)
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


def _named_before(scan: Scan, comma: int) -> Found | None:
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
    if span(scan, first) != comma or not _is_pair(scan, first, comma):
        return None
    item = Found(first, comma, "PERSON", "", "apposition", "ruler", 0.75)
    return item if scan.add(item) else None
