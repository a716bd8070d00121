"""Rendering the data dictionary."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline import schema
from pipeline.errors import UsageError


def _tables(name: str) -> Sequence[schema.Table]:
    chosen = [table for table in schema.TABLES if name in ("", table.name)]
    if not chosen:
        known = ", ".join(table.name for table in schema.TABLES)
        raise UsageError(f"no table is called {name!r}", remedy=f"one of: {known}")
    return chosen


def _plain(tables: Sequence[schema.Table]) -> str:
    lines: list[str] = []
    for table in tables:
        lines += [f"{table.name}.parquet - {table.description}", ""]
        width = max(len(column.name) for column in table.columns)
        for column in table.columns:
            lines.append(f"  {column.name:<{width}}  {column.type!s:<24} {column.description}")
        lines.append("")
    return "\n".join(lines)


def _markdown(tables: Sequence[schema.Table]) -> str:
    lines: list[str] = []
    for table in tables:
        lines += [f"## {table.name}.parquet", "", table.description, ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        lines += [f"| `{c.name}` | `{c.type}` | {c.description} |" for c in table.columns]
        lines.append("")
    return "\n".join(lines)


def _json(tables: Sequence[schema.Table]) -> str:
    return json.dumps(
        {
            table.name: {
                "description": table.description,
                "columns": [
                    {
                        "name": c.name,
                        "type": str(c.type),
                        "nullable": c.nullable,
                        "description": c.description,
                    }
                    for c in table.columns
                ],
            }
            for table in tables
        },
        indent=2,
        ensure_ascii=False,
    )


FORMATS = {"table": _plain, "markdown": _markdown, "json": _json}


def render(table: str, fmt: str) -> str:
    """Render the dictionary of one table (or of all).

    Raises:
        UsageError: no such table or format.
    """
    if fmt not in FORMATS:
        raise UsageError(f"unknown format {fmt!r}", remedy=f"one of: {', '.join(FORMATS)}")
    return FORMATS[fmt](_tables(table))
