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


def _keep_gate(report: Report, path: Path) -> None:
    """Fail if a figure is below its floor."""
    from pipeline.errors import DataError
    from pipeline.evaluation import gate

    values, corpus = gate.measured(report.parts), {p.split: p.corpus for p in report.parts}
    found = gate.breaches(gate.load(path), corpus, values)
    for breach in found:
        typer.echo(str(breach))
    if found:
        remedy = 'mend it, or --lower "reason"'
        raise DataError(f"{len(found)} figures are below their floor", where=path, remedy=remedy)
    typer.echo(f"no figure is below its floor ({path})")


def _set_floors(report: Report, path: Path, lower: str | None) -> None:
    """Raise the floors, or set them to this run with a reason."""
    from pipeline.evaluation import gate

    values, corpus = gate.measured(report.parts), {p.split: p.corpus for p in report.parts}
    floors = gate.load(path)
    if lower is None:
        gate.write(gate.raised(floors, corpus, values), path)
    else:
        gate.write(gate.lowered(floors, corpus, values, lower), path)
    typer.echo(f"{len(values)} floors set in {path}")


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
            bool, typer.Option("--gate", help="Fail if a figure is below its floor.")
        ] = False,
        raise_floors: Annotated[
            bool, typer.Option("--raise-floors", help="Raise the floors to this run's figures.")
        ] = False,
        lower: Annotated[
            str | None, typer.Option(help="Set the floors to this run's figures; the reason why.")
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

        if sum((gate, raise_floors, lower is not None)) > 1:
            raise UsageError("of --gate, --raise-floors and --lower only one can be given")
        found = measure(gold, against=against, splits=tuple(split or ()))
        console = terminal.console()
        terminal.show(found, console)
        compared = baselines.compare(found, reports.read(baseline)) if baseline else []
        terminal.show_comparison(compared, console)
        if report:
            html.write(found, report, compared)
        if json:
            reports.write(found, json)
        floors = (gold if gold.is_dir() else gold.parent) / "floors.json"
        if gate:
            _keep_gate(found, floors)
        elif raise_floors or lower is not None:
            _set_floors(found, floors, lower)
