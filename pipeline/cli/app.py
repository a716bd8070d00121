"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli import (
    EXIT_CODES,
    analysts,
    annotate,
    check,
    corpus,
    dates,
    evaluate,
    language,
    registry,
    run,
    schema,
    show,
    standards,
    train,
)

app = typer.Typer(
    name="constancia",
    help="Press releases in, a Parquet knowledge table out: who was certified to which standard, "
    "by whom, when, for what scope.\n\n" + EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"constancia {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for module in (
    run,
    show,
    analysts,
    schema,
    check,
    language,
    dates,
    standards,
    registry,
    train,
    evaluate,
    annotate,
    corpus,
):
    module.add(app)
