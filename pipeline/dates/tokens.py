"""From text to tokens with classes, in one pass; number words and phrases become one token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.dates.lexicon import Classes, Lexicon, fold, of_number, ordinal

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z?"  # ISO 8601 date and time
    r"|\d+\.?[ºª]"  # 1.º
    r"|\d+(?:[:/.,\-–]\d+)*"  # number, clock, numeric date, designation
    r"|[^\W\d_](?:\.\s?[^\W\d_])+\b\.?"  # a.m.  p. m.  EE.UU is not one: two letters
    r"|[^\W\d_]+(?:\d\w*)?"  # word, or a name such as A380
    r"|\S"
)
_SPLITTABLE = re.compile(r"(\d{1,4})[-–](\d{1,4})$")
_NAME = re.compile(r"([^\W\d_]+)(\d+)$")
_NEXT_WORDS = re.compile(r" ([^\W\d_]{2,12})\b(?: ([^\W\d_]{3,12})\b)?")
_BLANK_LINE = re.compile(r"\n\s*\n")
_STOP = "."
_ENDS = frozenset(".!?…")
_QUOTES = frozenset({'"', "”", "»"})
_LAST = _ENDS | _QUOTES  # what a sentence may end with
_BOUND: Classes = {"BOUND": ""}
BOUNDARY = frozenset(_BOUND)
_NOTHING: Classes = {}


@dataclass(slots=True)
class Tokens:
    """Parallel lists: offsets, lower-cased words and classes of each token.

    A token of class ``BOUND`` and no width stands before each sentence but the first.
    """

    text: str
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    classes: list[Classes] = field(default_factory=list)

    def add(self, start: int, end: int, key: str, classes: Classes) -> None:
        """Append one token."""
        self.start.append(start)
        self.end.append(end)
        self.key.append(key)
        self.classes.append(classes)

    def extend(self, other: Tokens, first: int, last: int) -> None:
        """Append the tokens ``[first, last)`` of another text's list."""
        self.start += other.start[first:last]
        self.end += other.end[first:last]
        self.key += other.key[first:last]
        self.classes += other.classes[first:last]

    def __len__(self) -> int:
        return len(self.start)


def tokenise(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text into tokens and give each its classes; time is linear in the length."""
    return _merge_numbers(_merge_phrases(_split(text, lexicon), lexicon))


def _split(text: str, lexicon: Lexicon) -> Tokens:
    out = Tokens(text)
    last_end, entry = 0, lexicon.entry
    starts, ends, keys, found = out.start, out.end, out.key, out.classes
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        token = match[0]
        glued = start == last_end
        if not glued and keys and (start - last_end > 1 or keys[-1] in _LAST):
            _bound(out, start, token)
        last_end = end
        if not glued and token.isalpha():  # most tokens: a word between blanks
            key, classes = entry(token)
            starts.append(start)
            ends.append(end)
            keys.append(key)
            found.append(_NOTHING if "glued_only" in classes else classes)
        elif token[0].isdigit():
            _add_number(out, start, token, lexicon)
        elif token == _STOP and glued and _after_ordinal(out, end):
            out.end[-1] = end
        elif token == _STOP and _abbreviates(out, start, lexicon):
            out.classes[-1] = lexicon.dotted(text[out.start[-1] : start])
            out.end[-1] = end
        else:
            _add_word(out, start, end, token, lexicon)
    return out


def _after_ordinal(out: Tokens, end: int) -> bool:
    """Whether a full stop that ends at ``end`` belongs to an ordinal (``1o. de mayo``)."""
    return bool(out.key) and "ordn" in out.classes[-1] and out.text[end : end + 2].islower()


def _abbreviates(out: Tokens, start: int, lexicon: Lexicon) -> bool:
    """Whether a full stop at ``start`` belongs to the abbreviation right before it."""
    if not out.key or out.end[-1] != start:
        return False
    return out.key[-1] in lexicon.abbreviations and out.text[start - 1] != _STOP


def _bound(out: Tokens, start: int, token: str) -> None:
    """Open a sentence where the gap before a token says so."""
    last_end = out.end[-1]
    if start == last_end:
        return
    gap = out.text[last_end:start]
    blank_line = "\n" in gap and _BLANK_LINE.search(gap)
    quoted = out.key[-1] in _QUOTES and len(out) > 1 and out.end[-2] == out.start[-1]
    last = out.key[-2] if quoted else out.key[-1]
    if blank_line or (last in _ENDS and not token[0].islower() and (quoted or _closes(out))):
        out.add(start, start, "", _BOUND)


def _closes(out: Tokens) -> bool:
    """Whether the full stop that ends the tokens closes a sentence, not a title like ``Mr.``."""
    if len(out) < 2 or out.key[-1] != ".":
        return True
    before = out.text[out.start[-2] : out.end[-2]]
    return not (before[:1].isupper() and len(before) <= 3 and out.end[-2] == out.start[-1])


def _add_number(out: Tokens, start: int, token: str, lexicon: Lexicon) -> None:
    classes = lexicon.look_up(token)
    if not classes and (match := _SPLITTABLE.match(token)):
        for group in (1, 2):
            digits = match[group]
            at = start + match.start(group)
            out.add(at, at + len(digits), digits, lexicon.look_up(digits))
            if group == 1:
                dash = at + len(digits)
                out.add(dash, dash + 1, "-", {**lexicon.look_up("-"), "glue": ""})
        return
    out.add(start, start + len(token), token, classes)


def _add_word(out: Tokens, start: int, end: int, token: str, lexicon: Lexicon) -> None:
    key = fold(token)
    glued = bool(out.key) and out.end[-1] == start
    if glued and "int" in out.classes[-1]:
        size = len(token) if key in lexicon.ordinal_suffixes else _glued_suffix(token, lexicon)
        if size:
            out.classes[-1] = ordinal(out.classes[-1]["int"])
            out.end[-1] = start + size
            if size < len(token):
                _add_word(out, start + size, end, token[size:], lexicon)
            return
    classes = lexicon.look_up(token)
    if "glued_only" in classes and not glued:
        classes = {}
    if glued and "punct" in classes and out.text[end : end + 1].isalnum():
        classes = {**classes, "glue": ""}
    if not classes and "." in token:
        classes = lexicon.look_up(re.sub(r"[.\s]", "", token))
    if not classes and (match := _NAME.match(token)):
        head = lexicon.look_up(match[1])
        if "glued" in head or _day_follows(out.text, match[2], end, lexicon):
            middle = start + len(match[1])
            out.add(start, middle, fold(match[1]), head)
            out.add(middle, end, match[2], lexicon.look_up(match[2]))
            return
    out.add(start, end, key, classes)


def _glued_suffix(token: str, lexicon: Lexicon) -> int:
    """Return the length of an ordinal's ending that a month is glued to: ``29thJune``."""
    for size in (2, 3):
        if token[:size] in lexicon.ordinal_suffixes and token[size : size + 1].isupper():
            return size if "month" in lexicon.look_up(token[size:]) else 0
    return 0


def _day_follows(text: str, digits: str, end: int, lexicon: Lexicon) -> bool:
    """Whether digits glued to a word are the day of the month after them: ``Posted18 Oct``."""
    match = _NEXT_WORDS.match(text, end) if len(digits) <= 2 else None
    if not match or "dd" not in lexicon.look_up(digits):
        return False
    joined = "genitive" in lexicon.look_up(match[1])
    return "month" in lexicon.look_up(match[2] if joined and match[2] else match[1])


_Merge = tuple[int, int, Classes]  # first token, how many, the classes of the whole


def _merge_phrases(tokens: Tokens, lexicon: Lexicon) -> Tokens:
    phrases, keys = lexicon.phrases, tokens.key
    merges: list[_Merge] = []
    free_from = 0
    for i, key in [(i, key) for i, key in enumerate(keys) if key in phrases]:
        if i >= free_from:
            for words, classes in phrases[key]:
                if tuple(keys[i : i + len(words)]) == words:
                    merges.append((i, len(words), classes))
                    free_from = i + len(words)
                    break
    return _merged(tokens, merges)


def _merge_numbers(tokens: Tokens) -> Tokens:
    """Join runs of number words: ``mil novecientos treinta y dos`` becomes one token 1932."""
    merges: list[_Merge] = []
    free_from = 0
    for i in [i for i, classes in enumerate(tokens.classes) if "card" in classes]:
        if i >= free_from:
            size, value = _number_at(tokens.classes, i)
            if size > 1:
                merges.append((i, size, of_number(value)))
                free_from = i + size
    return _merged(tokens, merges)


def _merged(tokens: Tokens, merges: Sequence[_Merge]) -> Tokens:
    """Replace runs of tokens by one token each."""
    if not merges:
        return tokens
    out = Tokens(tokens.text)
    done = 0
    for first, size, classes in merges:
        out.extend(tokens, done, first)
        done = first + size
        key = " ".join(tokens.key[first:done])
        out.add(tokens.start[first], tokens.end[done - 1], key, classes)
    out.extend(tokens, done, len(tokens))
    return out


def _number_at(classes: Sequence[Classes], i: int) -> tuple[int, int]:
    """Return how many tokens from ``i`` on make one number, and its value."""
    if "card" not in classes[i]:
        return 1, 0
    total, current, size = 0, int(classes[i]["card"]), 1
    if current >= 1000:
        total, current = current, 0
    while True:
        step = 2 if i + size < len(classes) and "joiner" in classes[i + size] else 1
        if i + size + step > len(classes) or "card" not in classes[i + size + step - 1]:
            return size, total + current
        joined = _join(total, current, int(classes[i + size + step - 1]["card"]), step == 2)
        if joined is None:
            return size, total + current
        total, current = joined
        size += step


def _join(total: int, current: int, value: int, joined: bool) -> tuple[int, int] | None:
    """Add the next number word to what has been read; None when it opens another number."""
    if value >= 1000:
        return (total + current * value, 0) if 0 < current < 1000 and not joined else None
    if value == 100 and 0 < current < 100 and not joined:
        return total, current * 100
    fits_hundreds = value < 100 and current >= 100 and current % 100 == 0
    fits_tens = value < 10 and current % 100 >= 20 and current % 10 == 0
    if fits_hundreds or fits_tens or (total and not current):
        return total, current + value
    if 10 <= current < 100 and 10 <= value < 100 and not joined and not total:
        return total, current * 100 + value  # nineteen ninety-eight
    return None
