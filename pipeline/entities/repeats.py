"""What was named once in full is found everywhere: acronyms, short names, surnames."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.entities.names import is_office_word
from pipeline.entities.scan import Found, Scan

Phrase = tuple[str, ...]


def bodies(scan: Scan) -> None:
    """Add the other places of every body's names (folded; in headlines and capitals too)."""
    view = scan.view
    known: dict[Phrase, Found] = {}
    for item in scan.found:
        if item.last - item.first == 1 and view.folded[item.first] in scan.lexicon.bodies.heads:
            continue
        if (
            item.label in ("AGENCY", "ORG")
            and item.source != "coref"
            and item.rule != "coordination"
        ):
            known.setdefault(tuple(view.folded[item.first : item.last]), item)
    _search(scan, known.items())


def persons(scan: Scan) -> None:
    """Add later short mentions of persons: their last name or names, with particles."""
    view, particles = scan.view, scan.lexicon.persons.particles
    known: dict[Phrase, Found] = {}
    for item in [found for found in scan.found if found.label == "PERSON"]:
        words = view.folded[item.first : item.last]
        known.setdefault(tuple(words), item)
        for start in range(1, len(words)):
            if words[start - 1] in particles or len(words[start]) < 3:
                continue
            known.setdefault(tuple(words[start:]), item)
            end = start + 1
            while end < len(words) and words[end - 1] in particles:
                end += 1
            if (words[start] not in particles or end > start + 1) and words[
                end - 1
            ] not in particles:
                known.setdefault(tuple(words[start:end]), item)
    _search(scan, known.items())


def _search(scan: Scan, known: Iterable[tuple[Phrase, Found]]) -> None:
    by_first: dict[str, list[tuple[Phrase, Found]]] = {}
    for phrase, item in known:
        by_first.setdefault(phrase[0], []).append((phrase, item))
    for group in by_first.values():
        group.sort(key=lambda pair: -len(pair[0]))
    for number, word in enumerate(scan.view.folded):
        if word in by_first and scan.free[number]:
            _try(scan, number, by_first[word])


def _try(scan: Scan, number: int, group: list[tuple[Phrase, Found]]) -> None:
    view = scan.view
    for phrase, item in group:
        last = number + len(phrase)
        if tuple(view.folded[number:last]) != phrase or not scan.can(number, last):
            continue
        if not _spelt(scan, number, last, item) or not scan.same_line(number, last - 1):
            continue
        scan.add(
            Found(
                number, last, item.label, item.kind, "repeat", "alias", item.confidence, item.value
            )
        )
        return


def _spelt(scan: Scan, first: int, last: int, item: Found) -> bool:
    """Tell whether the capitals are those of the name that is repeated."""
    view = scan.view
    if item.label in ("AGENCY", "ORG") and is_office_word(scan, first):
        return view.texts[first] == view.texts[item.first]
    if item.label == "PERSON":
        plain = scan.capitals[first] and view.folded[first] in scan.lexicon.function
        return view.cap[last - 1] and (view.cap[first] or last - first > 1) and not plain
    if last - first == 1 and view.upper[item.first] and len(view.texts[first]) < 4:
        return view.upper[first]
    return view.cap[first] or (last - first > 1 and view.cap[last - 1])
