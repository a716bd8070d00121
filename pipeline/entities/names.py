"""Runs of capitalised words: the raw material of names."""

from __future__ import annotations

from pipeline.entities.givennames import CLEAR, given_name
from pipeline.entities.scan import Scan

QUOTES_OPEN = frozenset("“‘\"'«‹’`´”")
QUOTES_CLOSE = frozenset("”’\"'»›‘`´“")


def is_name_word(scan: Scan, number: int) -> bool:
    """Tell whether token ``number`` can be a word of a name: a free word in capitals."""
    return 0 <= number < len(scan.wordy) and scan.wordy[number] and bool(scan.free[number])


def is_coined(word: str) -> bool:
    """Tell whether capitals stand inside a word that also has small letters ("LabCert")."""
    return any(map(str.isupper, word[1:])) and not word.isupper()


def is_starter(scan: Scan, number: int) -> bool:
    """Tell whether token ``number`` is a function word that only begins a sentence."""
    word = scan.view.folded[number]
    if word not in scan.lexicon.starters:
        return False
    if word in scan.lexicon.bodies.articles:
        return True
    return scan.view.sent_starts[number] or scan.headline[number] or scan.capitals[number]


def run_right(scan: Scan, first: int, limit: int = 8) -> int:
    """Return the end of the run of name words from ``first`` on (``first`` where there is none)."""
    view = scan.view
    last = first
    if first < len(view) and scan.capitals[first]:
        limit = min(limit, 4)
    if first < len(view) and (office := scan.match(scan.lexicon.roles.nouns, first)):
        last += office[0] * all(is_name_word(scan, first + n) for n in range(office[0]))
    while last - first < limit and is_name_word(scan, last) and scan.same_line(first, last):
        if last > first and is_role(scan, last) and not scan.capitals[last]:
            return _without_role_words(scan, first, last)
        if last > first and (view.texts[last - 1] == "." or _is_title(scan, last)):
            break
        last += 1
    return last


def _is_title(scan: Scan, number: int) -> bool:
    """Tell whether a short title of a person stands at ``number`` ("Head of Quality | Dr. ...")."""
    view = scan.view
    if len(view.texts[number]) > 4 or view.folded[number] not in scan.lexicon.persons.honorifics:
        return False
    after = number + 1 + (number + 1 < len(view) and view.texts[number + 1] == ".")
    return scan.same_line(number, after) and view.cap[after] and not view.upper[number]


def before_person(scan: Scan, first: int, last: int) -> int:
    """Return where a person's name cuts off a run ("Ministry of Health | Susana Ríos")."""
    view = scan.view
    for number in range(first + 1, last - 1):
        if given_name(view.texts[number]) == CLEAR and view.cap[number + 1]:
            return number
    return last


def is_role(scan: Scan, number: int) -> bool:
    """Tell whether an office begins or stands at token ``number``."""
    return scan.match(scan.lexicon.roles.nouns, number) is not None


def is_office_word(scan: Scan, number: int) -> bool:
    """Tell whether a word that folds to a head noun is an office ("secretaria", "secretaría")."""
    view = scan.view
    if (view.folded[number],) not in scan.lexicon.roles.nouns.get(view.folded[number], {}):
        return False
    return not scan.capitals[number] and view.texts[number].isascii()


def _without_role_words(scan: Scan, first: int, last: int) -> int:
    before = scan.lexicon.roles.before
    while last - 1 > first and scan.view.folded[last - 1] in before:
        last -= 1
    return last


def name_right(scan: Scan, first: int, limit: int = 8) -> int:
    """Return the end of a name from ``first`` on: runs joined by "of", "de la", "&" or a hyphen."""
    view, words = scan.view, scan.lexicon.bodies
    last = run_right(scan, first, limit)
    while last > first and last - first < limit:
        reach = last
        while scan.same_line(first, reach) and (
            view.folded[reach] in words.linking
            or view.texts[reach] in "&-–"
            or (reach > last and view.folded[reach] in words.articles)
        ):
            reach += 1
        after = run_right(scan, reach, limit - (reach - first)) if reach > last else reach
        if after == reach:
            break
        last = after
    return last


def branch(scan: Scan, last: int) -> int:
    """Return the end of a branch's name behind that of its house ("SGS del Perú", "DNV Iberia")."""
    view, words = scan.view, scan.lexicon.bodies
    if scan.same_line(last - 1, last) and (scan.headline[last] or scan.capitals[last]):
        return last
    start = last
    particles = scan.lexicon.persons.particles - words.and_
    while scan.same_line(last - 1, start) and view.folded[start] in particles:
        start += 1
    end = run_right(scan, start, 3) if scan.same_line(last - 1, start) else start
    if end == start or not all(view.texts[n].isalpha() for n in range(start, end)):
        return last
    for number in range(start, end):
        if scan.places.is_country(view.folded[number]):
            end = number + 1
            break
    if scan.same_line(start, end) and is_role(scan, end):
        while end > start and view.folded[end - 1] in scan.lexicon.roles.before:
            end -= 1
        if end == start:
            return last
    head = words.heads.get(view.folded[start])
    return last if start > last and head else end
