"""Gold onto the cleaned text, and the system's mentions onto gold entities.

The models learn from gold mentions and from the mentions that the system itself finds, so that
they are used to its errors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.dates.intervals import interval
from pipeline.evaluation.align import Alignment
from pipeline.evaluation.gold import GoldFact, GoldRelease
from pipeline.extraction import process
from pipeline.folding import fold
from pipeline.records import Mention, RawRelease, Release, TimeValue
from pipeline.release import parse
from pipeline.stages import NAMES, RELATIONS

_OVERLAP = 0.5
_ENTITIES = frozenset({"AGENCY", "ORG", "PERSON", "GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Lesson:
    """A release to learn from: its mentions carry the gold's entity keys."""

    id: str
    lang: str
    release: Release
    mentions: tuple[Mention, ...]
    facts: tuple[GoldFact, ...]
    by_system: bool = False


def shift(raw: str, text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Place mentions of the raw text in the cleaned one; those that cleaning took are left out."""
    alignment = Alignment(raw, text)
    return [
        replace(mention, start=span[0], end=span[1], text=text[slice(*span)])
        for mention in mentions
        if (span := alignment.span(mention.start, mention.end))
    ]


def _place(text: str, fact: GoldFact) -> GoldFact | None:
    words = " ".join(fact.evidence.split())
    start = text.find(fact.evidence)
    if start < 0:
        start = text.find(words)
    if start < 0:
        return None
    return replace(fact, start=start, end=start + len(words))


def _overlap(one: Mention, other: Mention) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / max(one.end - one.start, other.end - other.start)


def _keyed(mention: Mention, gold: Sequence[Mention]) -> Mention:
    """A mention of the system with the key of the gold entity it covers, or a key of its own."""
    if mention.label not in _ENTITIES:
        return mention
    touching = [g for g in gold if g.entity_id and g.start < mention.end and mention.start < g.end]
    best = max(touching, key=lambda g: _overlap(mention, g), default=None)
    if best is not None and _overlap(mention, best) >= _OVERLAP:
        return replace(mention, entity_id=best.entity_id)
    if mention.source == "coref":
        return mention
    return replace(mention, entity_id=f"system:{mention.entity_id or mention.text}")


def _kinds(gold: GoldRelease) -> dict[str, str]:
    return {entity.key: entity.kind for entity in gold.entities}


def _time(mention: Mention) -> TimeValue | None:
    """The interval of a gold date."""
    days = interval(mention.value) if mention.label == "DATE" else None
    if days is None:
        return None
    return TimeValue(mention.value, start=days[0], end=days[1], precision=days[2])


def lessons(gold: GoldRelease, *, names: bool = True) -> list[Lesson]:
    """The release with its gold mentions, and again with the mentions the system finds.

    Args:
        gold: the release.
        names: whether the name model has its say, or the rules stand alone.
    """
    raw = RawRelease(f"{gold.id}.txt", gold.text, "")
    release = replace(parse(raw), lang=gold.lang)
    facts = tuple(f for fact in gold.facts if (f := _place(release.text, fact)) is not None)
    state = process(
        release, gold.lang, [gold.lang], without=(RELATIONS,) if names else (NAMES, RELATIONS)
    )
    release = state.release
    kinds = _kinds(gold)
    roles = {fold(m.text): m.kind for m in state.mentions if m.label == "ROLE"}
    placed = [
        replace(m, kind=kinds.get(m.entity_id) or roles.get(fold(m.text), m.kind), time=_time(m))
        for m in shift(gold.text, release.text, gold.mentions)
    ]
    found = tuple(_keyed(m, placed) for m in state.mentions)
    return [
        Lesson(gold.id, gold.lang, release, tuple(placed), facts),
        Lesson(gold.id, gold.lang, release, found, facts, by_system=True),
    ]
