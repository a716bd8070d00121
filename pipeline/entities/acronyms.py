"""Acronyms that no registry knows and no brackets introduce."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.scan import Found, Scan
from pipeline.records import Section

_SHORT, _LONG = 3, 7
_OFTEN = 3


def find(scan: Scan, datelines: Sequence[Section] = ()) -> None:
    """Add words in capitals that stand where a body's name does, news agencies in datelines too."""
    view = scan.view
    _wires(scan, datelines)
    for number, word in enumerate(view.texts):
        if not view.upper[number] or not scan.free[number] or not word.isalpha():
            continue
        if _SHORT <= len(word) <= _LONG and not scan.capitals[number] and _is_body(scan, number):
            scan.add(Found(number, number + 1, "AGENCY", "", "acronym", "ruler", 0.5))


def _wires(scan: Scan, datelines: Sequence[Section]) -> None:
    """Add the agency of a dateline ("Baku, October 23, AZERTAC")."""
    view = scan.view
    inside = [view.between(section.start, section.end) for section in datelines]
    for number in sorted(set().union(*inside)):
        word = view.folded[number]
        plain = word in scan.lexicon.acronyms or word in scan.places or _is_roman(word)
        inner = number and scan.same_line(number - 1, number) and view.texts[number - 1] in ",("
        if view.upper[number] and len(word) > 2 and word.isalpha() and inner and not plain:
            scan.add(Found(number, number + 1, "ORG", "media", "wire", "ruler", 0.6))


def _is_body(scan: Scan, number: int) -> bool:
    view = scan.view
    folded = view.folded[number]
    if folded in scan.lexicon.acronyms or folded in scan.lexicon.starters or _is_roman(folded):
        return False
    if not scan.same_line(number - 1, number) or not _is_placed(scan, number):
        return False
    for beside in (number - 1, number + 1):
        if scan.same_line(number, beside) and (
            view.upper[beside] or view.texts[beside] in "/-#@_|:" or view.texts[beside].isdigit()
        ):
            return False
    return not _explains(scan, number)


def _is_placed(scan: Scan, number: int) -> bool:
    """Tell whether an article or preposition stands before the acronym, as before a name."""
    words = scan.lexicon.bodies
    if words.premodifiers and scan.view.texts.count(scan.view.texts[number]) < _OFTEN:
        return False
    before = scan.view.folded[number - 1]
    return (
        before in words.of | words.articles | words.and_ | words.place
        or before in scan.lexicon.function
    )


def _explains(scan: Scan, number: int) -> bool:
    """Tell whether the acronym is the short form of a common phrase in front of brackets."""
    view = scan.view
    return number > 0 and view.texts[number - 1] == "(" and scan.covering(number - 2) is None


def _is_roman(folded: str) -> bool:
    return not set(folded) - set("ivxlcm")
