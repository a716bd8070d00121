"""Things with a name that are no bodies: management systems, policies, codes, their acronyms.

"Energy Management System (EnMS)", "Sistema de Gestión Antisoborno (SGAS)": neither the name nor the
short form, wherever it stands, is a body.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.entities.lexicon import Lexicon
from pipeline.entities.tokens import TokenView

_MOST_WORDS, _MOST_LETTERS = 14, 8


def is_thing(view: TokenView, words: Lexicon, first: int, last: int) -> bool:
    """Tell whether the words are the name of a thing: one is their main noun, no body's noun is."""
    if not words.bodies.premodifiers:
        return _length(view, words, first, last) > 0 or _closes(view, words, first, last)
    end = head_end(view, words, first, last)
    begin = first if end < last else first + 1
    if any(_is_head(words, view.folded[n]) for n in range(begin, end)):
        return False
    whole = range(end, last)
    if end < last and not any(_is_head(words, view.folded[n]) for n in whole):
        end = last if _closes(view, words, first, last) else end
    if end < last and _length(view, words, first, end) == end - first:
        return True
    return _closes(view, words, first, end)


def head_end(view: TokenView, words: Lexicon, first: int, last: int) -> int:
    """Return where the complement of a name begins ("Code | of Conduct"), ``last`` without one."""
    at = (n for n in range(first + 1, last) if view.folded[n] in words.bodies.of)
    return next(at, last)


def cut(view: TokenView, words: Lexicon, first: int, last: int) -> int:
    """Return the end of a name that a thing's name follows ("Water Board | Energy Policy")."""
    if not words.bodies.premodifiers:
        return last
    for end in range(first + 2, last):
        closed = _is_head(words, view.folded[end - 1]) and view.folded[end] not in words.bodies.of
        if closed and any(_closes(view, words, end, at) for at in range(end + 1, last + 1)):
            return end
    return last


def acronyms(view: TokenView, words: Lexicon) -> frozenset[str]:
    """Return the short names (as written) that brackets give to things."""
    return frozenset(short for short, thing in _introduced(view, words) if thing)


def _introduced(view: TokenView, words: Lexicon) -> Iterator[tuple[str, bool]]:
    """Yield the short names in brackets, and whether a thing's name stands before them."""
    for number, text in enumerate(view.texts):
        if text != "(" or not 0 < number < len(view) - 2 or view.texts[number + 2] != ")":
            continue
        short = view.texts[number + 1]
        capitals = sum(map(str.isupper, short))
        if short[0].isupper() and capitals >= 2 and len(short) <= _MOST_LETTERS + 2:
            yield short, _names_thing(view, words, number, view.folded[number + 1])


def _names_thing(view: TokenView, words: Lexicon, bracket: int, short: str) -> bool:
    """Tell whether the words before a bracket, whose initials are the short name's, are a thing."""
    first = bracket
    while first and bracket - first < _MOST_WORDS and view.line[first - 1] == view.line[bracket]:
        first -= 1
        word = view.folded[first]
        if not word[0].isalnum() and view.texts[first] not in "-–/&,":
            return False
        if word[0] != short[0] or word in words.function:
            continue
        letters = "".join(
            w[0] for w in view.folded[first:bracket] if w[0].isalnum() and w not in words.function
        )
        turned = sorted(letters) == sorted(short)  # "Buenas Prácticas de Manufactura (BMP)"
        if not (turned or _runs_through(letters, short) or _runs_through(short, letters)):
            continue
        if any(_is_head(words, w) for w in view.folded[first:bracket]):
            return False
        if letters == short and not any(view.cap[n] for n in range(first, bracket)):
            return True  # "internal quality auditors (IQA)"
        if is_thing(view, words, first, bracket):
            return True
    return False


def _runs_through(letters: str, whole: str) -> bool:
    rest = iter(whole)
    return len(letters) > 1 and all(letter in rest for letter in letters)


def _is_head(words: Lexicon, word: str) -> bool:
    head = words.bodies.heads.get(word)
    return head is not None and not head.weak


def _length(view: TokenView, words: Lexicon, first: int, last: int) -> int:
    """Return the length of the thing's noun phrase that the words begin with, or 0."""
    for phrase in words.bodies.things.get(view.folded[first], ()):
        if (
            len(phrase) <= last - first
            and tuple(view.folded[first : first + len(phrase)]) == phrase
        ):
            return len(phrase)
    return 0


def _closes(view: TokenView, words: Lexicon, first: int, last: int) -> bool:
    """Tell whether the words end in a noun phrase that stands last in the name of a thing."""
    return any(
        len(phrase) <= last - first and tuple(view.folded[last - len(phrase) : last]) == phrase
        for phrase in words.bodies.things_last.get(view.folded[last - 1], ())
    )
