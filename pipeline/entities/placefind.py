"""Countries, regions, cities (GPE) from the gazetteer, and other places (LOC) by grammar."""

from __future__ import annotations

from pipeline.entities.names import is_name_word, is_starter, name_right, run_right
from pipeline.entities.scan import Found, Scan


def find(scan: Scan) -> None:
    """Add the places that no mention covers yet."""
    _built(scan)
    number, total = 0, len(scan.view)
    while number < total:
        last = _known(scan, number) if scan.free[number] else number
        number = last if last > number else number + 1


def _built(scan: Scan) -> None:
    """Add places by their noun ("Puerto de Chancay", "Chancay Port", "distrito de Lo Prado")."""
    view, words = scan.view, scan.lexicon.places
    for number, word in enumerate(view.folded):
        if not scan.free[number]:
            continue
        if word in words.first and view.cap[number] and not is_starter(scan, number):
            _noun_first(scan, number)
        if word in words.last and view.cap[number]:
            _noun_last(scan, number)
        if word in words.region_first and not scan.headline[number]:
            _region(scan, number)


def _noun_first(scan: Scan, number: int) -> None:
    view = scan.view
    start = number + 1
    while scan.same_line(number, start) and (
        view.folded[start] in scan.lexicon.places.linking
        or (start > number + 1 and view.folded[start] in scan.lexicon.bodies.articles)
        or (view.texts[start] == "." and len(view.texts[number]) < 4)
    ):
        start += 1
    if not scan.same_line(number, start) or not is_name_word(scan, start):
        return
    last = name_right(scan, start, 5)
    if last > start:
        scan.add(Found(number, last, "LOC", "", "place-noun", "ruler", 0.75))


def _noun_last(scan: Scan, number: int) -> None:
    view = scan.view
    first = number
    while first and number - first < 4 and scan.same_line(first - 1, number):
        if not is_name_word(scan, first - 1) or is_starter(scan, first - 1):
            break
        first -= 1
    if (
        first < number
        and not scan.headline[number]
        and view.folded[first] not in scan.lexicon.demonyms
    ):
        scan.add(Found(first, number + 1, "LOC", "", "place-noun", "ruler", 0.75))


def _region(scan: Scan, number: int) -> None:
    """Add the name after "district of" or "provincia de" (the noun is not its name)."""
    view, words = scan.view, scan.lexicon.places
    start = number + 1
    if not scan.same_line(number, start) or view.folded[start] not in words.linking:
        return
    start += 1
    while (
        start < len(view)
        and view.folded[start] in scan.lexicon.bodies.articles
        and not view.cap[start]
    ):
        start += 1
    if not scan.same_line(number, start) or not is_name_word(scan, start):
        return
    last = _known_end(scan, start) or run_right(scan, start, 4)
    if last > start and not view.upper[start]:
        scan.add(Found(start, last, "GPE", "", "region-noun", "ruler", 0.8))


def _known_end(scan: Scan, first: int) -> int:
    view = scan.view
    longest = min(scan.places.longest(view.folded[first]), len(view) - first)
    for size in range(longest, 0, -1):
        last = first + size
        if (
            scan.same_line(first, last - 1)
            and view.key(first, last) in scan.places
            and scan.can(first, last)
        ):
            return last
    return 0


def _known(scan: Scan, number: int) -> int:
    """Add the place of the gazetteer that begins at ``number``; return where it ends."""
    view, words = scan.view, scan.lexicon.places
    if not view.cap[number]:
        return number
    for size in (4, 3, 2, 1):
        last = number + size
        if last > len(view) or not scan.can(number, last):
            continue
        if (code := words.countries.get(view.key(number, last))) and _spelt(scan, number, last):
            scan.add(
                Found(
                    number,
                    last,
                    "GPE",
                    "country",
                    "country",
                    confidence=0.95,
                    entity_id=f"geo:{code.lower()}",
                )
            )
            return last
    last = _known_end(scan, number)
    if not last or not _accepted(scan, number, last):
        return _context_place(scan, number)
    country = scan.places.is_country(view.key(number, last))
    kind = "country" if country else ""
    scan.add(Found(number, last, "GPE", kind, "gazetteer", confidence=0.95 if country else 0.8))
    return last


def _spelt(scan: Scan, first: int, last: int) -> bool:
    """Tell whether a short form ("US", "UK") is written in capitals."""
    view = scan.view
    word = view.texts[first]
    if last - first == 1 and len(word.replace(".", "")) < 4:
        return word.isupper() and not (scan.capitals[first] and word.isalpha())
    return all(view.cap[n] or len(view.texts[n]) < 4 for n in range(first, last))


def _accepted(scan: Scan, first: int, last: int) -> bool:
    """Tell whether the words are the place here, not a common word, a person or part of a name."""
    view, words = scan.view, scan.lexicon.places
    key = view.key(first, last)
    if view.upper[first] and last - first == 1 and len(key) < 5 and not scan.capitals[first]:
        return False
    if scan.places.is_country(key):
        return view.cap[last - 1]
    if not all(
        view.cap[n] or view.folded[n] in scan.lexicon.persons.particles for n in range(first, last)
    ):
        return False
    before = view.folded[first - 1] if first and scan.same_line(first - 1, first) else ""
    context = before in words.context or _beside_place(scan, first, last)
    if last - first == 1 and (
        key in words.common or key in scan.small or key in scan.lexicon.starters
    ):
        return context and key not in scan.small and key not in scan.lexicon.starters
    if (
        is_name_word(scan, last)
        and scan.same_line(first, last)
        and not scan.headline[first]
        and not scan.capitals[first]
    ):
        return False
    if (
        is_name_word(scan, first - 1)
        and scan.same_line(first - 1, first)
        and not scan.headline[first]
        and not is_starter(scan, first - 1)
        and not scan.capitals[first]
    ):
        return False
    size = scan.places.get(key)[0].size
    return context or size >= 40_000 or last - first > 1


def _beside_place(scan: Scan, first: int, last: int) -> bool:
    """Tell whether a country or city stands right beside, after a comma or in a list."""
    view = scan.view
    for at, step in ((first - 1, -1), (last, 1)):
        if not (0 <= at < len(view)) or view.texts[at] not in {",", "(", "–", "-"}:
            continue
        other = at + step
        if (
            0 <= other < len(view)
            and scan.same_line(at, other)
            and view.cap[other]
            and view.folded[other] in scan.places
        ):
            return True
    return False


def _context_place(scan: Scan, number: int) -> int:
    """Add an unknown name that stands where a place does: "<Name>, <country>"."""
    view = scan.view
    if (
        is_starter(scan, number)
        or not is_name_word(scan, number)
        or scan.headline[number]
        or scan.capitals[number]
    ):
        return number
    last = run_right(scan, number, 3)
    if last == number or not scan.same_line(number, last + 1) or view.texts[last] != ",":
        return number
    before = view.folded[number - 1] if number else ""
    after = last + 1
    if (
        before in scan.lexicon.places.context
        and view.cap[after]
        and scan.places.is_country(view.folded[after])
    ):
        scan.add(Found(number, last, "GPE", "", "before-country", confidence=0.7))
        return last
    return number
