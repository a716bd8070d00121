"""From extractions to the rows that the store takes in, as Arrow tables.

One release gives rows in five tables; what is summed up over releases (entities,
certifications, timeline) is made by the store. A worker sends a batch back as bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pyarrow as pa

from pipeline import schema
from pipeline.merge import catalogue
from pipeline.records import Entity, Extraction, Fact, Label, Mention, TimeValue
from pipeline.store.stamp import Stamp

Row = dict[str, Any]

_INTERNAL = (
    ("row_hash", pa.string()),
    ("path", pa.string()),
)
DOCUMENT_ROWS = pa.schema([*schema.arrow_schema(schema.DOCUMENTS), *_INTERNAL])
ENTITY_ROWS = pa.schema(
    [
        ("doc_id", pa.string()),
        ("version_id", pa.int64()),
        ("entity_id", pa.string()),
        ("type", pa.string()),
        ("name", pa.string()),
        ("names", pa.list_(pa.string())),
        ("kind", pa.string()),
        ("country", pa.string()),
        ("parent_id", pa.string()),
    ]
)
SCHEMAS: Mapping[str, Any] = {
    "documents": DOCUMENT_ROWS,
    "mentions": schema.arrow_schema(schema.MENTIONS),
    "knowledge": schema.arrow_schema(schema.KNOWLEDGE),
    "entity_rows": ENTITY_ROWS,
}


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of some releases, one Arrow table each; ``doc_ids`` in the order of the input."""

    tables: Mapping[str, Any]

    @property
    def doc_ids(self) -> list[str]:
        """Ids of the releases in the batch."""
        return list(self.tables["documents"]["doc_id"].to_pylist())

    @classmethod
    def join(cls, batches: Sequence[Batch]) -> Batch:
        """Put batches together, in order."""
        return cls(
            {name: pa.concat_tables([each.tables[name] for each in batches]) for name in SCHEMAS}
        )

    def with_paths(self, paths: Mapping[str, str]) -> Batch:
        """Name the file that each release was read from, where it is not its source."""
        documents = self.tables["documents"]
        found = [paths.get(source, source) for source in documents["source"].to_pylist()]
        place = documents.schema.get_field_index("path")
        column = pa.array(found, pa.string())
        changed = documents.set_column(place, documents.schema.field(place), column)
        return Batch({**self.tables, "documents": changed})

    def to_bytes(self) -> list[bytes]:
        """Return each table as an Arrow IPC stream, in the order of ``SCHEMAS``."""
        return [_to_ipc(self.tables[name]) for name in SCHEMAS]

    @classmethod
    def from_bytes(cls, parts: Sequence[bytes]) -> Batch:
        """Read what ``to_bytes`` wrote, without copying."""
        tables = (pa.ipc.open_stream(pa.py_buffer(part)).read_all() for part in parts)
        return cls(dict(zip(SCHEMAS, tables, strict=True)))


def _to_ipc(table: Any) -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def to_batch(extractions: Iterable[Extraction], stamp: Stamp) -> Batch:
    """Turn extractions into rows.

    Args:
        extractions: one a release.
        stamp: version, fingerprint and time of the run.
    """
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    for each in extractions:
        document = _document(each, stamp)
        told = (_mentions(each), _facts(each, stamp), _entities(each))
        values = [[tuple(row.values()) for row in found] for found in told]
        document |= {"row_hash": _hash(document, values), "processed_at": stamp.processed_at}
        rows["documents"].append(document)
        for name, found in zip(("mentions", "knowledge", "entity_rows"), told, strict=True):
            rows[name] += found
    return Batch({n: pa.Table.from_pylist(rows[n], schema=SCHEMAS[n]) for n in SCHEMAS})


def _hash(*rows: object) -> str:
    """Return a hash of all that a release gives, but for the time when it was processed."""
    return hashlib.sha256(repr(rows).encode("utf-8", "surrogatepass")).hexdigest()


def _document(extraction: Extraction, stamp: Stamp) -> Row:
    release = extraction.release
    published = release.published
    return {
        "doc_id": release.doc_id,
        "source": release.source,
        "title": release.title,
        "publisher": release.publisher,
        "published": published.value,
        "published_ambiguous": published.ambiguous,
        "published_alternatives": list(published.alternatives),
        "published_confidence": published.confidence,
        "published_evidence": list(published.evidence),
        "dateline_place": release.dateline_place,
        "lang": release.lang,
        "lang_confidence": release.lang_confidence,
        "sha256": release.sha256,
        "text": release.text,
        "n_chars": len(release.text),
        "pipeline_version": stamp.version,
        "fingerprint": stamp.fingerprint,
        "status": extraction.status,
        "error": extraction.error,
        "path": release.source,
    }


def _time(time: TimeValue | None) -> Row:
    return {
        "date_start": time.start if time else None,
        "date_end": time.end if time else None,
        "date_precision": time.precision if time else None,
    }


def _mentions(extraction: Extraction) -> list[Row]:
    doc_id = extraction.release.doc_id
    rows = [_mention(doc_id, mention) for mention in extraction.mentions]
    return sorted(rows, key=lambda row: (row["char_start"], row["char_end"], row["label"]))


def _mention(doc_id: str, mention: Mention) -> Row:
    return {
        "doc_id": doc_id,
        "char_start": mention.start,
        "char_end": mention.end,
        "text": mention.text,
        "label": mention.label,
        "value": mention.value,
        "entity_id": mention.entity_id,
        "source": mention.source,
        "confidence": mention.confidence,
        "kind": mention.kind,
        "rule": mention.rule,
        "value_alternatives": list(mention.time.alternatives) if mention.time else [],
        **_time(mention.time),
    }


def _facts(extraction: Extraction, stamp: Stamp) -> list[Row]:
    rows = [_fact(extraction, fact, stamp) for fact in extraction.facts]
    return sorted(rows, key=lambda row: (row["char_start"], row["predicate"], row["fact_id"]))


def _fact(extraction: Extraction, fact: Fact, stamp: Stamp) -> Row:
    qualifiers = {name: list(values) for name, values in sorted(fact.qualifiers.items())}
    told = qualifiers.pop("edition_in_force", [])
    edition = told[0] if told else _edition(extraction, fact)
    return {
        "fact_id": fact.fact_id,
        "subject_id": fact.subject.entity_id,
        "subject": fact.subject.name,
        "subject_text": fact.subject.text,
        "subject_type": fact.subject.type,
        "predicate": fact.predicate,
        "object_id": fact.object.entity_id,
        "object": fact.object.name,
        "object_text": fact.object.text,
        "object_type": fact.object.type,
        "status": fact.status,
        "date_value": fact.time.timex if fact.time else "",
        "date_alternatives": list(fact.time.alternatives) if fact.time else [],
        "date_text": fact.time_text,
        "qualifiers": list(qualifiers.items()),
        "edition_in_force": edition,
        "confidence": fact.confidence,
        "doc_id": extraction.release.doc_id,
        "published": extraction.release.published.value,
        "lang": fact.lang,
        "sentence": fact.sentence,
        "char_start": fact.start,
        "char_end": fact.end,
        "rule": fact.rule,
        "pipeline_version": stamp.version,
        **_time(fact.time),
    }


def _edition(extraction: Extraction, fact: Fact) -> str:
    """Return the edition in force at publication, where the text gives none itself."""
    if fact.object.type != "STANDARD":
        return ""
    return catalogue.edition_in_force(fact.object.name, extraction.release.published.value)


def _entities(extraction: Extraction) -> list[Row]:
    """One row an entity: as described, as mentioned, or as taking part in a fact."""
    known = {entity.entity_id: entity for entity in extraction.entities}
    seen: dict[str, set[str]] = {entity_id: set() for entity_id in known}
    for mention in extraction.mentions:
        if mention.entity_id:
            names = seen.setdefault(mention.entity_id, set())
            known.setdefault(mention.entity_id, _minted(mention))
            if mention.source != "coref":
                names.add(mention.text)
    for fact in extraction.facts:
        for part in (fact.subject, fact.object):
            if part.entity_id and part.entity_id not in known:
                known[part.entity_id] = Entity(part.entity_id, cast(Label, part.type), part.name)
                seen[part.entity_id] = set()
    doc_id = extraction.release.doc_id
    return [_entity(doc_id, known[key], seen[key]) for key in sorted(known)]


def _minted(mention: Mention) -> Entity:
    return Entity(
        mention.entity_id, mention.label, mention.value or mention.text, kind=mention.kind
    )


def _entity(doc_id: str, entity: Entity, seen: set[str]) -> Row:
    row: Row = {
        "entity_id": entity.entity_id,
        "type": entity.type,
        "name": entity.name,
        "names": sorted({entity.name, *entity.names, *seen} - {""}),
        "kind": entity.kind,
        "country": entity.country,
        "parent_id": entity.parent_id,
    }
    digest = hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).digest()
    return {
        "doc_id": doc_id,
        "version_id": int.from_bytes(digest[:8], "big", signed=True),
        **row,
    }
