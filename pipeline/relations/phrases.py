"""The pattern language of the relation files: sequences of words and typed slots.

A pattern is a line of elements separated by blanks::

    word            the folded word
    stem*           any word that begins so
    a|b*            alternatives
    word?           may be absent (also after alternatives and slots)
    ..3             up to three words or dates, no other mention and no mark of punctuation
    <AGENCY|ORG>    a mention of one of these labels
    <body:AGENCY>   the same, bound to the name ``body``

Punctuation marks are words of their own. Matching tries the elements from left to
right with backtracking; patterns have no repetition, so time is bounded by the
pattern, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from pipeline.errors import PatternError
from pipeline.kept import Kept

T = TypeVar("T")
_SLOT = re.compile(r"<(?:([a-z_]+):)?([A-Z|]+)>(\?)?")
_GAP = re.compile(r"\.\.(\d+)")
_PUNCTUATION = re.compile(r"[^\w@%&/'°º-]+")
_PREFIX_MIN = 2


class Readable(Protocol):
    """What a pattern reads: folded words, and the label of a mention (empty for a word)."""

    @property
    def folded(self) -> str:
        """The folded word."""

    @property
    def label(self) -> str:
        """The label of a mention; empty for a word."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    name: str = ""
    gap: int = 0
    optional: bool = False

    def accepts(self, item: Readable) -> bool:
        """Whether one item of the sentence fits this element."""
        if self.labels:
            return item.label in self.labels
        if item.label:
            return False
        word = item.folded
        return word in self.words or (bool(self.prefixes) and word.startswith(self.prefixes))


def _may_skip(items: Sequence[Readable], at: int) -> bool:
    """Whether a gap may hold an item: a word, a date ("created on Thursday a panel"), a sum."""
    item = items[at]
    if item.label:
        return item.label == "DATE"
    return _PUNCTUATION.fullmatch(item.folded) is None or _is_in_number(items, at)


def _is_in_number(items: Sequence[Readable], at: int) -> bool:
    """Whether a comma stands between digits ("$272,887")."""
    beside = [*items[max(at - 1, 0) : at], *items[at + 1 : at + 2]]
    return items[at].folded == "," and len(beside) > 1 and all(i.folded.isdigit() for i in beside)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern matched: items ``start`` to ``end`` (exclusive) and its bound slots."""

    start: int
    end: int
    slots: Mapping[str, int] = field(default_factory=dict)


def _element(text: str, where: str) -> Element:
    if slot := _SLOT.fullmatch(text):
        labels = frozenset(slot.group(2).split("|"))
        return Element(labels=labels, name=slot.group(1) or "", optional=bool(slot.group(3)))
    if gap := _GAP.fullmatch(text):
        return Element(gap=int(gap.group(1)))
    optional = len(text) > 1 and text.endswith("?")
    parts = (text[:-1] if optional else text).split("|") if text != "|" else ["|"]
    prefixes = tuple(p[:-1] for p in parts if p.endswith("*") and len(p) > 1)
    if any(len(p) < _PREFIX_MIN for p in prefixes) or "" in parts:
        raise PatternError(f"the element {text!r} is too short", where=where)
    words = frozenset(p for p in parts if not (p.endswith("*") and len(p) > 1))
    return Element(words=words, prefixes=prefixes, optional=optional)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; ``source`` is its line."""

    source: str
    elements: tuple[Element, ...]

    @classmethod
    def compile(cls, source: str, where: str = "pattern") -> Pattern:
        """Compile a line of the pattern language.

        Raises:
            PatternError: the line is empty, or begins with a gap or an optional element.
        """
        elements = tuple(_element(part, where) for part in source.split())
        if not elements or elements[0].gap or elements[0].optional:
            raise PatternError(
                f"the pattern {source!r} must begin with a word or slot", where=where
            )
        return cls(source, elements)

    @property
    def second(self) -> Element | None:
        """What the item behind the first one must be; nothing where it may be any."""
        second = self.elements[1] if len(self.elements) > 1 else None
        return None if second is None or second.gap or second.optional else second

    def match(self, items: Sequence[Readable], start: int) -> Match | None:
        """Match at item ``start``; the first way found from left to right, gaps short first."""
        if len(self.elements) == 1 and not self.elements[0].name:
            return Match(start, start + 1) if self.elements[0].accepts(items[start]) else None
        slots: dict[str, int] = {}
        end = self._match(items, start, 0, slots)
        return None if end is None else Match(start, end, slots)

    def _match(
        self, items: Sequence[Readable], at: int, which: int, slots: dict[str, int]
    ) -> int | None:
        elements, total, count = self.elements, len(self.elements), len(items)
        while which < total:
            element = elements[which]
            if element.gap:
                return self._match_gap(items, at, which, slots)
            fits = at < count and element.accepts(items[at])
            if fits and element.name:
                slots[element.name] = at
            if fits and element.optional:
                end = self._match(items, at + 1, which + 1, slots)
                if end is not None:
                    return end
                slots.pop(element.name, None)
            elif fits:
                at += 1
            elif not element.optional:
                return None
            which += 1
        return at

    def _match_gap(
        self, items: Sequence[Readable], at: int, which: int, slots: dict[str, int]
    ) -> int | None:
        for skipped in range(self.elements[which].gap + 1):
            end = self._match(items, at + skipped, which + 1, slots)
            if end is not None:
                return end
            here = at + skipped
            if here >= len(items) or not _may_skip(items, here):
                return None
        return None


class Needs:
    """Which elements of patterns a sentence has, as the bits of a number.

    A pattern of which an element is missing in the whole sentence need not be tried there; that
    is one look for each pattern, after one for each item.
    """

    def __init__(self) -> None:
        self._bits: dict[tuple[frozenset[str], tuple[str, ...], frozenset[str]], int] = {}
        self._labels: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._lengths: list[int] = []
        self._met = Kept(self._of_key)

    def of(self, pattern: Pattern) -> int:
        """Return the bits of a pattern: those of its elements but the first and optional ones."""
        found = 0
        for element in pattern.elements[1:]:
            if not element.gap and not element.optional:
                found |= self._bit(element)
        return found

    def _bit(self, element: Element) -> int:
        key = (element.words, element.prefixes, element.labels)
        bit = self._bits.get(key)
        if bit is None:
            bit = self._bits[key] = 1 << len(self._bits)
            for table, names in (
                (self._words, element.words),
                (self._prefixes, element.prefixes),
                (self._labels, element.labels),
            ):
                for name in names:
                    table[name] = table.get(name, 0) | bit
            self._lengths = sorted({len(prefix) for prefix in self._prefixes})
        return bit

    def met(self, items: Sequence[Readable]) -> int:
        """Return the bits of all elements that some item fits."""
        found, met = 0, self._met
        for item in items:
            found |= met[item.label or item.folded]
        return found

    def _of_key(self, key: str) -> int:
        """Return the bits that a label (all in capitals) or a folded word meets."""
        found = self._labels.get(key, 0) | self._words.get(key, 0)
        for length in self._lengths:
            found |= self._prefixes.get(key[:length], 0)
        return found


_Entry = tuple[Pattern, T, Element | None, int]


class PhraseIndex(Generic[T]):
    """Many patterns with a payload each, found by their first element."""

    def __init__(self, entries: Iterable[tuple[Pattern, T]]) -> None:
        self._words: dict[str, list[_Entry[T]]] = {}
        self._prefixes: dict[str, list[_Entry[T]]] = {}
        self._labels: dict[str, list[_Entry[T]]] = {}
        self._begun = Kept(self._of_key)
        self._needs = Needs()
        for pattern, payload in entries:
            first = pattern.elements[0]
            for table, keys in (
                (self._words, first.words),
                (self._prefixes, first.prefixes),
                (self._labels, first.labels),
            ):
                for key in keys:
                    entry = (pattern, payload, pattern.second, self._needs.of(pattern))
                    table.setdefault(key, []).append(entry)
        self._lengths = sorted({len(p) for p in self._prefixes})

    def _of_key(self, key: str) -> tuple[_Entry[T], ...]:
        """Return the patterns that begin with a label (all in capitals) or a folded word."""
        entries = [*self._labels.get(key, ()), *self._words.get(key, ())]
        for length in self._lengths:
            entries += self._prefixes.get(key[:length], ()) if length <= len(key) else ()
        return tuple(entries)

    def at(self, items: Sequence[Readable], start: int) -> Iterator[tuple[Match, T]]:
        """Yield every pattern that matches at item ``start``."""
        for pattern, payload, _, _ in self._begun[items[start].label or items[start].folded]:
            match = pattern.match(items, start)
            if match is not None:
                yield match, payload

    def find(self, items: Sequence[Readable]) -> Iterator[tuple[Match, T]]:
        """Yield every match in a sentence, from left to right."""
        last, begun = len(items) - 1, self._begun
        hits = [(n, found) for n, i in enumerate(items) if (found := begun[i.label or i.folded])]
        missing = ~self._needs.met(items) if hits else 0
        for start, found in hits:
            after = items[start + 1] if start < last else None
            for pattern, payload, second, needed in found:
                if needed & missing or (second and not (after and second.accepts(after))):
                    continue
                match = pattern.match(items, start)
                if match is not None:
                    yield match, payload
