"""``constancia annotate``: pre-annotations for annotation tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_EXAMPLES = """
Examples:

  constancia annotate releases/ --format brat --out to-correct

  constancia annotate release.txt --format labelstudio --out to-correct

  constancia annotate seeds/en/gold.jsonl --format spacy --out docbin
"""


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def annotate(
        path: Annotated[
            Path, typer.Argument(help="A release, a folder of them, or gold to convert.")
        ],
        out: Annotated[Path, typer.Option(help="The folder to write to.")],
        form: Annotated[
            str,
            typer.Option("--format", help="jsonl, brat, doccano, labelstudio, conll or spacy."),
        ] = "jsonl",
    ) -> None:
        """Write what the pipeline finds (or existing gold) in the format of an annotation tool."""
        from pipeline.evaluation import formats
        from pipeline.evaluation.preannotate import releases

        given = list(releases(path))
        found = [each for each in given if not isinstance(each, str)]
        formats.write(found, out, form)
        for line in given:
            if isinstance(line, str):
                typer.echo(line, err=True)
        typer.echo(f"{len(found)} releases written to {out}")
