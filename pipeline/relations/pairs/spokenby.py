"""A statement with who may have made it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.relations.pairs.entities import key_of
from pipeline.relations.pairs.speakers import Telling
from pipeline.relations.said import Statement


@dataclass(slots=True)
class Spoken:
    """A statement with a speaker; ``judged`` are the features of the last word on it."""

    telling: Telling
    probability: float
    judged: list[str] = field(default_factory=list)

    @property
    def statement(self) -> Statement:
        """The statement."""
        return self.telling.statement

    @property
    def place(self) -> tuple[int, int]:
        """Where the words stand."""
        return self.telling.statement.start, self.telling.statement.end

    @property
    def speaker(self) -> str:
        """The key of who may have said it."""
        mention = self.telling.speaker.mention
        return key_of(mention) if mention else ""

    @property
    def label(self) -> str:
        """The first letter of the speaker's label."""
        return self.telling.speaker.label[:1]
