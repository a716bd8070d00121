"""Countries, regions and cities (GPE) from the gazetteer, and names that stand where one does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.entities import landmarks
from pipeline.entities.givennames import given_name
from pipeline.entities.names import is_name_word, is_starter, run_right
from pipeline.entities.scan import Found, Scan
from pipeline.entities.tokens import phrase
from pipeline.records import Section

_TOWN, _CITY = 40_000, 500_000
_MARKS = frozenset({",", "(", "–", "-", "—", "|"})


def find(scan: Scan, dateline: str = "") -> None:
    """Add the places that no mention covers yet; ``dateline`` is the release's own place."""
    _states(scan)
    _each(scan, _country)
    landmarks.find(scan)
    _named(scan, dateline)
    _each(scan, _known)
    _each(scan, _placed)
    _listed(scan)


def head(scan: Scan, place: str, datelines: Sequence[Section]) -> None:
    """Add the place of the dateline where the dateline names it, before anything else is found."""
    view, words = scan.view, phrase(place)
    linked = len(words) > 1 and words[1] in scan.lexicon.bodies.linking
    if linked and words[0] in scan.lexicon.places.first:
        return  # a landmark ("Cerro de ...")
    for section in datelines:
        for first in view.between(section.start, section.end):
            last = first + len(words)
            if words and view.cap[first] and tuple(view.folded[first:last]) == words:
                scan.add(Found(first, last, "GPE", "", "dateline", confidence=0.9))
                return


def _each(scan: Scan, rule: Callable[[Scan, int], int]) -> None:
    reached = 0
    for number, capital in enumerate(scan.view.cap):
        if capital and number >= reached and scan.free[number]:
            reached = rule(scan, number)


def _named(scan: Scan, name: str) -> None:
    """Add the dateline's place wherever it is named."""
    name = name.split(",", maxsplit=1)[0]
    view, words = scan.view, phrase(name)
    if not _is_place_name(scan, name, words):
        return
    for first, word in enumerate(view.folded if words else ()):
        last = first + len(words)
        here = word == words[0] and tuple(view.folded[first:last]) == words
        if not here or not view.cap[first] or _inside_name(scan, first, last):
            continue
        if known_end(scan, first) <= last:
            scan.add(Found(first, last, "GPE", "", "dateline", confidence=0.9))


def _is_place_name(scan: Scan, name: str, words: tuple[str, ...]) -> bool:
    """Tell whether a dateline's words can be a place: known, or not an acronym nor a person."""
    if " ".join(words) in scan.places:
        return True
    first = name.split(" ", maxsplit=1)[0]
    short = first.isupper() and len(first) < 5
    return (
        0 < len(words) < 4 and all(map(str.isalpha, words)) and not given_name(first) and not short
    )


def _states(scan: Scan) -> None:
    """Add long names of countries ("Republic of Rwanda")."""
    view, words = scan.view, scan.lexicon.places
    for number, word in enumerate(view.folded):
        if word not in words.state_first or not view.cap[number]:
            continue
        name = number + 2
        if scan.same_line(number, name) and view.folded[name] in scan.lexicon.bodies.articles:
            name += 1
        if not scan.same_line(number, name) or view.folded[number + 1] not in words.linking:
            continue
        last = known_end(scan, name)
        if last and scan.places.is_country(view.key(name, last)):
            first = number
            while is_name_word(scan, first - 1) and not is_starter(scan, first - 1):
                first -= 1
            scan.add(Found(first, last, "GPE", "country", "state", confidence=0.9))


def known_end(scan: Scan, first: int) -> int:
    """Return the end of the longest name of the gazetteer at ``first`` (0 where there is none)."""
    view = scan.view
    longest = min(scan.places.longest(view.folded[first]), len(view) - first)
    for size in range(longest, 0, -1):
        last = first + size
        if not view.cap[last - 1]:
            continue
        known = view.key(first, last) in scan.places
        if known and scan.same_line(first, last - 1) and scan.can(first, last):
            return _saint_end(scan, first, last)
    return 0


def _saint_end(scan: Scan, first: int, last: int) -> int:
    """Return the end of a saint's place with its second part ("Santa Rita | de los Olivos")."""
    view, words = scan.view, scan.lexicon.bodies
    if view.folded[first] not in scan.lexicon.places.saints or last - first > 2:
        return last
    at = last
    while scan.same_line(first, at) and (
        view.folded[at] in words.linking or (at > last and view.folded[at] in words.articles)
    ):
        at += 1
    if at == last or not scan.same_line(first, at) or not is_name_word(scan, at):
        return last
    town = at == last + 1 and view.folded[at] in scan.places
    other = view.folded[at] in words.heads or town
    return last if other else run_right(scan, at, 2)


def _country(scan: Scan, number: int) -> int:
    """Add the everyday name of a country ("UK", "Estados Unidos")."""
    view, countries = scan.view, scan.lexicon.places.countries
    if not scan.lexicon.places.begins(view.folded[number]):
        return 0
    for size in (5, 4, 3, 2, 1):
        last = number + size
        if last > len(view) or (code := countries.get(view.key(number, last))) is None:
            continue
        if scan.can(number, last) and _spelt(scan, number, last):
            found = Found(number, last, "GPE", "country", "country", confidence=0.95)
            scan.add(found)
            found.entity_id = f"geo:{code.lower()}"
            return last
    return 0


def _spelt(scan: Scan, first: int, last: int) -> bool:
    """Tell whether a short form ("US", "UK") is written in capitals."""
    view = scan.view
    word = view.texts[first]
    if last < len(view) and view.texts[last] in "$€£":
        return False
    if last - first == 1 and len(word.replace(".", "")) < 4:
        return word.isupper() and not (scan.capitals[first] and word.isalpha())
    return all(view.cap[n] or len(view.texts[n]) < 4 for n in range(first, last))


def _known(scan: Scan, number: int) -> int:
    """Add the place of the gazetteer that begins at ``number``; return where it ends."""
    last = known_end(scan, number)
    if not last or not _accepted(scan, number, last):
        return 0
    country = scan.places.is_country(scan.view.key(number, last))
    kind = "country" if country else ""
    scan.add(Found(number, last, "GPE", kind, "gazetteer", confidence=0.95 if country else 0.8))
    return last


def _accepted(scan: Scan, first: int, last: int) -> bool:
    """Tell whether the words are the place here, not a common word, a person or part of a name."""
    view = scan.view
    key = view.key(first, last)
    if view.upper[first] and last - first == 1 and len(key) < 5 and not scan.capitals[first]:
        return False
    if scan.places.is_country(key):
        return view.cap[last - 1]
    particles = scan.lexicon.persons.particles
    if not all(view.cap[n] or view.folded[n] in particles for n in range(first, last)):
        return False
    if _inside_name(scan, first, last):
        return False
    return last - first > 1 or _is_city(scan, first, key)


def _is_city(scan: Scan, number: int, key: str) -> bool:
    """Tell whether one word is a city: by its context, or by its size where it has none."""
    lexicon = scan.lexicon
    plain = scan.small | lexicon.starters | lexicon.verbs | lexicon.bodies.heads.keys()
    if key in plain or not is_name_word(scan, number):
        return False
    if _has_context(scan, number, number + 1):
        return True
    if key in lexicon.places.common:
        return False
    size = scan.places.get(key)[0].size
    view = scan.view
    begins = (
        scan.same_line(number, number + 2) and view.folded[number + 1] in lexicon.bodies.linking
    )
    unsure = view.sent_starts[number] or (begins and is_name_word(scan, number + 2))
    return size >= (_CITY if unsure else _TOWN)


def _has_context(scan: Scan, first: int, last: int) -> bool:
    before = scan.view.folded[first - 1] if scan.same_line(first - 1, first) else ""
    return before in scan.lexicon.places.context or _beside_place(scan, first, last)


def _inside_name(scan: Scan, first: int, last: int) -> bool:
    """Tell whether a capitalised word right beside makes the place part of a longer name."""
    if scan.headline[first] or scan.capitals[first]:
        return False
    before = first - 1
    if scan.same_line(first, last) and is_name_word(scan, last):
        return True
    return (
        scan.same_line(before, first)
        and is_name_word(scan, before)
        and not is_starter(scan, before)
    )


def _beside_place(scan: Scan, first: int, last: int) -> bool:
    """Tell whether a country or city stands right beside, after a comma or in brackets."""
    view = scan.view
    for at, step in ((first - 1, -1), (last, 1)):
        other = at + step
        if not (0 <= other < len(view)) or view.texts[at] not in _MARKS:
            continue
        if scan.same_line(at, other) and view.cap[other] and view.folded[other] in scan.places:
            return True
    return False


def _placed(scan: Scan, number: int) -> int:
    """Add an unknown name that stands where a place does: "in <Name>", "<Name>, <country>"."""
    view, words = scan.view, scan.lexicon.places
    if not is_name_word(scan, number) or (
        is_starter(scan, number) and not _is_article(scan, number)
    ):
        return 0
    if scan.headline[number] or scan.capitals[number] or view.upper[number]:
        return 0
    last = run_right(scan, number, 3)
    if view.folded[number] in words.short and last == number + 1 and _is_short(scan, last):
        last = run_right(scan, last + 1, 2)
    before = view.folded[number - 1] if scan.same_line(number - 1, number) else ""
    if before in words.context and _before_country(scan, last):
        scan.add(Found(number, last, "GPE", "", "before-country", confidence=0.7))
        return last
    titled = is_name_word(scan, number - 2) and scan.same_line(number - 2, number)
    if before in words.inside and not titled and _is_new(scan, number, last):
        scan.add(Found(number, last, "GPE", "", "in-place", confidence=0.6))
        return last
    return 0


def _is_short(scan: Scan, dot: int) -> bool:
    """Tell whether a full stop shortens a place's first word ("St. | Lucy")."""
    same = scan.same_line(dot - 1, dot + 1) and scan.view.texts[dot] == "."
    return same and scan.view.starts[dot] == scan.view.ends[dot - 1] and is_name_word(scan, dot + 1)


def _is_article(scan: Scan, number: int) -> bool:
    """Tell whether a capital article begins a place's name ("en La Molina")."""
    view = scan.view
    inner = scan.same_line(number - 1, number) and not view.sent_starts[number]
    return (
        inner
        and view.folded[number] in scan.lexicon.bodies.articles
        and is_name_word(scan, number + 1)
    )


def _before_country(scan: Scan, last: int) -> bool:
    view = scan.view
    if not scan.same_line(last - 1, last + 1) or view.texts[last] not in _MARKS:
        return False
    return view.cap[last + 1] and scan.places.is_country(view.folded[last + 1])


def _is_new(scan: Scan, first: int, last: int) -> bool:
    """Tell whether none of the words is used as a common word, a head noun or an acronym."""
    view = scan.view
    dull = scan.small | scan.lexicon.function | set(scan.lexicon.demonyms)
    if scan.same_line(first, last) and (
        view.texts[last].isdigit() or view.folded[last] in scan.lexicon.bodies.linking | {"(", ":"}
    ):
        return False
    if first + 1 < last and _is_article(scan, first):
        first += 1
    short = scan.lexicon.places.short
    return all(
        view.folded[n] not in dull
        and view.folded[n] not in scan.lexicon.bodies.heads
        and (view.texts[n].isalpha() or (n > first and view.folded[n - 1] in short))
        and not view.upper[n]
        for n in range(first, last)
    )


def _listed(scan: Scan) -> None:
    """Add unknown names that a comma or "and" joins to a place ("Camaná and Mollendo")."""
    view = scan.view
    joints = scan.lexicon.bodies.and_ | {","}
    for place in [item for item in scan.found if item.label in ("GPE", "LOC")]:
        if scan.capitals[place.first] or scan.headline[place.first]:
            continue
        at = place.last
        while scan.same_line(place.first, at + 1) and view.folded[at] in joints:
            last = run_right(scan, at + 1, 3)
            if last == at + 1 or not _is_new(scan, at + 1, last):
                break
            short = last - at == 2 and len(view.texts[at + 1]) < 5
            if short and view.texts[last : last + 1] == ["."]:
                last += 1
            if view.folded[at] == "," and not _list_goes_on(scan, last):
                break
            scan.add(Found(at + 1, last, place.label, "", "listed", confidence=0.6))
            at = last


def _list_goes_on(scan: Scan, last: int) -> bool:
    view = scan.view
    return last < len(view) and view.folded[last] in scan.lexicon.bodies.and_ | {",", "(", ".", "-"}
