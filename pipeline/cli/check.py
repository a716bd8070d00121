"""``constancia check``: patterns and models linted."""

from __future__ import annotations

import typer

_EXAMPLES = """
Examples:

  constancia check

  CONSTANCIA_PATTERNS=./my-patterns constancia check
"""


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def check() -> None:
        """Lint patterns and models: every example and counter-example, coverage, ids, labels."""
        from pipeline.check import problems
        from pipeline.errors import PatternError

        found = list(problems())
        for problem in found:
            typer.echo(str(problem))
        if found:
            raise PatternError(f"{len(found)} problems", remedy="mend the lines named above")
        typer.echo("patterns and models are well-formed")
