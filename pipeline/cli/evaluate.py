"""``constancia evaluate``: precision and recall against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.evaluation.report import Report

_EXAMPLES = """
Examples:

  constancia evaluate seeds --report outputs/evaluation.html

  constancia evaluate seeds --split dev --json now.json --baseline before.json

  constancia evaluate my-gold/ --against outputs

  constancia evaluate seeds --gate
"""


def _keep_gate(report: Report, path: Path, lower: str | None) -> None:
    """Check the floors, or set them."""
    from pipeline.errors import DataError
    from pipeline.evaluation import gate

    values = {k: v for part in report.parts for k, v in gate.measured(part).items()}
    corpus = {part.split: part.corpus for part in report.parts}
    floors = gate.load(path)
    if lower is not None:
        gate.write(gate.lowered(floors, corpus, values, lower), path)
        typer.echo(f"{len(values)} floors set in {path}")
        return
    if found := gate.breaches(floors, corpus, values):
        for breach in found:
            typer.echo(str(breach))
        remedy = 'mend it, or --gate --lower "reason"'
        raise DataError(f"{len(found)} figures fell below their floor", where=path, remedy=remedy)
    gate.write(gate.raised(floors, corpus, values), path)
    typer.echo(f"no figure is below its floor ({len(values)} floors in {path})")


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def evaluate(
        gold: Annotated[Path, typer.Argument(help="A corpus folder, gold.jsonl, or other gold.")],
        against: Annotated[
            Path | None, typer.Option(help="Tables of an earlier run; else the pipeline runs now.")
        ] = None,
        split: Annotated[
            list[str] | None, typer.Option(help="train, dev or test; dev and test by default.")
        ] = None,
        report: Annotated[Path | None, typer.Option(help="Write an HTML report here.")] = None,
        json: Annotated[Path | None, typer.Option(help="Write the figures as JSON here.")] = None,
        baseline: Annotated[
            Path | None, typer.Option(help="JSON of an earlier evaluation to compare with.")
        ] = None,
        gate: Annotated[
            bool, typer.Option("--gate", help="Fail below a floor; else raise it.")
        ] = False,
        lower: Annotated[
            str | None, typer.Option(help="With --gate: set the floors to this run; the reason.")
        ] = None,
    ) -> None:
        """Measure mentions, values, links and facts against gold, with confidence intervals.

        The texts of the test split are in no table and no report: it stays unseen.
        """
        from pipeline.errors import UsageError
        from pipeline.evaluation import baseline as baselines
        from pipeline.evaluation import html, terminal
        from pipeline.evaluation import report as reports
        from pipeline.evaluation.measure import measure

        if lower is not None and not gate:
            raise UsageError("--lower goes with --gate")
        found = measure(gold, against=against, splits=tuple(split or ()))
        console = terminal.console()
        terminal.show(found, console)
        compared = baselines.compare(found, reports.read(baseline)) if baseline else []
        terminal.show_comparison(compared, console)
        if report:
            html.write(found, report, compared)
        if json:
            reports.write(found, json)
        if gate:
            _keep_gate(found, (gold if gold.is_dir() else gold.parent) / "floors.json", lower)
