"""What the stages know of a text so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.entities.tokens import TokenView
from pipeline.records import Entity, Fact, Mention, Release, Section

SILENT = frozenset({"credit", "footer", "boilerplate"})


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


@dataclass
class State:
    """A release on its way through the stages.

    Attributes:
        release: what the text is and when it was published.
        lang: the language whose patterns and models are used.
        mentions: the mentions found so far, in the order of the text.
        entities: the entities of the mentions.
        facts: the facts found.
        suggested: mentions of another model, for the rules to take up.
    """

    release: Release
    lang: str
    mentions: list[Mention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    suggested: list[Mention] = field(default_factory=list)

    @cached_property
    def view(self) -> TokenView:
        """The tokens of the text, as the entity rules and the name model read them."""
        return TokenView.from_text(self.release.text)

    def add(self, found: Iterable[Mention]) -> None:
        """Add mentions; those in credits, footers and boilerplate are left out."""
        silent = [(s.start, s.end) for s in self.release.sections if s.kind in SILENT]
        self.take(m for m in found if not any(a <= m.start < b for a, b in silent))

    def take(self, found: Iterable[Mention]) -> None:
        """Add mentions wherever they stand."""
        self.mentions = sorted([*self.mentions, *found], key=_place)


def bare(text: str, lang: str) -> Release:
    """A release of which only the text is known: one section, no publication date."""
    return Release("", "", "", text, (Section(0, len(text), "body", lang),), lang=lang)
