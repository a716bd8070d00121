"""Names of bodies that the model breaks in two: after a person, with fields, with a number."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ner.draft import MODEL, REGISTRY, Draft, Name

_MOST_WORDS, _FIELD_WORDS, _DIGITS = 5, 2, 3
_POINTS = frozenset({".", ","})
# Kinds of bodies that are named after persons with their titles.
_NAMED_AFTER = frozenset(
    {"hospital", "clinic", "school", "university", "institute", "laboratory", "library"}
)
# Kinds of bodies whose names list the fields they look after.
_WITH_FIELDS = frozenset(
    {"ministry", "vice_ministry", "secretariat", "directorate", "unit", "laboratory"}
)


def mend(draft: Draft) -> None:
    """Join the pieces of bodies' names in ``draft``."""
    _named_after(draft)
    _introduced(draft)
    _fields(draft)
    _last_fields(draft)
    _numbered(draft)
    _offices(draft)


def _introduced(draft: Draft) -> None:
    """Join two bodies around "and" that have one short name ("Port and Rail Agency (PORA)")."""
    joined: list[Name] = []
    for name in draft.names:
        last = joined[-1] if joined else None
        if last is not None and _share_short_name(draft, last, name):
            joined[-1] = draft.moved(last, last.first, name.last)
        else:
            joined.append(name)
    draft.names = joined


def _share_short_name(draft: Draft, one: Name, other: Name) -> bool:
    """Tell whether the letters of the short name behind ``other`` begin the words of both."""
    view, after = draft.view, other.last
    beside = one.last + 1 == other.first and view.folded[one.last] in draft.words.bodies.and_
    bracketed = view.texts[after : after + 1] == ["("] and view.texts[after + 2 : after + 3] == [
        ")"
    ]
    if not (beside and bracketed and one.is_body and other.is_body):
        return False
    short, both = view.folded[after + 1], _initials(draft, one.first, other.last)
    rest = iter(short)
    return len(_initials(draft, other.first, other.last)) < len(short) - 1 and all(
        letter in rest for letter in both
    )


def _initials(draft: Draft, first: int, last: int) -> str:
    """Return the first letters of the words with a capital."""
    view = draft.view
    return "".join(view.folded[n][0] for n in range(first, last) if view.cap[n])


def _offices(draft: Draft) -> None:
    """Join an office and the one that its words hold ("ministra | de la | presidencia")."""
    view, words = draft.view, draft.words.bodies
    joined: list[Name] = []
    for name in draft.names:
        last = joined[-1] if joined else None
        between = view.folded[last.last : name.first] if last is not None else []
        of, articles = between[:1], between[1:]
        held = bool(of) and words.of.issuperset(of) and words.articles.issuperset(articles)
        if last is not None and held and last.mention.label == "ROLE" and _is_field_of(last, name):
            joined[-1] = draft.moved(last, last.first, name.last)
        else:
            joined.append(name)
    draft.names = joined


def _is_field_of(office: Name, name: Name) -> bool:
    """Tell whether a name behind "of the" is part of an office: another, the Presidency."""
    minister = office.mention.kind == "minister" and name.last == name.first + 1
    return name.mention.label == "ROLE" or (minister and name.mention.kind == "presidency")


def _named_after(draft: Draft) -> None:
    """Join a body and the person it is named after ("Hospital | Dr. | Juan Pérez")."""
    for person in [name for name in draft.names if name.mention.label == "PERSON"]:
        first = _body_before(draft, person.first)
        if first is None or person not in draft.names:
            continue
        parts = [n for n in draft.names if n.last > first and n.first < person.last]
        body = next((n for n in parts if n.is_body), None)
        if any(n.first < first or n.last > person.last for n in parts):
            continue
        like = draft.new(first, person.last, "AGENCY", (body or person).mention)
        if body is not None:
            like.mention = draft.moved(body, first, person.last).mention
        draft.names = sorted(
            [*(n for n in draft.names if n not in parts), like], key=lambda name: name.first
        )


def _body_before(draft: Draft, at: int) -> int | None:
    """Return where a body's name begins that ends with the title before token ``at``."""
    view, words = draft.view, draft.words
    number = at - 1
    if number > 0 and view.texts[number] == ".":
        number -= 1
    if number < 1 or view.folded[number] not in words.persons.honorifics or not view.cap[number]:
        return None
    for first in range(number - 1, max(-1, number - 1 - _MOST_WORDS), -1):
        if not view.cap[first] or not draft.same_line(first, at):
            return None
        head = words.bodies.heads.get(view.folded[first])
        if head is not None and not head.plural and head.kind in _NAMED_AFTER:
            return first
    return None


def _fields(draft: Draft) -> None:
    """Join a unit and the last of the fields that its name lists ("Parks, | Roads and Light")."""
    joined: list[Name] = []
    for name in draft.names:
        last = joined[-1] if joined else None
        if last is not None and _goes_on(draft, last, name):
            joined[-1] = draft.moved(last, last.first, name.last)
        elif (first := _list_start(draft, name)) < name.first and (
            last is None or last.last <= first
        ):
            joined.append(draft.moved(name, first, name.last))
        else:
            joined.append(name)
    draft.names = joined


def _last_fields(draft: Draft) -> None:
    """Join a body and the last field of its name ("Ministry of Trade | and | Food")."""
    joined: list[Name] = []
    for name in draft.names:
        last = joined[-1] if joined else None
        if last is not None and _ends(draft, last, name):
            joined[-1] = draft.moved(last, last.first, name.last)
        else:
            joined.append(name)
    draft.names = joined


def _ends(draft: Draft, one: Name, other: Name) -> bool:
    """Tell whether ``other`` is a common word behind "and" that ends the name of ``one``."""
    view, words = draft.view, draft.words.bodies
    if not one.is_body or not other.is_body or other.mention.rule == REGISTRY:
        return False
    if other.first != one.last + 1 or other.last != other.first + 1:
        return False
    if view.folded[one.last] not in words.and_ or view.upper[other.first]:
        return False
    head = words.heads.get(view.folded[one.first])
    of = any(view.folded[n] in words.of for n in range(one.first, one.last))
    alone = sum(draft.key(name) == draft.key(other) for name in draft.names) == 1
    return bool(head and not head.plural and head.kind in _WITH_FIELDS and of and alone)


def _numbered(draft: Draft) -> None:
    """Take a noun with a number for a name ("the | Unit | 9"), no nominal mention."""
    view, taken = draft.view, draft.taken()
    nominal = [name for name in draft.names if name.mention.source == "coref"]
    free = [
        name for name in draft.rules
        if name.mention.source == "coref" and not any(taken[name.first : name.last])
    ]  # fmt: skip
    for name in [*nominal, *free]:
        noun, number = name.last - 1, name.last
        if not draft.same_line(noun, number) or taken[number] or not view.cap[noun]:
            continue
        if not _is_number(draft, number):
            continue
        like = draft.moved(name, noun, number + 1)
        like.mention = replace(like.mention, source="ner", rule=MODEL)
        draft.names = sorted(
            [*(n for n in draft.names if n is not name), like], key=lambda each: each.first
        )


def _is_number(draft: Draft, at: int) -> bool:
    """Tell whether a token is a short whole number: no year, no "9,5", no "9 %"."""
    text, end = draft.view.texts[at], draft.view.ends[at]
    behind = draft.view.text[end : end + 2]
    goes_on = behind[:1] in _POINTS and behind[1:].isdigit()
    return text.isdigit() and len(text) <= _DIGITS and not goes_on and "%" not in behind


def _has_and(draft: Draft, name: Name) -> bool:
    inner = range(name.first + 1, name.last - 1)
    return any(draft.view.folded[n] in draft.words.bodies.and_ for n in inner)


def _is_free(draft: Draft, name: Name) -> bool:
    """Tell whether a body is nothing by itself: its pieces are named nowhere else."""
    if not name.is_body or name.mention.rule == REGISTRY or not _has_and(draft, name):
        return False
    alike = [other for other in draft.names if draft.key(other) == draft.key(name)]
    return len(alike) == 1 or all(_is_behind(draft, other) for other in alike)


def _is_behind(draft: Draft, name: Name) -> bool:
    """Tell whether a name stands behind an office and a comma."""
    ends = {other.last for other in draft.names if other.mention.label == "ROLE"}
    return name.first - 1 in ends and draft.view.texts[name.first - 1] == ","


def _goes_on(draft: Draft, one: Name, other: Name) -> bool:
    """Tell whether ``other`` is the rest of the list of fields that ``one`` begins."""
    view, words = draft.view, draft.words.bodies
    office = one.mention.label == "ROLE"
    if words.premodifiers or not (one.is_body or office) or not _is_free(draft, other):
        return False
    if other.first != one.last + 1 or view.texts[one.last] != ",":
        return False
    of = any(view.folded[n] in words.of for n in range(one.first, one.last))
    if office:
        return of and not _begins_body(draft, other)
    head = words.heads.get(view.folded[one.first])
    bare = view.folded[other.first + 1] in words.and_
    field = bare or view.folded[other.first] not in words.heads
    return bool(head and head.kind in _WITH_FIELDS and of and field)


def _begins_body(draft: Draft, name: Name) -> bool:
    """Tell whether a name begins with the noun of a body and says of what it is."""
    view, words = draft.view, draft.words.bodies
    noun = view.folded[name.first] in words.heads
    return noun and any(view.folded[n] in words.of for n in range(name.first, name.last))


def _is_field(draft: Draft, number: int) -> bool:
    view, words = draft.view, draft.words.bodies
    return (
        view.cap[number] and view.folded[number] not in words.articles and not _owns(draft, number)
    )


def _owns(draft: Draft, number: int) -> bool:
    return draft.view.texts[number] in draft.words.bodies.possessive


def _list_start(draft: Draft, name: Name) -> int:
    """Return where the list of fields begins that a unit's noun ends ("Roads, | Parks and ...")."""
    view, words = draft.view, draft.words.bodies
    if not words.premodifiers or not _is_free(draft, name):
        return name.first
    head = words.heads.get(view.folded[name.last - 1])
    if head is None or head.plural:
        return name.first
    first = name.first
    while first > 1 and view.texts[first - 1] == ",":
        start = first - 1
        while start and first - 1 - start < _FIELD_WORDS and _is_field(draft, start - 1):
            start -= 1
        if start == first - 1 or not draft.same_line(start, first):
            break
        first = start
    led = first and (view.folded[first - 1] in words.articles or _owns(draft, first - 1))
    return first if first < name.first and led else name.first
