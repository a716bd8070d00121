"""``constancia dates``: the temporal tagger on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_EXAMPLES = """
Examples:

  constancia dates release.txt --created 2026-01-26

  constancia dates corpus/ --created created.tsv --format json --out answers/
"""


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def dates(
        path: Annotated[Path, typer.Argument(help="A text file, or a folder of them.")],
        created: Annotated[
            str, typer.Option(help="The publication date; for a folder, a TSV of names and dates.")
        ] = "",
        fmt: Annotated[str, typer.Option("--format", help="table, json or timeml.")] = "table",
        lang: Annotated[str, typer.Option(help="Language; detected if left out.")] = "",
        out: Annotated[Path | None, typer.Option(help="Folder for one answer a document.")] = None,
    ) -> None:
        """Find and value calendar expressions: dates, times, durations, recurring times."""
        from pipeline.cli.datesrun import run

        run(path, created, fmt, lang, out)
