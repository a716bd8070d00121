"""``constancia query``, ``export``, ``report``, ``decide``: what analysts do with the tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.analysis.query import Format
    from pipeline.merge.decisions import Kind

Out = Annotated[Path, typer.Option("--out", help="The output folder of constancia run.")]
_QUERY = """
Examples:

  constancia query "SELECT holder, standard, date_start FROM certifications LIMIT 5"

  constancia query "SELECT standard, count(*) AS n FROM certifications GROUP BY 1" --format csv
"""
_EXPORT = """
Examples:

  constancia export certifications --format xlsx --to certifications.xlsx

  constancia export knowledge --format parquet --to by-year/
"""
_REPORT = """
Examples:

  constancia report --to report.html
"""
_DECIDE = """
Examples:

  constancia decide same CERT1 CERT2 --reason "one ceremony, two notes"

  constancia decide value CERT1 --column certifier --value AENOR --author ana

  constancia decide --list
"""
_KINDS: tuple[Kind, ...] = ("same", "different", "value")
_SHAPES: tuple[Format, ...] = ("table", "csv", "json")


def _shape(name: str) -> Format:
    from pipeline.errors import UsageError

    for known in _SHAPES:
        if name == known:
            return known
    raise UsageError(f"unknown format {name!r}", remedy=f"one of: {', '.join(_SHAPES)}")


def _list(out: Path) -> None:
    from pipeline.store.upkeep import decisions

    for decision in decisions(out):
        typer.echo(str(decision))


def add(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command(epilog=_QUERY)
    def query(
        sql: Annotated[str, typer.Argument(help="One SELECT; the tables are views.")],
        out: Out = Path("outputs"),
        shape: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    ) -> None:
        """Answer SQL over the published tables (reading only)."""
        from pipeline.analysis.query import query as answer

        for line in answer(out, sql, _shape(shape)):
            typer.echo(line)

    @app.command(epilog=_EXPORT)
    def export(
        table: Annotated[str, typer.Argument(help="A table, such as certifications.")],
        to: Annotated[Path, typer.Option(help="The file (for parquet the folder) to write.")],
        out: Out = Path("outputs"),
        shape: Annotated[
            str, typer.Option("--format", help="csv, xlsx, jsonl, jsonld or parquet.")
        ] = "csv",
    ) -> None:
        """Export a table for other programs; spreadsheets are safe from formulas."""
        from pipeline.analysis.export import export as write

        typer.echo(f"{write(out, table, shape, to)} rows -> {to}")

    @app.command(epilog=_REPORT)
    def report(
        to: Annotated[Path, typer.Option(help="The HTML file to write.")],
        out: Out = Path("outputs"),
    ) -> None:
        """Write one HTML page with plots: certificates, timeline, coverage, quality."""
        from pipeline.analysis.report import write

        write(out, to)
        typer.echo(str(to))

    @app.command(epilog=_DECIDE)
    def decide(
        kind: Annotated[str, typer.Argument(help="same, different or value.")] = "",
        certifications: Annotated[
            list[str] | None, typer.Argument(help="Ids of rows of certifications.")
        ] = None,
        out: Out = Path("outputs"),
        doc: Annotated[
            list[str] | None, typer.Option(help="Of one row: releases that tell another event.")
        ] = None,
        column: Annotated[str, typer.Option(help="The column that gets a value.")] = "",
        value: Annotated[str, typer.Option(help="That value.")] = "",
        author: Annotated[str, typer.Option(help="Who says so.")] = "",
        reason: Annotated[str, typer.Option(help="Why.")] = "",
        listed: Annotated[bool, typer.Option("--list", help="List the decisions kept.")] = False,
        undo: Annotated[str, typer.Option(help="Take this decision back.")] = "",
    ) -> None:
        """Keep an analyst's decision on merged rows; every later run replays it."""
        from pipeline.errors import UsageError
        from pipeline.store import upkeep

        if listed:
            _list(out)
            return
        if undo:
            upkeep.undecide(out, undo)
            return
        ids, docs = tuple(certifications or ()), tuple(doc or ())
        chosen = next((known for known in _KINDS if known == kind), None)
        if chosen is None:
            raise UsageError(f"unknown decision {kind!r}", remedy=f"one of: {', '.join(_KINDS)}")
        verdict = upkeep.Verdict(chosen, ids, docs, column, value, author, reason)
        typer.echo(upkeep.decide(out, verdict))
