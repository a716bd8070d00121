"""Facts from gold mentions: the relation stage by itself, free of the errors before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from pipeline.evaluation.align import Alignment
from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.system import raw
from pipeline.folding import fold
from pipeline.records import Entity, Fact, Label, Mention, TimeValue


def facts(gold: GoldRelease, system: Sequence[Mention]) -> list[Fact]:
    """Return the facts that the relation stage finds among the gold mentions.

    The entities are those of gold, with its keys for ids. The class of an office, which gold
    does not have, is read off the words as the system does.

    Args:
        gold: the annotated release.
        system: the system's own mentions, only for the classes of offices.
    """
    from pipeline.relations.extract import facts as relations  # noqa: PLC0415 # loads patterns
    from pipeline.release import parse  # noqa: PLC0415

    release = parse(raw(gold))
    there, back = Alignment(gold.text, release.text), Alignment(release.text, gold.text)
    kinds = {fold(m.text): m.kind for m in system if m.label == "ROLE"}
    mentions = [
        _moved(mention, span, release.text, kinds.get(fold(mention.text), ""))
        for mention in gold.mentions
        if (span := there.span(mention.start, mention.end))
    ]
    entities = [_entity(gold, each.key) for each in gold.entities]
    found = relations(release, mentions, entities, gold.lang)
    return [
        replace(fact, start=span[0], end=span[1])
        for fact in found
        for span in [back.span(fact.start, fact.end) or (0, 0)]
    ]


def _moved(mention: Mention, span: tuple[int, int], text: str, kind: str) -> Mention:
    return replace(
        mention,
        start=span[0],
        end=span[1],
        text=text[slice(*span)],
        kind=mention.kind or kind,
        time=TimeValue(mention.value) if mention.label == "DATE" else None,
    )


def _entity(gold: GoldRelease, key: str) -> Entity:
    known = gold.entity(key)
    assert known is not None  # noqa: S101 # asked for its own keys only
    names = tuple(dict.fromkeys((known.name, *(m.text for m in gold.named(key)))))
    return Entity(key, cast("Label", known.type), known.name, names, known.kind, known.country)
