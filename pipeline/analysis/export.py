"""Published tables for other programs: CSV, Excel, JSON lines, JSON-LD, partitioned Parquet."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.dataset as ds

from pipeline import schema
from pipeline.analysis import cells, linked, spreadsheet
from pipeline.analysis.query import Query
from pipeline.errors import UsageError
from pipeline.store import layout

_YEAR = "coalesce(year({})::VARCHAR, 'unknown') AS year"
_COUNTRY = "coalesce(nullif(country, ''), 'unknown') AS country"
_PARTITIONS: dict[str, tuple[str, ...]] = {
    "certifications": (_COUNTRY, _YEAR.format("coalesce(date_start, published)")),
    "timeline": (_COUNTRY, _YEAR.format("first_granted")),
    "entities": (_COUNTRY,),
    "documents": (_YEAR.format("published"),),
    "knowledge": (_YEAR.format("published"),),
}


def export(folder: Path, table: str, shape: str, target: Path) -> int:
    """Export a published table; return the number of rows.

    Args:
        folder: the output folder.
        table: its name; ``jsonld`` is of ``certifications``.
        shape: ``csv``, ``xlsx``, ``jsonl``, ``jsonld`` or ``parquet``.
        target: the file to write, for ``parquet`` the folder; it comes whole or not at all.

    Raises:
        UsageError: no such table or shape.
        StoreError: the target cannot be written.
    """
    described = schema.table(table)
    if shape not in _WRITERS:
        raise UsageError(f"there is no format {shape!r}", remedy=f"one of {', '.join(_WRITERS)}")
    fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with Query(folder) as query:
            count = _WRITERS[shape](query, described, fresh)
        fresh.replace(target)
    except OSError as error:
        raise layout.trouble(error, target) from error
    finally:
        if fresh.is_file():
            fresh.unlink()
    return count


def _rows(query: Query, table: schema.Table) -> Iterator[dict[str, Any]]:
    names = ", ".join(f'"{name}"' for name in table.column_names)
    maps = {column.name for column in table.columns if pa.types.is_map(column.type)}
    for batch in query.batches(f"SELECT {names} FROM {table.name}"):  # noqa: S608 - own names
        for row in batch.to_pylist():
            yield {k: dict(v) if k in maps else v for k, v in row.items()}


def _text(path: Path, newline: str = "\n") -> TextIO:
    return path.open("w", encoding="utf-8", newline=newline, errors="replace")


def _csv(query: Query, table: schema.Table, path: Path) -> int:
    count = 0
    with _text(path, "") as stream:
        stream.write("\ufeff" + cells.csv_line(table.column_names) + "\r\n")
        for row in _rows(query, table):
            stream.write(cells.csv_line(list(row.values())) + "\r\n")
            count += 1
    return count


def _xlsx(query: Query, table: schema.Table, path: Path) -> int:
    rows = (list(row.values()) for row in _rows(query, table))
    return spreadsheet.write(path, table.name, table.column_names, rows)


def _jsonl(query: Query, table: schema.Table, path: Path) -> int:
    count = 0
    with _text(path) as stream:
        for row in _rows(query, table):
            stream.write(json.dumps(cells.plain(row), ensure_ascii=False) + "\n")
            count += 1
    return count


def _jsonld(query: Query, table: schema.Table, path: Path) -> int:
    if table is not schema.CERTIFICATIONS:
        raise UsageError("JSON-LD is of the table certifications")
    with _text(path) as stream:
        stream.writelines(line + "\n" for line in linked.lines(query))
    ((count,),) = query.run("SELECT count(*) FROM certifications").rows
    return int(count)


def _parquet(query: Query, table: schema.Table, path: Path) -> int:
    """Write Hive partitions: ``country=PE/year=2026/part-0.parquet``."""
    parts = _PARTITIONS.get(table.name, ())
    if not parts:
        raise UsageError(f"the table {table.name} has no country or year to be parted by")
    names = [part.rsplit(" ", 1)[1] for part in parts]
    kept = ", ".join(f'"{name}"' for name in table.column_names if name not in names)
    sql = f"SELECT {kept}, {', '.join(parts)} FROM {table.name}"  # noqa: S608 - own names
    batches = query.batches(sql)
    first = next(batches, None)
    if first is None:
        path.mkdir()
        return 0
    partitions = [pa.field(name, pa.string()) for name in names]
    ds.write_dataset(
        _again(first, batches),
        path,
        schema=first.schema,
        format="parquet",
        file_options=ds.ParquetFileFormat().make_write_options(compression="zstd"),
        partitioning=ds.partitioning(pa.schema(partitions), flavor="hive"),
        max_partitions=100_000,
        max_open_files=200,
    )
    ((count,),) = query.run(f"SELECT count(*) FROM {table.name}").rows  # noqa: S608 - own names
    return int(count)


def _again(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


_WRITERS: dict[str, Callable[[Query, schema.Table, Path], int]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": _jsonl,
    "jsonld": _jsonld,
    "parquet": _parquet,
}
SHAPES = tuple(_WRITERS)
