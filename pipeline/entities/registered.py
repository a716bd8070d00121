"""Bodies that the registry knows by name or acronym, and which of its matches to believe."""

from __future__ import annotations

from pipeline.entities.givennames import is_known
from pipeline.entities.names import branch, is_name_word, is_office_word, is_role, is_starter
from pipeline.entities.scan import Found, Scan
from pipeline.records import Label
from pipeline.registry.index import NAME, WEAK, Hit

_BODIES = ("AGENCY", "ORG")
_WORLD = "intergovernmental"
_OF_WORLD = frozenset({_WORLD, "accreditation_body", "standards_publisher"})
_LEAST = 3  # letters of an acronym


def find(scan: Scan) -> list[Found]:
    """Return the registry's bodies in the text, left to right."""
    hits = [hit for hit in scan.index.find(scan.view) if hit.entries[0].type in _BODIES]
    named = {e.id for hit in hits for e in hit.entries if hit.use == NAME}
    found: list[Found] = []
    for hit in hits:
        if _believed(scan, hit, named) and not (hit.use == NAME and _goes_on(scan, hit)):
            found += _cut(scan, hit) or _led(scan, hit) or [_whole(scan, hit)]
    return found


def _believed(scan: Scan, hit: Hit, named: set[str]) -> bool:
    """Tell whether the words are the entity here: weak and very short acronyms need its name."""
    view, first = scan.view, hit.first
    if hit.use == NAME:
        if hit.last - first > 1:
            return not (scan.lexicon.bodies.heads.get(view.folded[first]) and _is_office(scan, hit))
        return not _inside_name(scan, first)
    if view.key(first, hit.last) in scan.lexicon.acronyms or _is_of_person(scan, hit):
        return False
    short = view.ends[hit.last - 1] - view.starts[first]
    if hit.use == WEAK or short < _LEAST:
        known = any(entry.id in named for entry in hit.entries) or _in_brackets(scan, hit)
        return known or (short >= _LEAST and _is_of_world(scan, hit))
    if not view.upper[first] and short < 5:
        return not (is_name_word(scan, first - 1) or is_name_word(scan, hit.last))
    beside = [n for n in (first - 1, hit.last) if scan.same_line(n, first)]
    return short > 3 or not any(view.upper[n] for n in beside)


def _is_of_world(scan: Scan, hit: Hit) -> bool:
    """Tell whether a common word in capitals is an intergovernmental body ("WHO sent ships")."""
    view, first = scan.view, hit.first
    if not view.upper[first] or scan.capitals[first]:
        return False
    beside = [n for n in (first - 1, hit.last) if scan.same_line(n, first)]
    shouted = any(view.upper[n] and len(view.texts[n]) > 1 for n in beside)
    world = [entry for entry in hit.entries if entry.kind == _WORLD]
    return len(world) == 1 and not shouted


def _goes_on(scan: Scan, hit: Hit) -> bool:
    """Tell whether a name of the world is the beginning of another ("Foro de Normas | Mundial")."""
    view, after = scan.view, hit.last
    if scan.lexicon.bodies.premodifiers or hit.entries[0].kind not in _OF_WORLD:
        return False
    plain = scan.headline[after - 1] or scan.capitals[after - 1]
    if plain or not scan.same_line(hit.first, after) or not is_name_word(scan, after):
        return False
    word = view.folded[after]
    apart = view.upper[after] or is_known(word) or is_role(scan, after) or word in scan.places
    return not apart and word not in scan.lexicon.persons.honorifics


def _is_office(scan: Scan, hit: Hit) -> bool:
    """Tell whether a name is an office but for an accent ("la Secretaria de Salud, Ana Ruiz")."""
    return is_office_word(scan, hit.first) and not all(map(str.isascii, scan.view.texts))


def _is_of_person(scan: Scan, hit: Hit) -> bool:
    """Tell whether an acronym is part of an office or a title before a name."""
    return _is_acting(scan, hit) or _is_title(scan, hit)


def _is_acting(scan: Scan, hit: Hit) -> bool:
    """Tell whether an acronym is part of an office ("OIC Deputy Director")."""
    before = scan.view.folded[hit.first] in scan.lexicon.roles.before
    return before and scan.same_line(hit.first, hit.last) and is_role(scan, hit.last)


def _is_title(scan: Scan, hit: Hit) -> bool:
    """Tell whether an acronym is a title cut short before a name ("Sen. Ann Lee", "SEN. LEE")."""
    view, last = scan.view, hit.last
    titled = view.folded[hit.first] in scan.lexicon.persons.honorifics
    return titled and scan.same_line(hit.first, last + 1) and view.texts[last] == "."


def _inside_name(scan: Scan, number: int) -> bool:
    """Tell whether one word is the end of a longer name ("Ventanilla Única")."""
    view = scan.view
    before = number - 1
    if scan.headline[number] or scan.capitals[number] or not scan.same_line(before, number):
        return False
    return (
        is_name_word(scan, before)
        and not is_starter(scan, before)
        and not is_role(scan, before)
        and view.texts[before].isalpha()
    )


def _in_brackets(scan: Scan, hit: Hit) -> bool:
    texts = scan.view.texts
    around = texts[hit.first - 1 : hit.first] + texts[hit.last : hit.last + 1]
    return around == ["(", ")"] and is_name_word(scan, hit.first - 2)


def _whole(scan: Scan, hit: Hit) -> Found:
    entry = hit.entries[0]
    label: Label = "AGENCY" if entry.type == "AGENCY" else "ORG"
    if label == "ORG" or hit.use != NAME:
        last = branch(scan, hit.last)
        house = label == "ORG" and hit.last - hit.first < 4
        place = scan.view.key(hit.last, last) in scan.places if last > hit.last else False
        if last > hit.last and (house or place):
            return Found(hit.first, last, label, entry.kind, "branch", "ruler", 0.85)
    source = "alias" if hit.use else "ruler"
    return Found(hit.first, hit.last, label, entry.kind, "registry", source, 0.95)  # type: ignore[arg-type] # one of two literals


def _led(scan: Scan, hit: Hit) -> list[Found]:
    """Return the body and its unit where a unit's name begins with that of its body."""
    unit = hit.entries[0]
    body = scan.index.get(unit.parent) if unit.parent and hit.last - hit.first > 2 else None
    if body is None or unit.type not in _BODIES:
        return []
    view = scan.view
    for at in range(hit.first + 1, hit.last - 1):
        led = body in scan.index.by_key(view.key(hit.first, at))
        if led and unit in scan.index.by_key(view.key(at, hit.last)):
            return [
                Found(hit.first, at, "AGENCY", body.kind, "registry", "ruler", 0.9),
                Found(at, hit.last, "AGENCY", unit.kind, "registry", "ruler", 0.9),
            ]
    return []


def _cut(scan: Scan, hit: Hit) -> list[Found]:
    """Return unit and body of a name that holds both ("Dirección de X del Instituto de Y")."""
    view, words = scan.view, scan.lexicon.bodies
    for at in range(hit.first + 2, hit.last - 2):
        head = words.heads.get(view.folded[at])
        if head is None or head.plural or not view.cap[at]:
            continue
        of = at - 2 if view.folded[at - 1] in words.articles else at - 1
        joined = view.folded[of] in words.linking and (of < at - 1 or len(view.folded[of]) > 2)
        proper = [
            n
            for n in range(hit.first + 1, of)
            if view.cap[n] and view.folded[n] not in words.adjectives
        ]
        if joined and proper and of > hit.first + 1:
            entry, name = hit.entries[0], view.words(hit.first, hit.last)
            label: Label = "AGENCY" if entry.type == "AGENCY" else "ORG"
            unit = Found(hit.first, of, label, entry.kind, "registry", "ruler", 0.9, name)
            whole = scan.index.by_key(view.key(at, hit.last))
            kind = whole[0].kind if whole else head.kind
            return [unit, Found(at, hit.last, head.label, kind, "registry", "ruler", 0.9)]
    return []
