"""The published tables as values in memory: from extractions, without a folder.

tables = build(extractions, version="0.1.0", processed_at=now)
tables.certifications.to_pandas()
tables.write(Path("outputs"))
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import schema
from pipeline.merge import catalogue
from pipeline.merge.certifications import Discipline
from pipeline.records import Extraction
from pipeline.store import layout, publish, splice, views
from pipeline.store.database import Database
from pipeline.store.refresh import refresh
from pipeline.store.rows import to_batch
from pipeline.store.stamp import Stamp, package_version


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its description and its rows."""

    description: schema.Table
    rows: Any

    def to_arrow(self) -> Any:
        """Return the rows as a ``pyarrow.Table`` with descriptions in the field metadata."""
        return self.rows

    def to_pandas(self) -> Any:
        """Return the rows as a ``pandas.DataFrame``; maps become dictionaries."""
        return self.rows.to_pandas(maps_as_pydicts="strict")

    def __len__(self) -> int:
        return int(self.rows.num_rows)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of the contract, and the timeline of certificates."""

    documents: Table
    mentions: Table
    entities: Table
    knowledge: Table
    certifications: Table
    timeline: Table

    def __iter__(self) -> Iterator[Table]:
        return (getattr(self, each.name) for each in schema.TABLES)

    def write(self, folder: Path) -> None:
        """Write ``<table>.parquet`` of each table: every file whole or not at all.

        Raises:
            StoreError: the folder cannot be written.
        """
        temporary = [folder / f".{each.name}.{os.getpid()}.tmp" for each in schema.TABLES]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for table, path in zip(self, temporary, strict=True):
                _write(table, path)
            for each, path in zip(schema.TABLES, temporary, strict=True):
                path.replace(layout.published(folder, each.name))
        except OSError as error:
            raise layout.trouble(error, folder) from error
        finally:
            for path in temporary:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)


def _write(table: Table, path: Path) -> None:
    with path.open("wb") as stream:
        splice.write(stream, table.rows.schema, [("0", table.rows)], "")
        stream.flush()
        os.fsync(stream.fileno())


def build(
    extractions: Iterable[Extraction],
    *,
    version: str = "",
    processed_at: dt.datetime | None = None,
    fingerprint: str = "",
    discipline: Discipline = catalogue.discipline,
) -> Tables:
    """Build the tables of some extractions.

    Args:
        extractions: one a release; of two with one ``doc_id`` the later one counts.
        version: version of the package, for the rows; by default the installed one.
        processed_at: the moment of the run, UTC; by default now.
        fingerprint: hash of version, patterns and models.
        discipline: names the discipline of a standard.

    Returns:
        The tables, rows sorted: the same extractions give the same tables in any order.
    """
    latest = {each.release.doc_id: each for each in extractions}
    moment = processed_at or dt.datetime.now(dt.UTC)
    stamp = Stamp(version or package_version(), fingerprint, moment)
    with Database() as database:
        with database.transaction():
            database.put(to_batch(latest.values(), stamp))
        refresh(database, discipline)
        views.prepare(database)
        return Tables(**{t.name: Table(t, publish.rows_of(database, t)) for t in schema.TABLES})
