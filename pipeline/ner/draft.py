"""The names of a text while they are settled: mentions by the tokens that they cover."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.entities.lexicon import Lexicon
from pipeline.entities.tokens import TokenView
from pipeline.records import Label, Mention

BODIES = frozenset({"AGENCY", "ORG"})
REGISTRY = "registry"
MODEL = "names"


@dataclass(slots=True)
class Name:
    """A mention and its tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    mention: Mention

    @property
    def is_body(self) -> bool:
        """Whether it is the name, no nominal mention, of a body."""
        return self.mention.label in BODIES and self.mention.source != "coref"


class Draft:
    """What is known of a text: its tokens, what the rules found, and the names kept so far."""

    def __init__(
        self,
        view: TokenView,
        words: Lexicon,
        rules: Sequence[Mention],
        kept: Iterable[Mention],
        shapes: tuple[Sequence[bool], Sequence[bool]],
    ) -> None:
        self.view = view
        self.words = words
        self.capitals, self.headline = shapes
        self.rules = self._named(rules)
        self.names = self._named(kept)

    def _named(self, mentions: Iterable[Mention]) -> list[Name]:
        starts, ends = self.view.starts, self.view.ends
        found = [(bisect_left(starts, m.start), bisect_left(ends, m.end), m) for m in mentions]
        return [
            Name(first, last + 1, m)
            for first, last, m in found
            if last < len(ends) and starts[first] == m.start and ends[last] == m.end
        ]

    def key(self, name: Name) -> str:
        """Return the folded words of a name."""
        return self.view.key(name.first, name.last)

    def moved(self, name: Name, first: int, last: int) -> Name:
        """Return a name on other tokens; what the registry knew of it is forgotten."""
        view = self.view
        if (first, last) == (name.first, name.last):
            return name
        mention = replace(
            name.mention,
            start=view.starts[first],
            end=view.ends[last - 1],
            text=view.text[view.starts[first] : view.ends[last - 1]],
            entity_id="",
            value="",
        )
        return Name(first, last, mention)

    def new(self, first: int, last: int, label: Label, like: Mention) -> Name:
        """Return a name on the given tokens, found as sure as ``like``."""
        return self.moved(Name(-1, -1, replace(like, label=label, kind="")), first, last)

    def short_names(self) -> dict[str, str]:
        """Return the full name of each short name that brackets introduce, by their keys."""
        before = {name.last: name for name in self.names if name.is_body}
        found: dict[str, str] = {}
        for name in self.names:
            at = name.first - 1
            bracketed = name.last - name.first == 1 and at > 0 and self.view.texts[at] == "("
            if bracketed and at in before:
                found.setdefault(self.key(name), self.key(before[at]))
        return found

    def taken(self) -> bytearray:
        """Tell for each token whether a name covers it."""
        out = bytearray(len(self.view))
        for name in self.names:
            out[name.first : name.last] = b"\x01" * (name.last - name.first)
        return out

    def change(self, rule: Callable[[Name], Iterable[Name]]) -> None:
        """Put what ``rule`` returns in the place of every name."""
        self.names = [new for name in self.names for new in rule(name)]

    def same_line(self, one: int, other: int) -> bool:
        """Tell whether two tokens exist and stand in one line."""
        line = self.view.line
        return 0 <= one < len(line) and 0 <= other < len(line) and line[one] == line[other]
