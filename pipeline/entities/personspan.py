"""Where a person's name begins and ends."""

from __future__ import annotations

from pipeline.entities.givennames import COMMON, given_name, is_known
from pipeline.entities.names import is_name_word, is_role
from pipeline.entities.scan import Scan

_MOST = 8


def initials_before(scan: Scan, number: int) -> int:
    """Return where the initials before a name begin ("R.V. Kolhe", "J. Buttigieg")."""
    view = scan.view
    while number > 1 and view.texts[number - 1] == "." and view.cap[number - 2]:
        if len(view.texts[number - 2]) > 1 or not scan.can(number - 2, number):
            break
        number -= 2
    if number and view.cap[number - 1] and scan.free[number - 1]:
        word = view.texts[number - 1]
        dotted = "." in word and word.replace(".", "").isupper() and len(word) <= 4
        if dotted and scan.same_line(number - 1, number):
            number -= 1
        elif given_name(word) == COMMON and not view.sent_starts[number - 1]:
            number -= scan.same_line(number - 1, number) and not scan.headline[number]
    return number


def span(scan: Scan, first: int) -> int:
    """Return the end of the person's name that begins at ``first`` (``first`` where none does)."""
    view, particles = scan.view, scan.lexicon.persons.particles
    at = last = first
    while at < len(view) and at - first < _MOST and scan.same_line(first, at) and scan.free[at]:
        if _is_part(scan, at, first):
            at += 1
            last = at
            if _is_abbreviated(scan, at, first):
                at += 1
                last = at
        elif at > first and view.folded[at] in particles and _joins(scan, at, first):
            at += 1
        else:
            break
    if last > first and view.texts[last - 1] == "." and not _closes(scan, last):
        last -= 1
        if len(view.texts[last - 1]) == 1:
            last -= 1
    return max(first, last)


def _joins(scan: Scan, particle: int, first: int) -> bool:
    """Tell whether a particle goes on with the name: "and" only between two surnames."""
    view = scan.view
    if view.folded[particle] not in scan.lexicon.bodies.and_:
        return True
    after = particle + 1
    if particle - first < 2 or not scan.same_line(particle, after + 1) or not view.cap[after]:
        return False
    if given_name(view.texts[after]) or view.cap[after + 1]:
        return False
    return is_known(view.folded[after]) and view.folded[after] not in scan.places


def _is_abbreviated(scan: Scan, dot: int, first: int) -> bool:
    """Tell whether the full stop at ``dot`` shortens part of a name ("J.", "Ma.", "Jr.")."""
    view = scan.view
    if dot >= len(view) or view.texts[dot] != "." or view.starts[dot] != view.ends[dot - 1]:
        return False
    word = view.texts[dot - 1]
    if view.folded[dot - 1] in scan.lexicon.persons.suffixes:
        return dot - 1 > first
    follows = dot + 1 < len(view) and (
        (view.cap[dot + 1] and view.folded[dot + 1] not in scan.lexicon.starters)
        or view.folded[dot + 1] in scan.lexicon.persons.particles
    )
    return len(word) == 1 or (len(word) <= 3 and follows and view.cap[dot - 1])


def _closes(scan: Scan, last: int) -> bool:
    """Tell whether a name may end in the full stop before ``last``."""
    view = scan.view
    if view.folded[last - 2] in scan.lexicon.persons.suffixes:
        return True
    return last < len(view) and view.texts[last] == "," and len(view.texts[last - 2]) <= 2


def _is_part(scan: Scan, number: int, first: int) -> bool:
    """Tell whether a token can be part of a person's name."""
    view, lexicon = scan.view, scan.lexicon
    folded = view.folded[number]
    if not is_name_word(scan, number) or not folded.isalpha() or _is_acronym(scan, number, first):
        return False
    if folded in lexicon.bodies.heads or folded in lexicon.demonyms or is_role(scan, number):
        return False
    if folded in lexicon.starters and view.sent_starts[number]:
        return False
    if scan.capitals[number]:
        later = number > first + 1
        return folded not in lexicon.function and (is_known(folded) or not later)
    after_of = number > first and view.folded[number - 1] in lexicon.bodies.linking
    return not (after_of and scan.places.is_country(folded))


def _is_acronym(scan: Scan, number: int, first: int) -> bool:
    """Tell whether a word is in capitals where the name and its line are not."""
    view = scan.view
    long = len(view.texts[number]) > 2
    if "." in view.texts[number]:
        return False
    return view.upper[number] and long and not scan.capitals[number] and not view.upper[first]


def skip_titles(scan: Scan, number: int) -> int:
    """Return the token after any titles ("Dr.", "Hon. Eng.") that begin at ``number``."""
    view, titles = scan.view, scan.lexicon.persons.honorifics
    article = number + 1 < len(view) and view.folded[number] in scan.lexicon.bodies.articles
    if article and view.cap[number + 1] and view.folded[number + 1] in titles:
        number += 1
    while number + 1 < len(view) and view.folded[number] in titles:
        dotted = view.texts[number + 1] == "."
        after = number + 1 + dotted
        if after >= len(view) or not view.cap[after] or not scan.same_line(number, after):
            break
        if not dotted and not view.texts[number][0].isupper() and len(view.texts[number]) < 3:
            break
        number = after
        article = view.folded[number] in scan.lexicon.bodies.articles
        number += article and number + 1 < len(view) and view.folded[number + 1] in titles
    return number
