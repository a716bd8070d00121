"""SQL over the published tables: reading only, and only these tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipeline.analysis import cells, snapshot
from pipeline.errors import UsageError

Format = Literal["table", "csv", "json"]
_WIDTH = 60
# Files, other databases, extensions and the caller's variables are out of reach, for good.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "memory_limit": "1GB",
    "lock_configuration": True,
}


@dataclass(frozen=True, slots=True)
class Result:
    """Names of the columns, and rows as plain values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the rows as dictionaries."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


class Query:
    """A connection on which the tables of an output folder are views.

    Args:
        folder: the output folder.
    """

    def __init__(self, folder: Path) -> None:
        self._snapshot = snapshot.take(folder)
        self._connection = duckdb.connect(":memory:", config=_CLOSED)
        for name, table in self._snapshot.tables.items():
            self._connection.register(name, table)

    def __enter__(self) -> Query:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def state(self) -> str:
        """Name of the state that the tables show."""
        return self._snapshot.state

    def run(self, sql: str, values: Sequence[Any] | None = None) -> Result:
        """Answer one SELECT.

        Raises:
            UsageError: the SQL is not one SELECT, or cannot be answered.
        """
        cursor = self._answer(sql, values)
        columns = tuple(each[0] for each in cursor.description or ())
        return Result(columns, tuple(cursor.fetchall()))

    def batches(self, sql: str, size: int = 10_000) -> Iterator[Any]:
        """Answer one SELECT in Arrow record batches, for tables larger than memory."""
        self._check(sql)
        yield from self._connection.sql(sql).to_arrow_reader(size)

    def _answer(self, sql: str, values: Sequence[Any] | None) -> Any:
        self._check(sql)
        try:
            return self._connection.execute(sql, values)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            known = ", ".join(self._snapshot.tables)
            remedy = f"the tables are {known}; constancia schema lists their columns"
            raise UsageError(_first_line(error), where="SQL", remedy=remedy) from error
        except duckdb.Error as error:
            raise UsageError(_first_line(error), where="SQL") from error

    def _check(self, sql: str) -> None:
        try:
            statements = self._connection.extract_statements(sql)
        except duckdb.Error as error:
            raise UsageError(_first_line(error), where="SQL") from error
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UsageError("only one SELECT is answered", where="SQL")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def query(folder: Path, sql: str, shape: Format = "table") -> Iterator[str]:
    """Answer a SELECT over the published tables, line by line.

    Args:
        folder: the output folder.
        sql: one SELECT; the tables are views of their names.
        shape: ``table`` for people, ``csv`` (safe for spreadsheets), ``json`` (one object a line).

    Raises:
        UsageError: the SQL is not one SELECT, or cannot be answered.
        StoreError: the tables cannot be read.
    """
    with Query(folder) as connection:
        yield from lines(connection.run(sql), shape)


def lines(result: Result, shape: Format) -> Iterator[str]:
    """Yield a result in a shape, line by line."""
    if shape == "json":
        for record in result.records():
            yield json.dumps(cells.plain(record), ensure_ascii=False)
    elif shape == "csv":
        yield cells.csv_line(result.columns)
        for row in result.rows:
            yield cells.csv_line(row)
    else:
        yield from _table(result)


def _table(result: Result) -> Iterator[str]:
    shown = [[cells.short(value, _WIDTH) for value in row] for row in result.rows]
    widths = [
        max(len(name), *(len(row[i]) for row in shown)) if shown else len(name)
        for i, name in enumerate(result.columns)
    ]
    yield _line(result.columns, widths)
    yield "  ".join("-" * width for width in widths)
    for row in shown:
        yield _line(row, widths)
    yield f"({len(shown)} rows)"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
