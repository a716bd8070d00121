"""The state of one search: the view, the words of its language, and what is taken already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.entities.attests import refined
from pipeline.entities.lexicon import Lexicon, Phrases
from pipeline.entities.tokens import TokenView, fold
from pipeline.records import Label, Mention, MentionSource, Section
from pipeline.registry.gazetteer import Gazetteer
from pipeline.registry.index import RegistryIndex

_CLOSING = frozenset({".", "!", "?"})
_BODIES = frozenset({"AGENCY", "ORG"})
_SILENT = frozenset({"credit", "footer", "boilerplate"})


@dataclass(slots=True)
class Found:
    """A mention as tokens ``first`` to ``last`` (exclusive), before it becomes a record."""

    first: int
    last: int
    label: Label
    kind: str = ""
    rule: str = ""
    source: MentionSource = "ruler"
    confidence: float = 0.9
    value: str = ""
    entity_id: str = ""


@dataclass(slots=True)
class Scan:
    """One text under search. ``free`` tells which tokens no mention covers yet."""

    view: TokenView
    lexicon: Lexicon
    index: RegistryIndex
    places: Gazetteer
    free: bytearray
    capitals: list[bool]
    headline: list[bool]
    wordy: list[bool]
    small: frozenset[str]
    found: list[Found] = field(default_factory=list)

    def can(self, first: int, last: int) -> bool:
        """Tell whether the tokens ``first`` to ``last`` are all free."""
        return 0 <= first < last <= len(self.free) and all(self.free[first:last])

    def add(self, item: Found) -> bool:
        """Keep ``item`` if its tokens are free."""
        if not self.can(item.first, item.last):
            return False
        if item.label in _BODIES and item.rule != "registry":
            named = self.view.folded[item.first : item.last]
            item.kind = refined(item.kind, named, self.lexicon.bodies)
        self.free[item.first : item.last] = bytes(item.last - item.first)
        self.found.append(item)
        return True

    def covering(self, number: int) -> Found | None:
        """Return the mention that covers token ``number``."""
        return next((item for item in self.found if item.first <= number < item.last), None)

    def drop(self, item: Found) -> None:
        """Give up a mention that was kept."""
        self.found.remove(item)
        self.free[item.first : item.last] = b"\x01" * (item.last - item.first)

    def match(self, table: Phrases, number: int) -> tuple[int, Any] | None:
        """Return the length and value of the longest phrase of ``table`` at token ``number``."""
        group = table.get(self.view.folded[number])
        if group is None:
            return None
        folded = self.view.folded
        for words, value in group.items():
            size = len(words)
            if size == 1 or tuple(folded[number : number + size]) == words:
                return size, value
        return None

    def same_line(self, one: int, other: int) -> bool:
        """Tell whether two tokens exist and stand in one line."""
        line = self.view.line
        return 0 <= one < len(line) and 0 <= other < len(line) and line[one] == line[other]


def line_shapes(view: TokenView) -> tuple[list[bool], list[bool]]:
    """Tell for each token whether its line is in capitals, and whether it is in title case."""
    counts: dict[int, list[int]] = {}
    for word, line, cap, upper in zip(view.texts, view.line, view.cap, view.upper, strict=True):
        if len(word) > 3 and word.isalpha():
            seen = counts.setdefault(line, [0, 0, 0])
            seen[0] += 1
            seen[1] += cap
            seen[2] += upper
    behind = (*view.line[1:], -1)
    closed = {
        line
        for word, line, after in zip(view.texts, view.line, behind, strict=False)
        if word in _CLOSING and line != after
    }
    capitals = {line for line, (n, _, upper) in counts.items() if n > 2 and upper >= 0.8 * n}
    titles = {line for line, (n, cap, _) in counts.items() if n > 3 and cap >= 0.7 * n} - closed
    return [line in capitals for line in view.line], [line in titles for line in view.line]


def _free(view: TokenView, occupied: Iterable[Mention], sections: Sequence[Section]) -> bytearray:
    """Tell which tokens are open to search: not those of dates, standards, credits and footers.

    Lines above the title are a letterhead, and name the publisher.
    """
    title = next((s.start for s in sections if s.kind == "title"), 0)
    spans = [(m.start, m.end) for m in occupied]
    spans += [(s.start, s.end) for s in sections if s.kind in _SILENT and s.start >= title]
    free = bytearray(b"\x01" * len(view))
    spans.sort()
    at = 0
    for number in range(len(view)):
        while at < len(spans) and spans[at][1] <= view.starts[number]:
            at += 1
        if at < len(spans) and spans[at][0] < view.ends[number]:
            free[number] = 0
    return free


def _has_small_tail(word: str) -> bool:
    """Tell whether a hyphen joins a small word to a name ("Lima-based")."""
    tail = word.rsplit("-", maxsplit=1)[-1]
    return tail != word and tail.islower() and len(tail) > 3


def _gap(view: TokenView, number: int) -> bool:
    """Tell whether a blank stands before a token."""
    return view.ends[number - 1] < view.starts[number]


def _wordy(
    view: TokenView,
    lexicon: Lexicon,
    places: Gazetteer,
    capitals: list[bool],
    headline: list[bool],
) -> list[bool]:
    """Tell which tokens can be words of a name: capitals that are more than a line's style."""
    styled = lexicon.verbs | lexicon.function
    wordy = []
    for number, word in enumerate(view.folded):
        good = view.cap[number]
        if good and (headline[number] or capitals[number]):
            good = word not in styled
        elif good and view.upper[number]:
            good = word not in lexicon.acronyms or "." in view.texts[number]
        elif good and number and view.texts[number - 1] in "#@" and not _gap(view, number):
            good = False
        elif good and _has_small_tail(view.texts[number]):
            good = fold(view.texts[number].split("-")[0]) not in places
        elif good and len(word) == 1:
            good = number + 1 < len(view) and view.texts[number + 1] not in "/$"
        wordy.append(good)
    return wordy


def begin(
    view: TokenView,
    lexicon: Lexicon,
    index: RegistryIndex,
    places: Gazetteer,
    occupied: Iterable[Mention] = (),
    sections: Sequence[Section] = (),
) -> Scan:
    """Return the state in which a search of ``view`` begins."""
    capitals, headline = line_shapes(view)
    small = {
        folded for folded, word in zip(view.folded, view.texts, strict=True) if word[0].islower()
    }
    return Scan(
        view=view,
        lexicon=lexicon,
        index=index,
        places=places,
        free=_free(view, occupied, sections),
        capitals=capitals,
        headline=headline,
        wordy=_wordy(view, lexicon, places, capitals, headline),
        small=frozenset(small),
    )
