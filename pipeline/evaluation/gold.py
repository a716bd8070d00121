"""Gold as records: what the readers of every gold format yield and the scorers take.

Offsets are code points into ``GoldRelease.text``, end exclusive. Entity keys are
local to a release (``e1``, ``e2``); ``Mention.entity_id`` holds the key, and a
nominal mention ("the Ministry") has the source ``coref``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from pipeline.records import FactStatus, Label, Mention

Split = Literal["train", "dev", "test"]
Layer = Literal["language", "published", "title", "mentions", "values", "linking", "facts"]

SPLITS: tuple[Split, ...] = get_args(Split)
LAYERS: tuple[Layer, ...] = get_args(Layer)
PREDICATES = (
    "certified", "holds_role", "part_of", "member_of", "located_in",
    "supported_by", "established", "cooperates_with", "said",
)  # fmt: skip
QUALIFIERS = frozenset({
    "date", "action", "scheme", "certifier", "scope", "first_certified", "valid_until",
    "certificate_no", "role", "role_kind", "tense", "kind", "topic", "quote",
})  # fmt: skip
ENTITY_LABELS: frozenset[Label] = frozenset({"AGENCY", "ORG", "PERSON", "GPE", "LOC"})
SYMMETRIC = frozenset({"cooperates_with"})
_NO_TEXTS: Mapping[str, tuple[str, ...]] = {}


def with_status(action: str, status: str) -> str:
    """Return an action as it is compared: a plan is a plan, whatever is planned."""
    if status == "planned":
        return "planned"
    return f"not {action}" if status == "negated" else action


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of one release.

    ``id`` is its registry id where the annotator gave one; ``names`` are further
    acceptable names (of gold without offsets).
    """

    key: str
    type: str
    name: str
    kind: str = ""
    country: str = ""
    id: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact and its evidence.

    ``subject`` and ``object`` are entity keys, a canonical designation (object of
    ``certified``), or literal words. ``start``/``end`` is the evidence in the text (both 0
    if the format has none). ``alternatives`` names further acceptable values of ``subject``,
    ``object``, ``action``, ``date``; an ``optional`` fact is neither required nor punished.
    """

    predicate: str
    subject: str
    object: str
    status: FactStatus = "asserted"
    date: str = ""
    qualifiers: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_TEXTS)
    start: int = 0
    end: int = 0
    evidence: str = ""
    optional: bool = False
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_TEXTS)

    def qualifier(self, name: str) -> str:
        """Return the first value of a qualifier, empty if it has none."""
        return next(iter(self.qualifiers.get(name, ())), "")

    @property
    def action(self) -> str:
        """What happened to a certificate; ``planned`` or ``not ...`` where the status says so."""
        return with_status(self.qualifier("action"), self.status)


@dataclass(frozen=True, slots=True)
class GoldRelease:
    """One annotated release.

    ``published`` has no date if the release gives no evidence, two if both readings are
    as good. ``layers``, ``predicates`` and ``qualifiers`` are those that the format annotates
    completely; only they are scored.
    ``source`` is the file that the annotation was read from.
    """

    id: str
    lang: str
    text: str
    genre: str = ""
    country: str = ""
    published: tuple[dt.date, ...] = ()
    title: str = ""
    dateline_place: str = ""
    publisher: str = ""
    pair: str = ""
    noise: bool = False
    annotation: str = ""
    entities: tuple[GoldEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[GoldFact, ...] = ()
    layers: frozenset[str] = frozenset(LAYERS)
    predicates: frozenset[str] = frozenset(PREDICATES)
    qualifiers: frozenset[str] = QUALIFIERS
    source: str = ""

    def entity(self, key: str) -> GoldEntity | None:
        """Return the entity with a key."""
        return next((e for e in self.entities if e.key == key), None)

    def named(self, key: str) -> list[Mention]:
        """Return the mentions of an entity by name (not the nominal ones)."""
        return [m for m in self.mentions if m.entity_id == key and m.source != "coref"]
