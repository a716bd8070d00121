"""``constancia standards``: designations of standards."""

from __future__ import annotations

import json
import sys

import typer

_EXAMPLES = """
Examples:

  echo "ISO9001-2015" | constancia standards parse

  constancia standards parse < designations.txt > parsed.jsonl
"""


def add(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Designations of standards.", no_args_is_help=True)

    @group.callback()
    def _group() -> None:
        pass

    @group.command(epilog=_EXAMPLES)
    def parse() -> None:
        """Read designations, one a line; print form, parts, id and edition as JSON lines."""
        from pipeline.standards import parse_lines

        for row in parse_lines(sys.stdin):
            typer.echo(json.dumps(row, ensure_ascii=False, default=str))

    app.add_typer(group, name="standards")
