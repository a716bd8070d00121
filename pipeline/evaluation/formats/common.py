"""What the formats share: the data that travel beside the mentions, and putting them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.evaluation import jsonl
from pipeline.evaluation.gold import ENTITY_LABELS, GoldEntity, GoldFact, GoldRelease
from pipeline.records import Mention

META = "constancia"
Relation = tuple[int, int, str]


def beside(release: GoldRelease) -> dict[str, Any]:
    """Return everything of a release but its text and mentions, as JSON."""
    row = jsonl.to_json(release)
    return {key: value for key, value in row.items() if key not in ("text", "mentions", "sha256")}


def put_together(
    text: str, mentions: Sequence[Mention], meta: Mapping[str, Any], fallback_id: str
) -> GoldRelease:
    """Return a release from its text, mentions and what travelled beside them (perhaps nothing).

    Mentions of entities that have no key get one each.
    """
    given = {e["key"]: GoldEntity(**e) for e in meta.get("entities", ())}
    keyed: list[Mention] = []
    for number, mention in enumerate(mentions, start=1):
        keyed.append(_keyed(mention, number, given))
    row = {**meta, "text": text, "mentions": [], "entities": [], "facts": meta.get("facts", [])}
    row.setdefault("id", fallback_id)
    row.setdefault("lang", "und")
    bare = jsonl.from_json(row, fallback_id)
    return replace(bare, mentions=tuple(keyed), entities=tuple(given.values()))


def _keyed(mention: Mention, number: int, entities: dict[str, GoldEntity]) -> Mention:
    if mention.label not in ENTITY_LABELS:
        return mention
    key = mention.entity_id or f"m{number}"
    entity = entities.setdefault(key, GoldEntity(key, mention.label, mention.text))
    return replace(mention, entity_id=key, kind=entity.kind)


def mention(text: str, start: int, end: int, label: Any, extras: Mapping[str, Any]) -> Mention:
    """Return a mention of a text with what it has beyond span and label."""
    return Mention(
        start, end, text[start:end], label, value=extras.get("value", ""),
        entity_id=extras.get("entity", ""), source="coref" if extras.get("nominal") else "ruler",
    )  # fmt: skip


def nearest(release: GoldRelease, key: str, at: int) -> int | None:
    """Return the number of the mention that stands for an argument: by name, nearest to a place.

    ``key`` is an entity key or a standard's designation.
    """
    own = [
        (m.source == "coref", abs(m.start - at), i)
        for i, m in enumerate(release.mentions)
        if key in (m.entity_id, m.value if m.label == "STANDARD" else None)
    ]
    return min(own)[2] if own else None


def relations(release: GoldRelease) -> list[Relation]:
    """Return the facts that can be drawn between two mentions, as numbers of mentions."""
    found: list[Relation] = []
    for fact in release.facts:
        one = nearest(release, fact.subject, fact.start)
        other = nearest(release, fact.object, fact.start)
        if one is not None and other is not None:
            found.append((one, other, fact.predicate))
    return list(dict.fromkeys(found))


def with_relations(release: GoldRelease, drawn: Iterable[Relation]) -> GoldRelease:
    """Return a release whose facts are those that an annotator left or drew.

    A fact that travelled along and is still drawn keeps its qualifiers; one that is not
    drawn any more goes; one that cannot be drawn stays; a new relation is a new fact.
    """
    wanted = {(_argument(release, i), _argument(release, j), p) for i, j, p in drawn}
    drawable = {(_argument(release, i), _argument(release, j), p) for i, j, p in relations(release)}
    kept = [
        fact
        for fact in release.facts
        if (key := (fact.subject, fact.object, fact.predicate)) in wanted or key not in drawable
    ]
    known = {(f.subject, f.object, f.predicate) for f in kept}
    new = [GoldFact(p, s, o) for s, o, p in sorted(wanted - known)]
    return replace(release, facts=(*kept, *new))


def _argument(release: GoldRelease, number: int) -> str:
    found = release.mentions[number]
    return found.value if found.label == "STANDARD" else found.entity_id or found.text
