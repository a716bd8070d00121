"""Persons with a nickname inside their name: "Juan (Tito) Pérez", "Ana -Nita- Ruiz"."""

from __future__ import annotations

from pipeline.entities.givennames import CLEAR, given_name
from pipeline.ner.draft import Draft, Name
from pipeline.records import Label, Mention

_PAIRS = {"(": ")", "“": "”", "«": "»", '"': '"', "‘": "’", "-": "-", "–": "–", "—": "—"}
_MOST = 2
_PERSON: Label = "PERSON"


def join(draft: Draft) -> None:
    """Make one person of a given name, a nickname between marks and a surname."""
    texts = draft.view.texts
    for at, mark in enumerate(texts):
        closing = _PAIRS.get(mark)
        if not closing or not at:
            continue
        reach = texts[at + 2 : at + 3 + _MOST]
        if closing in reach:
            _take(draft, at, at + 2 + reach.index(closing))


def _take(draft: Draft, opens: int, closes: int) -> None:
    """Join the names around the marks at ``opens`` and ``closes``, if they are a person's."""
    view = draft.view
    if not _is_nickname(draft, opens, closes):
        return
    given, surname = _covering(draft, opens - 1), _covering(draft, closes + 1)
    if any(name is not None and name.is_body for name in (given, surname)):
        return
    given, surname = (n if n and n.mention.label == _PERSON else None for n in (given, surname))
    if given is None and given_name(view.texts[opens - 1]) != CLEAR:
        return
    if view.folded[closes + 1] in draft.words.starters | set(draft.words.bodies.heads):
        return
    first = given.first if given else opens - 1
    last = surname.last if surname else closes + 2
    if (given and given.last > opens) or (surname and surname.first <= closes):
        return
    whole = Name(first, last, _mention(draft, first, last))
    draft.change(lambda name: [_before(draft, name, first)])
    rest = [name for name in draft.names if name.last <= first or name.first >= last]
    draft.names = sorted([*rest, whole], key=lambda name: name.first)


def _is_nickname(draft: Draft, opens: int, closes: int) -> bool:
    """Tell whether the marks stand between capitalised words and hold some, no short name."""
    view = draft.view
    inside = range(opens + 1, closes)
    if not draft.same_line(opens - 1, closes + 1) or view.texts[closes] == view.texts[closes + 1]:
        return False
    words = all(view.cap[n] for n in (*inside, opens - 1, closes + 1))
    return words and not any(view.upper[n] and not draft.capitals[n] for n in inside)


def _before(draft: Draft, name: Name, first: int) -> Name:
    """Return an office without the given name that it was taken to end in."""
    return draft.moved(name, name.first, first) if name.first < first < name.last else name


def _mention(draft: Draft, first: int, last: int) -> Mention:
    view = draft.view
    start, end = view.starts[first], view.ends[last - 1]
    text = view.text[start:end]
    return Mention(start, end, text, _PERSON, confidence=0.85, rule="nickname")


def _covering(draft: Draft, at: int) -> Name | None:
    return next((name for name in draft.names if name.first <= at < name.last), None)
