"""What one sentence tells: an event, and the choices of those who have a part in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.records import Mention
from pipeline.relations.certified.anchors import Anchor, Pair, Reading

# The actions after which a certificate is held.
HELD = frozenset({"granted", "renewed", "maintained", "extended"})
_FIRST_REACH = 6


@dataclass(slots=True)
class Choice:
    """A role's chosen filler, its probability, and the best alternatives that lost."""

    mention: Mention | None
    key: str = ""
    probability: float = 0.0
    alternatives: list[tuple[str, float]] = field(default_factory=list)
    item: int = -1


@dataclass(slots=True)
class Event:
    """One certification event as told in one sentence.

    ``second`` says that its holder is a less likely one, ``listed`` that a list says who it is,
    ``worded`` that set words tell it.
    """

    reading: Reading
    anchor: Anchor
    pair: Pair
    standards: tuple[str, ...]
    action: str
    status: str
    probability: float
    holder: Choice
    certifier: Choice
    date: Choice
    classes: dict[str, float] = field(default_factory=dict)
    others: list[Choice] = field(default_factory=list)
    second: bool = False
    listed: bool = False
    worded: bool = False

    @property
    def label(self) -> str:
        """The likeliest class but ``none``."""
        return max((c for c in self.classes if c != "none"), key=lambda c: self.classes[c])

    @property
    def first(self) -> bool:
        """Whether the words tell of a first certificate ("obtained its first ...")."""
        trigger = self.pair.trigger
        at = trigger.start if trigger else self.anchor.at
        return any(abs(hit.start - at) <= _FIRST_REACH for hit in self.reading.of("first"))
