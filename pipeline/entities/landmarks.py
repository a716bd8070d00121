"""Other places (LOC) by their noun: "Chancay Port", "río Rímac"; regions: "distrito de X"."""

from __future__ import annotations

from pipeline.entities.names import is_name_word, is_role, is_starter, name_right, run_right
from pipeline.entities.scan import Found, Scan
from pipeline.records import Label


def find(scan: Scan) -> None:
    """Add the places that a noun marks."""
    view, words = scan.view, scan.lexicon.places
    for number, word in enumerate(view.folded):
        if not scan.free[number]:
            continue
        numbered = word in words.numbered and scan.same_line(number, number + 1)
        if word in words.world and view.cap[number] and (part := scan.match(words.world, number)):
            _region_of_the_world(scan, number, number + part[0])
        elif numbered and _is_numbered(scan, number):
            scan.add(Found(number, number + 2, "LOC", "", "place-noun", "ruler", 0.75))
        elif word in words.first and (view.cap[number] or word in words.small_first):
            _noun_first(scan, number)
        behind = word in words.last or word in words.region_last
        if word in words.small_last if not view.cap[number] else behind:
            _noun_last(scan, number)
        if word in words.region_first and not scan.headline[number]:
            _region(scan, number)


def _region_of_the_world(scan: Scan, first: int, last: int) -> None:
    """Add a region of the world that is no part of a longer name ("in the Caribbean")."""
    view = scan.view
    beside = (is_name_word(scan, first - 1) and scan.same_line(first - 1, first)) or (
        scan.same_line(first, last) and (is_name_word(scan, last) or view.texts[last] == "-")
    )
    inner = beside and not (scan.headline[first] or is_starter(scan, first - 1))
    if all(view.cap[n] or len(view.texts[n]) < 4 for n in range(first, last)) and not inner:
        scan.add(Found(first, last, "LOC", "world", "world", "ruler", 0.85))


def _noun_first(scan: Scan, number: int) -> None:
    view, words = scan.view, scan.lexicon.places
    if is_starter(scan, number) or _is_city(scan, number):
        return
    start = number + 1
    while scan.same_line(number, start) and (
        view.folded[start] in words.linking
        or (start > number + 1 and view.folded[start] in scan.lexicon.bodies.articles)
        or view.folded[start] in scan.lexicon.bodies.adjectives
        or (view.texts[start] == "." and len(view.texts[number]) < 4)
    ):
        start += 1
    if not scan.same_line(number, start):
        return
    if view.texts[start].isdigit() and view.folded[start - 1] in scan.lexicon.bodies.adjectives:
        scan.add(Found(number, start + 1, "LOC", "", "place-noun", "ruler", 0.75))
    if is_name_word(scan, start) and (last := name_right(scan, start, 5)) > start:
        common = not view.cap[number] and scan.places.is_country(view.key(start, last))
        label: Label = "GPE" if _is_governed(scan, number) else "LOC"
        if not common:
            scan.add(Found(number, last, label, "", "place-noun", "ruler", 0.75))


def _is_town_hall(scan: Scan, number: int, last: int) -> bool:
    """Tell whether a town stands before an office ("City of Hull | Mayor Ann Lee"): it has it."""
    view = scan.view
    if not scan.lexicon.bodies.premodifiers or not view.cap[number] or scan.headline[number]:
        return False
    return scan.same_line(number, last) and view.cap[last] and is_role(scan, last)


def _is_governed(scan: Scan, number: int) -> bool:
    """Tell whether somebody governs the place ("alcalde de | Quebrada Honda"): it is a town."""
    view = scan.view
    if not scan.same_line(number - 2, number) or not view.cap[number]:
        return False
    office = scan.lexicon.roles.nouns.get(view.folded[number - 2], {})
    return view.folded[number - 1] in scan.lexicon.places.linking and any(
        kind in ("mayor", "governor") for kind in office.values()
    )


def _is_numbered(scan: Scan, number: int) -> bool:
    """Tell whether the noun makes a place with the number behind it ("Pier 4")."""
    view = scan.view
    if view.folded[number] not in scan.lexicon.places.numbered:
        return False
    digits = view.texts[number + 1]
    return digits.isdigit() and len(digits) < 4 and bool(scan.free[number + 1])


def _is_city(scan: Scan, number: int) -> bool:
    """Tell whether the noun begins a city's name ("Port of Spain", "Puerto Montt")."""
    view = scan.view
    if not view.cap[number]:
        return False
    longest = min(scan.places.longest(view.folded[number]), len(view) - number)
    return any(view.key(number, number + size) in scan.places for size in range(2, longest + 1))


def _noun_last(scan: Scan, number: int) -> None:
    view = scan.view
    first = number
    while first and number - first < 4 and scan.same_line(first - 1, number):
        if not is_name_word(scan, first - 1) or is_starter(scan, first - 1):
            break
        first -= 1
    plain = scan.headline[number] or view.folded[first] in scan.lexicon.demonyms
    if view.key(first, number + 1) in scan.places:
        return
    if first < number and not plain:
        label: Label = "GPE" if view.folded[number] in scan.lexicon.places.region_last else "LOC"
        scan.add(Found(first, number + 1, label, "", "place-noun", "ruler", 0.75))


def _region(scan: Scan, number: int) -> None:
    """Add the name after "district of" or "provincia de" (the noun is not its name)."""
    view, words = scan.view, scan.lexicon.places
    start = number + 1
    if not scan.same_line(number, start) or view.folded[start] not in words.linking:
        return
    start += 1
    while start < len(view) and not view.cap[start]:
        if view.folded[start] not in scan.lexicon.bodies.articles:
            return
        start += 1
    if not scan.same_line(number, start) or not is_name_word(scan, start):
        return
    if _is_city(scan, number):
        return
    last = run_right(scan, start, 4)
    if last > start and _is_town_hall(scan, number, last):
        scan.add(Found(number, last, "AGENCY", "municipality", "town-hall", "ruler", 0.7))
        return
    if (
        last > start
        and not view.upper[start]
        and view.folded[start] not in scan.lexicon.bodies.heads
    ):
        scan.add(Found(start, last, "GPE", "", "region-noun", "ruler", 0.8))
