"""Where names begin and end: what the words around and the other names of the text tell of it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.entities import things
from pipeline.entities.companies import is_dotted
from pipeline.entities.names import is_coined
from pipeline.ner.draft import MODEL, REGISTRY, Draft, Name
from pipeline.records import Label

_SPLIT = frozenset({REGISTRY, "coordination"})
# Rules whose label stands where the model finds the same words.
_LABELLED = frozenset({"world", "coordination"})
_UNSURE = 0.35
_MOST_FORMS = 5


def mend(draft: Draft) -> None:
    """Mend the borders of the names in ``draft``."""
    known = {draft.key(name) for name in draft.names if name.is_body and _is_whole(name)}
    known |= {draft.key(name) for name in draft.rules if name.is_body and _is_whole(name)}
    sure = {(r.first, r.last): r for r in draft.rules if _is_sure(draft, r)}
    draft.change(lambda name: [sure.get((name.first, name.last), name)])
    draft.change(lambda name: _tiles(draft, name))
    draft.change(lambda name: [_cut(draft, name, known)])
    draft.change(lambda name: _without_body(draft, name, known))
    draft.change(lambda name: [_without_place(draft, name)])
    _lengthen(draft)


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
    if name.mention.rule != MODEL or not name.is_body:
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
    return draft.moved(name, name.first, last)


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


def _without_body(draft: Draft, name: Name, known: set[str]) -> Iterator[Name]:
    """Yield an office, and the body that its words hold ("Gerenta de | Lab-Cert")."""
    if name.mention.label != "ROLE":
        yield name
        return
    view, roles = draft.view, draft.words.roles
    for last in range(name.last - 1, name.first, -1):
        if view.key(name.first, last) in known and view.cap[name.first]:
            yield draft.new(name.first, last, _label(draft, name.first, last), name.mention)
            yield draft.moved(name, last, name.last)
            return
    for of in range(name.first + 1, name.last - 1):
        if view.folded[of] not in roles.of:
            continue
        start = of + 1
        while start < name.last - 1 and view.folded[start] in draft.words.bodies.articles:
            start += 1
        if view.cap[start] and (
            view.key(start, name.last) in known or is_coined(view.texts[start])
        ):
            yield draft.moved(name, name.first, of)
            yield draft.new(start, name.last, _label(draft, start, name.last), name.mention)
            return
    yield name


def _label(draft: Draft, first: int, last: int) -> Label:
    """Return the label that the words have as a body elsewhere."""
    key = draft.view.key(first, last)
    same = (
        n.mention.label for n in (*draft.names, *draft.rules) if n.is_body and draft.key(n) == key
    )
    return next(same, "ORG")


def _without_place(draft: Draft, name: Name) -> Name:
    """Return a person without the place before the name ("Member for Hull | Ann Lee")."""
    if name.mention.label != "PERSON" or name.mention.rule != MODEL:
        return name
    for rule in draft.rules:
        person = rule.mention.label == "PERSON" and rule.last == name.last
        if person and name.first < rule.first and rule.mention.rule == "office-person":
            return rule
    return name


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
    """Return the end of a name with the legal form behind it."""
    view, suffixes = draft.view, draft.words.bodies.suffixes
    at = name.last
    if draft.same_line(name.first, at + 2) and view.texts[at] == "(" and view.texts[at + 2] == ")":
        at += 3 * view.cap[at + 1]
    if draft.same_line(name.first, at + 1) and view.texts[at] == ",":
        at += 1
    last = name.last
    joiners = draft.words.bodies.joiners
    for number in range(at, at + _MOST_FORMS):
        if not draft.same_line(name.first, number) or not view.cap[number]:
            break
        text, folded = view.texts[number], view.folded[number]
        if folded in suffixes and (len(text) > 2 or text.isupper()):
            last = number + 1
        elif folded not in joiners:
            break
    return last + is_dotted(view, last) if last > name.last else last
