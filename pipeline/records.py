"""The frozen records that travel between stages; no spaCy object leaves the extraction.

All offsets are code points into ``Release.text`` (the published clean text),
end exclusive, and ``text[start:end]`` is always the words that a record quotes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Label = Literal["AGENCY", "ORG", "PERSON", "ROLE", "GPE", "LOC", "STANDARD", "DATE"]
MentionSource = Literal["ruler", "ner", "alias", "coref"]
SectionKind = Literal["title", "dateline", "heading", "body", "credit", "footer", "boilerplate"]
FactStatus = Literal["asserted", "planned", "negated"]
Precision = Literal["day", "week", "month", "quarter", "half", "year", "range"]

LABELS: tuple[Label, ...] = (
    "AGENCY", "ORG", "PERSON", "ROLE", "GPE", "LOC", "STANDARD", "DATE",
)  # fmt: skip
# The rule of a nominal mention that the name model did not confirm; linking decides.
PROPOSED = "proposed"
EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RawRelease:
    """What a reader yields: one release as text, before cleaning.

    ``source`` is the path or URL as given; ``metadata`` holds what the format
    itself says (``title``, ``published`` as ISO date, ``publisher``, ``url``, ``lang``).
    """

    source: str
    text: str
    sha256: str
    metadata: Mapping[str, str] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the clean text and what it is; facts are read from titles, headings, bodies."""

    start: int
    end: int
    kind: SectionKind
    lang: str = "und"


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When a release was published, with both readings where nothing decides.

    ``value`` is the preferred reading; ``alternatives`` the other ones (empty unless ambiguous).
    """

    value: dt.date | None = None
    alternatives: tuple[dt.date, ...] = ()
    confidence: float = 0.0
    evidence: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether another reading is as good."""
        return bool(self.alternatives)


@dataclass(frozen=True, slots=True)
class Release:
    """One release, cleaned and described; every offset refers to ``text``."""

    doc_id: str
    source: str
    sha256: str
    text: str
    sections: tuple[Section, ...]
    title: str = ""
    publisher: str = ""
    published: PublicationDate = PublicationDate()
    dateline_place: str = ""
    lang: str = "und"
    lang_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class TimeValue:
    """The value of a calendar expression (TIMEX3), as an inclusive interval where it has one.

    ``anchor`` is the date that a relative expression was counted from;
    ``alternatives`` are the other TIMEX3 readings of an ambiguous one.
    """

    timex: str
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision | None = None
    anchor: dt.date | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention in the text.

    ``value`` is the normalised value (TIMEX3 of a DATE, canonical designation of a
    STANDARD); ``rule`` the pattern, registry entry or model that found it; ``kind`` a finer
    class from the patterns (``ministry``, ``certification_body``; of a ROLE: ``minister``);
    ``time`` the value of a DATE.
    """

    start: int
    end: int
    text: str
    label: Label
    value: str = ""
    entity_id: str = ""
    source: MentionSource = "ruler"
    confidence: float = 1.0
    rule: str = ""
    kind: str = ""
    time: TimeValue | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity as known from a registry or minted from its name."""

    entity_id: str
    type: Label
    name: str
    names: tuple[str, ...] = ()
    kind: str = ""
    country: str = ""
    parent_id: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """The subject or object of a fact: an entity, or a literal."""

    entity_id: str
    name: str
    text: str
    type: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact and its evidence. ``start``/``end`` is the evidence sentence in the text."""

    fact_id: str
    subject: Argument
    predicate: str
    object: Argument
    start: int
    end: int
    sentence: str
    status: FactStatus = "asserted"
    time: TimeValue | None = None
    time_text: str = ""
    qualifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confidence: float = 1.0
    rule: str = ""
    lang: str = "und"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one release: the unit that the store takes in."""

    release: Release
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    status: Literal["ok", "skipped", "failed"] = "ok"
    error: str = ""
