"""``constancia language``: which language a text is in."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

_EXAMPLES = """
Examples:

  constancia language "La Cancillería recibió la certificación"

  cat headlines.txt | constancia language --lines
"""


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def language(
        text: Annotated[str, typer.Argument(help="A text; standard input if left out.")] = "",
        lines: Annotated[
            bool, typer.Option("--lines", help="One answer a line of the input.")
        ] = False,
    ) -> None:
        """Print the language code (ISO 639-1, und if unknown) and the confidence."""
        from pipeline.language import detect

        given = text or sys.stdin.read()
        for part in given.splitlines() if lines else [given]:
            guess = detect(part)
            typer.echo(f"{guess.code}\t{guess.confidence:.3f}")
