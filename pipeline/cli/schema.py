"""``constancia schema``: the data dictionary."""

from __future__ import annotations

from typing import Annotated

import typer

_EXAMPLES = """
Examples:

  constancia schema

  constancia schema --format markdown > data-dictionary.md
"""


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def schema(
        table: Annotated[str, typer.Argument(help="Only this table.")] = "",
        fmt: Annotated[str, typer.Option("--format", help="table, markdown or json.")] = "table",
    ) -> None:
        """Print the data dictionary: every table and column, its type and meaning."""
        from pipeline.cli.dictionary import render

        typer.echo(render(table, fmt))
