"""``constancia train``: fit the relation models from gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_EXAMPLES = """
Examples:

  constancia train

  constancia train --gold seeds --out models/relations
"""


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def train(
        gold: Annotated[Path, typer.Option(help="A folder with gold.")] = Path("seeds"),
        out: Annotated[
            Path | None, typer.Option(help="Where the models go; models/relations if left out.")
        ] = None,
    ) -> None:
        """Fit the relation models on the train split and write them."""
        from pipeline.evaluation.corpus import gold as releases
        from pipeline.training.run import train as fit

        rows = fit(list(releases("train", gold)), out)
        typer.echo(f"learnt from {len(rows.events)} tellings, {len(rows.office)} offices")
