"""Where names begin and end: what the words around and the other names of the text tell of it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities import things
from pipeline.entities.companies import is_dotted
from pipeline.ner import joins, nicknames, offices
from pipeline.ner.draft import MODEL, REGISTRY, Draft, Name
from pipeline.registry import gazetteer

_SPLIT = frozenset({REGISTRY, "coordination"})
# Rules whose label stands where the model finds the same words.
_LABELLED = frozenset({"world", "coordination"})
_UNSURE = 0.35
_PLACES, _FACILITY = frozenset({"GPE", "LOC"}), "facility"
_OF_PLACES = frozenset({MODEL, "gazetteer"})
# A country's name of one word may be that of its government or team.
_WORDS = 2
_UNITS = frozenset({"unit", "directorate", "laboratory", "secretariat", "commission"})
_MOST_FORMS = 5
_QUOTES = frozenset('"“”«»')


def mend(draft: Draft) -> None:
    """Mend the borders of the names in ``draft``."""
    known = {draft.key(name) for name in draft.names if name.is_body and _is_whole(name)}
    known |= {draft.key(name) for name in draft.rules if name.is_body and _is_whole(name)}
    sure = {(r.first, r.last): r for r in draft.rules if _is_sure(draft, r)}
    draft.change(lambda name: [sure.get((name.first, name.last), name)])
    draft.change(lambda name: [_whole(draft, name)])
    draft.change(lambda name: _tiles(draft, name))
    draft.change(lambda name: [_as_country(draft, name)])
    draft.change(lambda name: [_facility(draft, name)])
    draft.change(lambda name: [_cut(draft, name, known)])
    draft.change(lambda name: _of_owner(draft, name, known))
    draft.change(lambda name: _and_owner(draft, name))
    nicknames.join(draft)
    offices.mend(draft, known)
    joins.mend(draft)
    _lengthen(draft)


def _whole(draft: Draft, name: Name) -> Name:
    """Return the registry's name of which the model sees the end ("Korean | Agency for Norms")."""
    if not name.is_body or name.mention.rule != MODEL:
        return name
    for rule in draft.rules:
        inside = rule.first <= name.first and name.last == rule.last
        if inside and rule.is_body and rule.mention.rule == REGISTRY:
            alone = not any(
                o is not name and o.first < rule.last and rule.first < o.last for o in draft.names
            )
            return rule if alone else name
    return name


def _is_whole(name: Name) -> bool:
    """Tell whether a name is no part of several that share a noun."""
    return name.mention.rule != "coordination"


def _is_sure(draft: Draft, rule: Name) -> bool:
    """Tell whether the rules' label stands where the model finds the same words."""
    if rule.mention.rule != "place-noun":
        return rule.mention.rule in _LABELLED
    noun = rule.last - 1 if draft.words.bodies.premodifiers else rule.first
    return draft.view.folded[noun] in draft.words.places.buildings


def _tiles(draft: Draft, name: Name) -> list[Name]:
    """Return the names that the rules are sure of where the model takes them for one."""
    if not name.is_body or name.mention.rule == REGISTRY:
        return [name]
    if listed := _listed(draft, name):
        return listed
    if name.mention.rule != MODEL:
        return [name]
    parts = [
        r for r in draft.rules
        if name.first <= r.first and r.last <= name.last and r.mention.rule in _SPLIT
    ]  # fmt: skip
    joined = _joined(draft, name)
    if joined:
        return joined
    whole = parts and parts[0].first == name.first and parts[-1].last == name.last
    return parts if whole and len(parts) > 1 else [name]


def _joined(draft: Draft, name: Name) -> list[Name]:
    """Return two bodies that "and" joins, each with its noun ("Fen Police and Tarn Council")."""
    view, words = draft.view, draft.words.bodies
    for joint in range(name.first + 2, name.last - 1):
        if view.folded[joint] not in words.and_:
            continue
        ends = (joint - 1, name.last - 1) if words.premodifiers else (name.first, joint + 1)
        if all(_is_own_head(draft, number) for number in ends):
            return [
                draft.moved(name, name.first, joint),
                draft.moved(name, joint + 1, name.last),
            ]
    return []


def _listed(draft: Draft, name: Name) -> list[Name]:
    """Return two names of a list: "Port Commission, Mint Office of Ilo", "Ilo Limited and Fen Ltd".

    Each has its own noun, or the first ends in a legal form.
    """
    view, words = draft.view, draft.words.bodies
    for joint in range(name.first + 1, name.last - 1):
        formed = view.folded[joint - 1] in words.suffixes and view.cap[joint - 1]
        comma = view.texts[joint] == ","
        if not (comma or (formed and view.folded[joint] in words.and_)):
            continue
        parts = (name.first, joint), (joint + 1, name.last)
        heads = [_has_own_head(draft, *part) for part in parts]
        ends = view.folded[name.last - 1] in words.suffixes
        if (heads[1] and (heads[0] or formed)) or (formed and ends and joint + 2 < name.last):
            return [draft.moved(name, *part) for part in parts]
    return []


def _has_own_head(draft: Draft, first: int, last: int) -> bool:
    """Tell whether the noun of a name (the last before "of", or the first) is that of a body."""
    view, words = draft.view, draft.words.bodies
    of = next((n for n in range(first, last) if view.folded[n] in words.linking), last)
    number = of - 1 if words.premodifiers else first
    long = of - first > 1 if words.premodifiers else last - first > 1
    return long and _is_own_head(draft, number)


def _of_owner(draft: Draft, name: Name, known: set[str]) -> list[Name]:
    """Return a unit and the body that it is of, where the text names the body elsewhere too."""
    if not name.is_body or name.mention.rule == REGISTRY:
        return [name]
    view, words = draft.view, draft.words.bodies
    for of in range(name.first + 1, name.last - 1):
        start = of + 1
        while start < name.last - 1 and view.folded[start] in words.articles:
            start += 1
        if view.folded[of] not in words.linking or not view.cap[start]:
            continue
        unit = of - name.first > 1 and any(_is_unit(draft, n) for n in range(name.first, of))
        if unit and view.key(start, name.last) in known:
            return [draft.moved(name, name.first, of), draft.moved(name, start, name.last)]
    return [name]


def _and_owner(draft: Draft, name: Name) -> list[Name]:
    """Return a body, and the country that owns the next one ("Home Office and Ireland | 's")."""
    view, words = draft.view, draft.words.bodies
    if not name.is_body or not draft.same_line(name.first, name.last):
        return [name]
    if view.texts[name.last] not in words.possessive:
        return [name]
    for joint in range(name.first + 1, name.last - 1):
        owner = view.key(joint + 1, name.last)
        if view.folded[joint] in words.and_ and _is_country(draft, owner):
            return [
                draft.moved(name, name.first, joint),
                draft.new(joint + 1, name.last, "GPE", name.mention),
            ]
    return [name]


def _as_country(draft: Draft, name: Name) -> Name:
    """Return what the model takes for a body as a country, if it has a country's name."""
    if not name.is_body or name.mention.rule not in _OF_PLACES or name.last - name.first < _WORDS:
        return name
    if not gazetteer.load().is_country(draft.key(name)):
        return name
    return draft.new(name.first, name.last, "GPE", name.mention)


def _facility(draft: Draft, name: Name) -> Name:
    """Return a place with the common noun that makes it a body ("Ilo | police station")."""
    view, at = draft.view, name.last
    if name.mention.label not in _PLACES or not draft.same_line(name.first, at):
        return name
    for words, kind in draft.words.bodies.facilities.get(view.folded[at], {}).items():
        if tuple(view.folded[at : at + len(words)]) == words and not view.cap[at]:
            whole = draft.new(name.first, at + len(words), "AGENCY", name.mention)
            whole.mention = replace(whole.mention, kind=str(kind), rule=_FACILITY)
            return whole
    return name


def _is_country(draft: Draft, key: str) -> bool:
    return key in draft.words.places.countries or gazetteer.load().is_country(key)


def _is_unit(draft: Draft, number: int) -> bool:
    head = draft.words.bodies.heads.get(draft.view.folded[number])
    return head is not None and head.kind in _UNITS


def _is_own_head(draft: Draft, number: int) -> bool:
    head = draft.words.bodies.heads.get(draft.view.folded[number])
    return head is not None and not head.weak and not head.plural and draft.view.cap[number]


def _cut(draft: Draft, name: Name, known: set[str]) -> Name:
    """Return a body without what a headline or the name of a thing adds to it."""
    if not name.is_body or name.mention.rule == REGISTRY:
        return name
    view, words = draft.view, draft.words
    last = things.cut(view, words, name.first, name.last)
    unsure = name.mention.rule == MODEL and name.mention.confidence < _UNSURE
    if unsure or draft.headline[name.first] or draft.capitals[name.first]:
        last = min(last, _known_end(draft, name, known))
    if last - 1 > name.first and _counts(draft, last - 1):
        last -= 1
    while last - 1 > name.first and view.texts[last - 1] in _QUOTES:
        if not _QUOTES.isdisjoint(view.texts[name.first : last - 1]):
            break
        last -= 1
    return draft.moved(name, name.first, last)


def _counts(draft: Draft, number: int) -> bool:
    """Tell whether a number counts what follows ("a la Alcaldía de Ilo | 3 certificados").

    Only where a plural is no form of a verb ("Region 6 widens").
    """
    view, behind = draft.view, number + 1
    if draft.words.bodies.premodifiers or not draft.same_line(number, behind):
        return False
    count, word = view.texts[number], view.texts[behind]
    plural = word.islower() and word.isalpha() and word.endswith("s")
    return plural and count.isdigit() and int(count) > 1


def _known_end(draft: Draft, name: Name, known: set[str]) -> int:
    """Return the end of the longest beginning that is a name elsewhere, no body's noun behind."""
    view, heads = draft.view, draft.words.bodies.heads
    lines = draft.view.line
    for last in range(name.last - 1, name.first, -1):
        if view.folded[last] in heads and not heads[view.folded[last]].weak:
            return name.last
        if view.key(name.first, last) in known:
            short = last - name.first == 1 and not view.upper[name.first]
            return name.last if short or lines[last - 1] != lines[last] else last
    return name.last


def _lengthen(draft: Draft) -> None:
    """Take the legal form and what leads to it into a body's name ("Norcert (India) Pvt. Ltd.")."""
    ends = {name.first: _form_end(draft, name) for name in draft.names if name.is_body}
    longer = [
        draft.moved(name, name.first, ends[name.first])
        for name in draft.names
        if name.is_body and ends[name.first] > name.last
    ]
    for name in longer:
        draft.names = [n for n in draft.names if n.last <= name.first or n.first >= name.last]
        draft.names.append(name)
    draft.names.sort(key=lambda name: name.first)


def _form_end(draft: Draft, name: Name) -> int:
    """Return the end of a name with its number or the legal form behind it."""
    view, suffixes = draft.view, draft.words.bodies.suffixes
    at = name.last
    if numbered := _number_end(draft, name):
        return numbered
    if draft.same_line(name.first, at + 2) and view.texts[at] == "(" and view.texts[at + 2] == ")":
        at += 3 * view.cap[at + 1]
    if draft.same_line(name.first, at + 1) and view.texts[at] == ",":
        at += 1
    last = name.last
    joiners = draft.words.bodies.joiners
    for number in range(at, at + _MOST_FORMS):
        if not draft.same_line(name.first, number):
            break
        if view.texts[number] == "." and number > name.first:
            continue
        if not view.cap[number]:
            break
        text, folded = view.texts[number], view.folded[number]
        if folded in suffixes and (len(text) > 2 or text.isupper()):
            last = number + 1
        elif folded not in joiners:
            break
    formed = last > name.last or view.folded[last - 1] in suffixes
    return last + is_dotted(view, last) if formed else last


def _number_end(draft: Draft, name: Name) -> int:
    """Return the end of a name with its number ("School No. | 4"), or 0."""
    view, signs = draft.view, draft.words.bodies.number_signs
    at = name.last
    while at > name.first and view.folded[at - 1] in signs:
        at -= 1
    signed = at
    while draft.same_line(name.first, signed) and view.folded[signed] in signs:
        signed += 1
    if signed == at or not draft.same_line(name.first, signed):
        return 0
    word = any(view.texts[n].isalpha() for n in range(at, signed))
    digits = view.texts[signed].isdigit() and len(view.texts[signed]) < 5
    return signed + 1 if word and digits else 0
