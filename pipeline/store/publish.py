"""Publishing: from the store to the Parquet tables, all at once or not at all.

Rows follow the order of the releases (publication date, then id), cut into row groups
where the content says so: after a release whose id's hash ends in zeros, and where none
comes for long after every so many releases since. A night's new releases are the newest
ones, so that they change the last row groups and leave the others as they were; those are
copied (see ``splice``). A row group is all of a table that is in memory at once.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from pipeline import schema
from pipeline.store import layout, splice, views
from pipeline.store.database import Database
from pipeline.store.stamp import Stamp

# Releases in a row group at most, and from one cut by content to the next on average.
GROUP = 512
_BY_RELEASE = (schema.DOCUMENTS, schema.MENTIONS, schema.KNOWLEDGE)
_SUMMED = (schema.ENTITIES, schema.CERTIFICATIONS, schema.TIMELINE)

_PLAN = f"""
CREATE OR REPLACE TEMP TABLE plan AS
WITH placed AS (
  SELECT doc_id, row_hash, processed_at,
    row_number() OVER (ORDER BY published NULLS FIRST, doc_id) AS position,
    coalesce(sum((('0x' || sha256(doc_id)[1:8])::BIGINT % {GROUP} = 0)::INT) OVER (
      ORDER BY published NULLS FIRST, doc_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::BIGINT AS stretch
  FROM documents
), begun AS (
  SELECT stretch, min(position) AS start FROM placed GROUP BY stretch
)
SELECT doc_id, row_hash, processed_at, position,
  (stretch << 32) + (position - start) // {GROUP} AS part
FROM placed JOIN begun USING (stretch)
"""  # noqa: S608 - own names
_PARTS = """
SELECT part,
  sha256(string_agg(doc_id || ' ' || row_hash, ' ' ORDER BY position))[1:16] AS content,
  sha256(string_agg(epoch_us(processed_at)::VARCHAR, ' ' ORDER BY position))[1:16] AS moments
FROM plan GROUP BY part ORDER BY part
"""
# Beyond the published order, what tells rows of one place apart.
_TIES = {
    "documents": "m.doc_id",
    "mentions": "m.char_start, m.char_end, m.label, m.source, m.value, m.entity_id, m.kind, m.rule",
    "knowledge": "m.char_start, m.predicate, m.fact_id, m.char_end, m.subject_text, "
    "m.object_text, m.date_text, m.rule, m.qualifiers::VARCHAR, m.confidence",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A row group to be: its releases' content, and the moments they were processed at."""

    number: int
    content: str
    moments: str

    def key(self, table: str) -> str:
        """Return the key of its row group in a table."""
        moments = self.moments if table == "documents" else ""
        return _hash(table, self.content, moments, splice.writer_name(), schema.SCHEMA_VERSION)


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication left.

    ``kept`` of the ``parts`` row groups were copied from the files published before.
    """

    state: str
    rows: Mapping[str, int]
    kept: int = 0
    parts: int = 0


def publish(
    database: Database, folder: Path, stamp: Stamp, *, run: int, force: bool = False
) -> Published | None:
    """Publish the tables of the store into an output folder.

    Args:
        database: the store; nobody else writes to it meanwhile.
        folder: the output folder.
        stamp: the run's mark, for the manifest.
        run: number of the run, for the manifest.
        force: publish even if the folder already shows this state.

    Returns:
        What was published, None if the folder already shows the state of the store.

    Raises:
        StoreError: the folder cannot be written; what was published before is still whole.
    """
    parts = _parts(database)
    state = _state(database, parts)
    shown = _hash(*(part.key("documents") for part in parts))
    if not force and _is_shown(folder, state, shown):
        return None
    try:
        done = _write_all(database, folder, parts, state)
        _write_manifest(folder, done, stamp, run, shown)
    except OSError as error:
        raise layout.trouble(error, folder) from error
    return done


def _parts(database: Database) -> list[Part]:
    database.execute(_PLAN)
    return [Part(*row) for row in database.rows(_PARTS)]


def _state(database: Database, parts: list[Part]) -> str:
    """Name the state of the store: the same releases and decisions give the same name."""
    decided = database.rows("SELECT decision_id FROM decisions ORDER BY decision_id")
    return _hash(*(part.key("mentions") for part in parts), "decisions", *(d for (d,) in decided))


def _is_shown(folder: Path, state: str, shown: str) -> bool:
    found = read_manifest(folder)
    if (found.get("state"), found.get("documents_key")) != (state, shown):
        return False
    tables = found["tables"]
    return all(_size(layout.published(folder, name)) == tables[name]["bytes"] for name in tables)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of an output folder; empty if there is none that can be read."""
    try:
        found: dict[str, Any] = json.loads(layout.manifest(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _write_all(database: Database, folder: Path, parts: list[Part], state: str) -> Published:
    views.prepare(database)
    temporary = layout.temporary(folder)
    temporary.mkdir(parents=True, exist_ok=True)
    rows: dict[str, int] = {}
    kept = 0
    for table in _BY_RELEASE:
        with _fresh(temporary, table) as target:
            splicer = splice.Splicer(target, schema.arrow_schema(table))
            old = layout.published(folder, table.name)
            kept += _by_release(database, table, parts, splicer, old)
            splicer.finish(state)
        rows[table.name] = splicer.rows
    for table in _SUMMED:
        with _fresh(temporary, table) as target:
            rows[table.name] = _summed(database, table, state, target)
    for table in schema.TABLES:
        (temporary / table.name).replace(layout.published(folder, table.name))
    _sync_folder(folder)
    return Published(state, rows, kept, len(parts) * len(_BY_RELEASE))


@contextlib.contextmanager
def _fresh(folder: Path, table: schema.Table) -> Iterator[BinaryIO]:
    """A new file that is on the disk when the block ends."""
    with (folder / table.name).open("wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def _by_release(
    database: Database, table: schema.Table, parts: list[Part], splicer: splice.Splicer, old: Path
) -> int:
    """Write the row groups of a table; return how many could be kept from the old file."""
    kept = 0
    with splice.Reusable(old) as source:
        for part in parts:
            key = part.key(table.name)
            if key in source.groups:
                splicer.reuse(key, source)
                kept += 1
            else:
                splicer.add(key, _part_rows(database, table, part.number))
    return kept


def rows_of(database: Database, table: schema.Table) -> Any:
    """Return all rows of a table as published. Call ``views.prepare`` first."""
    if table in _SUMMED:
        none = schema.arrow_schema(table).empty_table()
        return pa.concat_tables([none, *views.slices(database, table)]).combine_chunks()
    database.execute(_PLAN)
    return _part_rows(database, table, None)


def _part_rows(database: Database, table: schema.Table, number: int | None) -> Any:
    columns = ", ".join(f'm."{name}"' for name in table.column_names)
    sql = f"""SELECT {columns} FROM {table.name} m JOIN plan p ON m.doc_id = p.doc_id
              WHERE p.part = coalesce(?, p.part) ORDER BY p.position, {_TIES[table.name]}"""  # noqa: S608 - own names
    return views.typed(database.arrow(sql, [number]), table)


def _summed(database: Database, table: schema.Table, state: str, target: BinaryIO) -> int:
    parts = ((str(number), part) for number, part in enumerate(views.slices(database, table)))
    return splice.write(target, schema.arrow_schema(table), parts, state)


def _write_manifest(folder: Path, done: Published, stamp: Stamp, run: int, shown: str) -> None:
    content = {
        "run": run,
        "state": done.state,
        "documents_key": shown,
        "pipeline_version": stamp.version,
        "fingerprint": stamp.fingerprint,
        "published_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "schema_version": schema.SCHEMA_VERSION,
        "tables": {
            name: {"rows": rows, "bytes": layout.published(folder, name).stat().st_size}
            for name, rows in done.rows.items()
        },
    }
    fresh = layout.temporary(folder) / "manifest"
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps(content, indent=2) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(layout.manifest(folder))
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _hash(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:16]
