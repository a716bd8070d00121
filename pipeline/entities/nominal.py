"""Nominal mentions: "the Ministry", "dicha institución" stand for a body named elsewhere."""

from __future__ import annotations

from pipeline.entities.names import QUOTES_OPEN, is_name_word
from pipeline.entities.scan import Found, Scan

# Words between the article and the noun ("the border laboratory").
_MODIFIERS = 2


def find(scan: Scan) -> None:
    """Add the nominal mentions for which the text names a body of a fitting kind."""
    words = scan.lexicon.nominal
    _partial(scan)
    bodies = [item for item in scan.found if item.label in ("AGENCY", "ORG")]
    kinds = {item.kind for item in bodies}
    for item in bodies:
        kinds |= _own_kinds(scan, item)
    if not kinds:
        return
    _freed(scan, kinds)
    for number, word in enumerate(scan.view.folded):
        if word in words.determiners and scan.free[number]:
            _at(scan, number, kinds)


def _own_kinds(scan: Scan, item: Found) -> set[str]:
    """Return the common nouns that a name holds ("Jury" of "National Jury of Elections")."""
    heads, nouns = scan.lexicon.bodies.heads, scan.lexicon.nominal.nouns
    words = scan.view.folded[item.first : item.last]
    lead = words[-1] if scan.lexicon.bodies.premodifiers else words[0]
    known = {f"={word}" for word in words if word in heads or word in nouns}
    return known | ({f"^{lead}"} if len(words) > 1 and lead.isalpha() else set())


def _freed(scan: Scan, kinds: set[str]) -> None:
    """Drop places that are nominal mentions: "El Centro" after "Centro de Estudios"."""
    view, words = scan.view, scan.lexicon.nominal
    for item in [found for found in scan.found if found.label in ("GPE", "LOC")]:
        noun = item.last - 1
        article = noun - 1
        alone = item.last - item.first == 1 or item.first == article
        if alone and article >= 0 and f"={view.folded[noun]}" in kinds:
            own = view.folded[noun] in scan.lexicon.bodies.heads
            if (
                own
                and view.folded[article] in words.determiners
                and view.line[article] == view.line[noun]
            ):
                scan.drop(item)


def _partial(scan: Scan) -> None:
    """Turn "the Port Authority" into a nominal mention where a longer name ends in these words."""
    view, words = scan.view, scan.lexicon.nominal
    keys = {view.key(b.first, b.last) for b in scan.found if b.label in ("AGENCY", "ORG")}
    for item in [found for found in scan.found if found.rule in ("grammar", "repeat")]:
        key, before = view.key(item.first, item.last), item.first - 1
        definite = before >= 0 and view.folded[before] in words.determiners and scan.free[before]
        if item.last - item.first < 4 and definite and any(k.endswith(f" {key}") for k in keys):
            scan.drop(item)
            scan.add(Found(before, item.last, "AGENCY", item.kind, "partial", "coref", 0.7))


def _at(scan: Scan, number: int, kinds: set[str]) -> None:
    view, words = scan.view, scan.lexicon.nominal
    at = number + 1
    while at < len(view) and scan.free[at]:
        if size := _demonym(scan, at) if scan.lexicon.bodies.premodifiers else 0:
            at += size
            continue
        if view.folded[at] not in words.adjectives | words.determiners:
            break
        if view.folded[at] in words.nouns and not _goes_on_as_noun(scan, at):
            break
        at += 1
    at = _noun_behind(scan, at)
    if not scan.same_line(number, at) or not scan.free[at]:
        return
    hit = scan.match(words.nouns, at) or (1, ())
    wanted = hit[1] if isinstance(hit[1], tuple) else ()
    last = at + hit[0]
    if not scan.lexicon.bodies.premodifiers and scan.same_line(at, last):
        last += _demonym(scan, last)
    if not scan.can(number, last) or _is_modified(scan, last):
        return
    own = {f"={view.folded[at]}"} | ({f"^{view.folded[at]}"} if view.cap[at] else set())
    fits = "any" in wanted or not kinds.isdisjoint({*wanted, *own})
    if fits:
        kind = "any" if "any" in wanted else wanted[0] if wanted else ""
        first = (
            number
            if view.folded[number] not in scan.lexicon.bodies.linking | scan.lexicon.bodies.of
            else number + 1
        )
        last = _adjective_end(scan, last)
        scan.add(Found(first, last, "AGENCY", kind, "nominal", "coref", 0.7))


def _demonym(scan: Scan, at: int) -> int:
    """Return how many words from ``at`` on are the adjective of a country ("the Kenyan bureau")."""
    view, known = scan.view, scan.lexicon.demonyms
    for size in (2, 1):
        if at + size <= len(view) and " ".join(view.folded[at : at + size]) in known:
            return size if all(scan.free[at : at + size]) else 0
    return 0


def _noun_behind(scan: Scan, at: int) -> int:
    """Return the noun behind words that say which one it is ("the border laboratory")."""
    view, lexicon = scan.view, scan.lexicon
    nouns = lexicon.nominal.nouns
    if not lexicon.bodies.premodifiers:
        return at
    dull = lexicon.function | lexicon.verbs
    for noun in range(at, min(at + _MODIFIERS + 1, len(view))):
        word = view.texts[noun]
        if not scan.same_line(at - 1, noun) or not scan.free[noun] or not word.isalpha():
            return at
        if view.folded[noun] in nouns and not _goes_on_as_noun(scan, noun):
            return noun
        if not word.islower() or view.folded[noun] in dull:
            return at
    return at


def _adjective_end(scan: Scan, last: int) -> int:
    """Return the end of an adjective behind the noun ("el organismo fiscalizador")."""
    view, endings = scan.view, scan.lexicon.nominal.endings
    if not endings or not scan.same_line(last - 1, last) or not scan.free[last]:
        return last
    word = view.folded[last]
    dull = scan.lexicon.function | scan.lexicon.verbs | scan.lexicon.persons.say
    fits = word.endswith(endings) and view.texts[last].islower() and view.texts[last].isalpha()
    return last + 1 if fits and len(word) > 4 and word not in dull else last


def _goes_on_as_noun(scan: Scan, at: int) -> bool:
    view = scan.view
    return at + 1 < len(view) and view.folded[at + 1] in scan.lexicon.nominal.nouns


def _is_modified(scan: Scan, last: int) -> bool:
    """Tell whether a complement makes the noun another body ("the institution of ...")."""
    view = scan.view
    if last >= len(view) or not scan.same_line(last - 1, last):
        return False
    if (
        view.folded[last] in scan.lexicon.bodies.linking
        or view.folded[last] in scan.lexicon.demonyms
    ):
        return True
    named = last + (view.texts[last] in QUOTES_OPEN or view.texts[last] == ",")
    beside = scan.covering(named) if named < len(view) and not scan.free[named] else None
    if beside and beside.label in ("AGENCY", "ORG"):
        return True
    return is_name_word(scan, last) and view.texts[last].isalpha()
