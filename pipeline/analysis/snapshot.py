"""One consistent look at the published tables, whatever a run does meanwhile."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from pipeline import schema
from pipeline.errors import StoreError
from pipeline.store import layout, splice

_TRIES = 20
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The published tables of one state, as Arrow datasets on files that stay open.

    A file that a run replaces while it is open stays readable as it was.
    """

    state: str
    tables: Mapping[str, Any]


def take(folder: Path) -> Snapshot:
    """Open the published tables of an output folder.

    Raises:
        StoreError: a table is missing or damaged, or the files are of different states.
    """
    states: set[str] = set()
    for _ in range(_TRIES):
        opened = {table.name: _open(folder, table) for table in schema.TABLES}
        states = {state for state, _ in opened.values()}
        if len(states) == 1:
            return Snapshot(states.pop(), {name: table for name, (_, table) in opened.items()})
        time.sleep(_PAUSE)
    raise StoreError(
        "the published tables are of different states",
        where=folder,
        remedy="run constancia run again: it publishes all of them",
    )


def _open(folder: Path, table: schema.Table) -> tuple[str, Any]:
    path = layout.published(folder, table.name)
    try:
        source = pa.memory_map(str(path))
        found = pq.read_metadata(source).metadata or {}
        source.seek(0)
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(
            "the table cannot be read", where=path, remedy="run constancia run first, or again"
        ) from error
    fragment = ds.ParquetFileFormat().make_fragment(source)
    state = found.get(splice.STATE, b"").decode()
    plain = schema.arrow_schema(table)
    return state, ds.FileSystemDataset([fragment], plain, ds.ParquetFileFormat())
