"""Persons and their offices: what belongs to neither, bodies and places above all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.entities.givennames import CLEAR, given_name
from pipeline.entities.names import is_coined
from pipeline.ner.draft import MODEL, Draft, Name
from pipeline.ner.words import is_word
from pipeline.records import Label

_LEAST_NAMED, _MOST_NAMED = 2, 4  # words of a person's name


def mend(draft: Draft, known: set[str]) -> None:
    """Take bodies out of offices, places and titles out of persons.

    Args:
        draft: the names.
        known: the keys of the bodies that the text names.
    """
    draft.change(lambda name: _without_body(draft, name, known))
    draft.change(lambda name: _without_person(draft, name))
    draft.change(lambda name: [_without_end(draft, name)])
    _add_acting(draft)
    _add_field(draft)
    draft.change(lambda name: [_without_place(draft, _without_titles(draft, name))])
    draft.change(lambda name: [_closed(draft, name)])


def _add_acting(draft: Draft) -> None:
    """Put initials that belong to an office, taken for a body, there ("OIC | Deputy Director")."""
    offices = {rule.first for rule in draft.rules if rule.mention.label == "ROLE"}
    acting = {
        name.last: name
        for name in draft.names
        if name.is_body and name.last - name.first == 1 and name.first in offices
        and draft.view.folded[name.first] in draft.words.roles.before
    }  # fmt: skip
    if not acting:
        return
    gone = {id(name) for name in acting.values()}
    draft.names = [
        draft.moved(name, name.first - 1, name.last)
        if name.mention.label == "ROLE" and name.first in acting else name
        for name in draft.names if id(name) not in gone
    ]  # fmt: skip


def _without_end(draft: Draft, name: Name) -> Name:
    """Return a body without the title of who is named behind it ("Grain Office | Amb. Lee")."""
    view, last = draft.view, name.last
    titled = view.folded[last - 1] in draft.words.persons.honorifics and draft.same_line(
        last, last + 1
    )
    cut = name.is_body and titled and last - name.first > 1 and view.texts[last] == "."
    return draft.moved(name, name.first, last - 1) if cut and view.cap[last + 1] else name


def _add_field(draft: Draft) -> None:
    """Give an office the words before it that were taken for a body ("Health Cabinet | Secretary").

    The rules see one office in both.
    """
    whole = {(r.first, r.last): r for r in draft.rules if r.mention.label == "ROLE"}
    bodies = {n.last: n for n in draft.names if n.is_body and n.mention.rule == MODEL}
    ends = {n.first: n for n in draft.names if n.mention.label == "ROLE"}
    pairs = [(bodies[at], ends[at]) for at in bodies.keys() & ends.keys()]
    pairs = [(body, end) for body, end in pairs if (body.first, end.last) in whole]
    gone = {id(name) for pair in pairs for name in pair}
    offices = [whole[body.first, end.last] for body, end in pairs]
    kept = [name for name in draft.names if id(name) not in gone]
    draft.names = sorted([*kept, *offices], key=lambda name: name.first)


def _closed(draft: Draft, name: Name) -> Name:
    """Return an office without what it cannot end in: a small word, the title of who holds it.

    "jefa de unidad | en", "Minister of Trade | Senator".
    """
    if name.mention.label != "ROLE":
        return name
    words, last = draft.words, name.last
    folded = draft.view.folded
    titled = folded[last - 1] in words.persons.honorifics
    last -= titled and not words.roles.of.isdisjoint(folded[name.first : last])
    small = words.bodies.of | words.bodies.articles | words.bodies.place | words.bodies.linking
    while last > name.first + 1 and folded[last - 1] in small:
        last -= 1
    return draft.moved(name, name.first, last)


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
        if view.cap[start] and _is_owner(draft, name.first, of, start, name.last, known):
            yield draft.moved(name, name.first, of)
            yield draft.new(start, name.last, _label(draft, start, name.last), name.mention)
            return
    yield name


def _without_person(draft: Draft, name: Name) -> Iterable[Name]:
    """Return a body of the model, or the body and the person that the rules see in its words.

    "Commissioner of | Central Police Services | John Glascott".
    """
    if not name.is_body or name.mention.rule != MODEL:
        return [name]
    if comma := _person_behind(draft, name):
        like = replace(name.mention, kind="")
        person = draft.new(comma + 1, name.last, "PERSON", like)
        return [draft.moved(name, name.first, comma), person]
    inside = [rule for rule in draft.rules if name.first <= rule.first and rule.last <= name.last]
    bodies = [rule for rule in inside if rule.is_body and rule.first == name.first]
    persons = [
        rule
        for rule in inside
        if rule.last == name.last and rule.mention.label == "PERSON" and _named(draft, rule)
    ]
    both = [(body, one) for body in bodies for one in persons if body.last == one.first]
    return both[0] if both else [name]


def _person_behind(draft: Draft, name: Name) -> int:
    """Return the comma of a body's name behind which only a person's name stands, or 0.

    "the secretary in the Ministry of Trade | , | John Lee | , said".
    """
    texts, last = draft.view.texts, name.last
    at = next((n for n in range(last - 1, name.first, -1) if texts[n] == ","), 0)
    closed = draft.same_line(at, last) and texts[last] == ","
    words = texts[at + 1 : last]
    person = _LEAST_NAMED <= len(words) <= _MOST_NAMED and given_name(words[0]) == CLEAR
    return at if at and closed and person and all(w[0].isupper() for w in words) else 0


def _named(draft: Draft, name: Name) -> bool:
    """Tell whether a person's name begins with a known given name."""
    return given_name(draft.view.texts[name.first]) == CLEAR


def _is_owner(draft: Draft, first: int, of: int, start: int, last: int, known: set[str]) -> bool:
    """Tell whether the words behind "of" are a body, no field: a name, or no word at all."""
    view = draft.view
    if view.key(start, last) in known or is_coined(view.texts[start]):
        return True
    if view.key(first, of) in draft.words.roles.owned:
        return view.cap[last - 1]
    return last - start == 1 and not view.upper[start] and not is_word(view.texts[start])


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


def _without_titles(draft: Draft, name: Name) -> Name:
    """Return a person without the rank, or the end of an office, before the name, or honours."""
    if name.mention.label != "PERSON":
        return name
    view, titles = draft.view, draft.words.persons.titles
    first = name.first
    while name.last - first > 1:
        dotted = view.texts[first + 1] == "."
        after = first + 1 + dotted
        office = view.folded[first] in draft.words.bodies.heads and first == name.first
        named = after < name.last and given_name(view.texts[after]) == CLEAR
        rest = name.last - after
        title = view.folded[first] in titles and (dotted or rest > 1)
        if rest < 1 or not (title or (office and named)):
            break
        first = after
    return draft.moved(name, first, _honoured(draft, first, name.last))


def _honoured(draft: Draft, first: int, last: int) -> int:
    """Return where a person's name ends before the letters of an honour ("Ann Lee | MP, OBE")."""
    view, honours = draft.view, draft.words.persons.honours
    while last - first > _LEAST_NAMED and view.upper[last - 1] and view.folded[last - 1] in honours:
        last -= 2 if view.texts[last - 2] == "," else 1
    return last
