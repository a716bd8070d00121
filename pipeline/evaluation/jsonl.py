"""The gold JSONL: one release a line. ``schema()`` is its JSON Schema, published in docs/."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluation.gold import PREDICATES, GoldEntity, GoldFact, GoldRelease
from pipeline.records import LABELS, Mention

_HEAD = ("id", "lang", "genre", "country", "title", "dateline_place", "publisher", "pair",
         "noise", "annotation")  # fmt: skip


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def to_json(release: GoldRelease) -> dict[str, Any]:
    """Return a release as a JSON object (keys in the order of the schema)."""
    head = {name: getattr(release, name) for name in _HEAD}
    return {
        **head,
        "published": [day.isoformat() for day in release.published],
        "sha256": digest(release.text),
        "text": release.text,
        "entities": [_entity(each) for each in release.entities],
        "mentions": [_mention(each) for each in release.mentions],
        "facts": [_fact(each) for each in release.facts],
    }


def _entity(entity: GoldEntity) -> dict[str, Any]:
    row = {"key": entity.key, "type": entity.type, "name": entity.name}
    return row | {k: v for k in ("kind", "country", "id") if (v := getattr(entity, k))}


def _mention(mention: Mention) -> dict[str, Any]:
    place = {
        "start": mention.start, "end": mention.end, "text": mention.text, "label": mention.label,
    }  # fmt: skip
    return place | value_of(mention)


def value_of(mention: Mention) -> dict[str, Any]:
    """Return what a mention has beyond span and label: value, entity key, whether nominal."""
    found: dict[str, Any] = {}
    if mention.value:
        found["value"] = mention.value
    if mention.entity_id:
        found["entity"] = mention.entity_id
    if mention.source == "coref":
        found["nominal"] = True
    return found


def _fact(fact: GoldFact) -> dict[str, Any]:
    row: dict[str, Any] = {
        "predicate": fact.predicate, "subject": fact.subject, "object": fact.object,
        "status": fact.status, "date": fact.date,
        "qualifiers": {k: list(v) for k, v in sorted(fact.qualifiers.items())},
        "start": fact.start, "end": fact.end, "evidence": fact.evidence,
    }  # fmt: skip
    if fact.optional:
        row["optional"] = True
    if fact.alternatives:
        row["alternatives"] = {k: list(v) for k, v in sorted(fact.alternatives.items())}
    return row


def dumps(releases: Iterable[GoldRelease]) -> str:
    """Return releases as JSONL, one line each."""
    return "".join(json.dumps(to_json(r), ensure_ascii=False) + "\n" for r in releases)


def read(path: Path) -> Iterator[GoldRelease]:
    """Yield the releases of a JSONL file.

    Raises:
        GoldError: a line is not as the schema says; the message names it.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(error), where=path) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield loads(line, f"{path}:{number}")


def loads(line: str, where: str) -> GoldRelease:
    """Read one line.

    Raises:
        GoldError: it is not as the schema says.
    """
    try:
        return from_json(json.loads(line), where)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        cause = f"{type(error).__name__}: {error}"
        raise GoldError(cause, where=where, remedy="see docs/gold.schema.json") from error


def from_json(row: Mapping[str, Any], where: str = "") -> GoldRelease:
    """Return the release that a JSON object describes.

    Raises:
        GoldError: an offset does not give the words, a reference leads nowhere, ...
    """
    text = row["text"]
    entities = {e["key"]: GoldEntity(**e) for e in row.get("entities", ())}
    mentions = tuple(_to_mention(m, text, entities, where) for m in row.get("mentions", ()))
    return GoldRelease(
        **{name: row[name] for name in _HEAD if name in row},
        text=text,
        published=tuple(dt.date.fromisoformat(day) for day in row.get("published", ())),
        entities=tuple(entities.values()),
        mentions=mentions,
        facts=tuple(fact(f, where) for f in row.get("facts", ())),
        source=where,
    )


def _to_mention(
    row: Mapping[str, Any], text: str, entities: Mapping[str, GoldEntity], where: str
) -> Mention:
    start, end, key = row["start"], row["end"], row.get("entity", "")
    if row["label"] not in LABELS:
        raise GoldError(f"unknown label {row['label']!r}", where=where)
    if text[start:end] != row["text"]:
        raise GoldError(f"{start}:{end} is not {row['text']!r}", where=where)
    if key and key not in entities:
        raise GoldError(f"{row['text']!r} refers to {key!r}, no entity", where=where)
    return Mention(
        start, end, row["text"], row["label"], value=row.get("value", ""), entity_id=key,
        source="coref" if row.get("nominal") else "ruler",
        kind=entities[key].kind if key else "",
    )  # fmt: skip


def fact(row: Mapping[str, Any], where: str) -> GoldFact:
    """Return the fact that a JSON object describes.

    Raises:
        GoldError: its predicate is unknown.
    """
    if row["predicate"] not in PREDICATES:
        raise GoldError(f"unknown predicate {row['predicate']!r}", where=where)
    return GoldFact(
        row["predicate"], row["subject"], row["object"], row.get("status", "asserted"),
        row.get("date", ""), {k: tuple(v) for k, v in row.get("qualifiers", {}).items()},
        row.get("start", 0), row.get("end", 0), row.get("evidence", ""),
        row.get("optional", False), {k: tuple(v) for k, v in row.get("alternatives", {}).items()},
    )  # fmt: skip


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line."""
    text, offset, flag = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "boolean"}
    named_lists = {"type": "object", "additionalProperties": {"type": "array", "items": text}}
    entity = _object({"key": text, "type": text, "name": text},
                     {"kind": text, "country": text, "id": text})  # fmt: skip
    mention = _object(
        {"start": offset, "end": offset, "text": text, "label": {"enum": list(LABELS)}},
        {"value": text, "entity": text, "nominal": flag},
    )
    fact_row = _object(
        {"predicate": {"enum": list(PREDICATES)}, "subject": text, "object": text},
        {"status": {"enum": ["asserted", "planned", "negated"]}, "date": text,
         "qualifiers": named_lists, "start": offset, "end": offset, "evidence": text,
         "optional": flag, "alternatives": named_lists},
    )  # fmt: skip
    days = {"type": "array", "items": {"type": "string", "format": "date"}, "maxItems": 2}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "constancia gold release",
        **_object(
            {"id": text, "lang": text, "text": text},
            {**dict.fromkeys((n for n in _HEAD if n not in ("id", "lang", "noise")), text),
             "noise": flag, "published": days, "sha256": text,
             "entities": {"type": "array", "items": entity},
             "mentions": {"type": "array", "items": mention},
             "facts": {"type": "array", "items": fact_row}},
        ),
    }  # fmt: skip


def _object(required: Mapping[str, Any], optional: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }
