"""``constancia registry``: look up and extend the registries."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

_FIND = """
Examples:

  constancia registry find "Ministry of Foreign Affairs" --country PE

  constancia registry find OAS
"""
_SHOW = """
Examples:

  constancia registry show int:oas
"""
_ADD = """
Examples:

  constancia registry add '{"id": "pe:municipalidad-de-x", "type": "AGENCY",
  "kind": "municipality", "country": "PE", "names": {"es": ["Municipalidad de X"]},
  "source": "ubigeo"}'
"""


def _fields(line: str) -> dict[str, Any]:
    from pipeline.errors import UsageError

    try:
        fields = json.loads(line)
    except ValueError as error:
        raise UsageError(f"not JSON: {error}", where="entry") from error
    if not isinstance(fields, dict):
        raise UsageError("an entry is one JSON object", where="entry")
    return fields


def _row(record: dict[str, Any]) -> tuple[str, ...]:
    """Id, kind and the names, the languages' first names before their others."""
    names = [record["names"][language] for language in sorted(record["names"])]
    ordered = [every[0] for every in names if every] + [n for every in names for n in every[1:]]
    return record["id"], record["kind"], "; ".join(dict.fromkeys(ordered))


def _print(rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Column, Table

    table = Table(Column("id", overflow="fold"), "kind", "names")
    for row in rows:
        table.add_row(*(escape(field) for field in row))
    Console().print(table)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Look up and extend the registries of bodies.", no_args_is_help=True)

    @group.command(epilog=_FIND)
    def find(
        text: Annotated[str, typer.Argument(help="A name, an acronym or an id.")],
        country: Annotated[str, typer.Option(help="ISO 3166-1 code.")] = "",
        limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 10,
    ) -> None:
        """Find bodies by name, acronym or id, the near ones too."""
        from pipeline.registry import edit

        found = edit.find(text, country, limit)
        if not found:
            typer.echo("no body is called so, or nearly so", err=True)
        rows = [_row(edit.record(entry)) for entry in found]
        if rows and sys.stdout.isatty():
            _print(rows)
        else:
            for row in rows:
                typer.echo("\t".join(row))

    @group.command(epilog=_SHOW)
    def show(entity_id: Annotated[str, typer.Argument(help="An id.")]) -> None:
        """Show everything that the registry says of a body."""
        from pipeline.registry import edit

        typer.echo(json.dumps(edit.show(entity_id), ensure_ascii=False, indent=2))

    @group.command("add", epilog=_ADD)
    def add_entry(entry: Annotated[str, typer.Argument(help="One registry line (JSON).")]) -> None:
        """Add a body to the registry's file of its country."""
        from pipeline.registry import edit

        typer.echo(str(edit.add(_fields(entry))))

    app.add_typer(group, name="registry")
