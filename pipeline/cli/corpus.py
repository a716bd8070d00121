"""``constancia corpus``: building and checking the gold corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_EXAMPLES = """
Examples:

  constancia corpus build

  constancia corpus check

  constancia corpus agreement
"""
_Folder = Annotated[Path, typer.Argument(help="The corpus folder.")]
_SEEDS = Path("seeds")


def add(app: typer.Typer) -> None:
    """Add the commands."""
    corpus = typer.Typer(
        help="Build and check the gold corpus.", epilog=_EXAMPLES, no_args_is_help=True,
        rich_markup_mode=None,
    )  # fmt: skip
    corpus.command()(build)
    corpus.command()(check)
    corpus.command()(freeze)
    corpus.command()(agreement)
    app.add_typer(corpus, name="corpus")


def build(folder: _Folder = _SEEDS) -> None:
    """Write releases, gold and splits from the annotations, and count them in the README."""
    from pipeline.errors import GoldError
    from pipeline.evaluation import corpus, readme, splits, statistics

    found = corpus.build(folder)
    assigned = splits.load(folder / "splits.json").of
    page = folder / "README.md"
    if page.is_file():
        readme.put(page, "statistics", statistics.markdown(found.releases, assigned))
    typer.echo(f"{len(found.releases)} releases written to {folder}")
    for error in found.broken:
        typer.echo(str(error), err=True)
    if found.broken:
        raise GoldError(
            f"{len(found.broken)} annotations are broken", remedy="mend the lines above"
        )


def check(folder: _Folder = _SEEDS) -> None:
    """Lint the corpus: offsets, references, values, shares, splits, the hash of the test part."""
    from pipeline.errors import GoldError
    from pipeline.evaluation.lint import problems

    found = list(problems(folder))
    for problem in found:
        typer.echo(problem)
    if found:
        raise GoldError(f"{len(found)} problems", where=folder, remedy="see the lines above")
    typer.echo("the corpus is well-formed")


def freeze(folder: _Folder = _SEEDS) -> None:
    """Freeze the test part: from now on a build that would change it is refused."""
    from pipeline.evaluation import corpus

    typer.echo(f"test frozen: {corpus.freeze(folder)}")


def agreement(
    folder: _Folder = _SEEDS,
    report: Annotated[
        Path | None, typer.Option(help="Write a page with every difference, for adjudication.")
    ] = None,
    differences: Annotated[
        Path | None, typer.Option(help="A folder for the same as plain text, one file a release.")
    ] = None,
    write: Annotated[bool, typer.Option(help="Put it into the README of the corpus.")] = True,
) -> None:
    """Compare the two independent annotations: F1 per layer, kappa of classes."""
    from pipeline.evaluation import agreement as agreements
    from pipeline.evaluation import html, readme
    from pipeline.evaluation import report as reports

    results, broken = agreements.compare_passes(folder)
    for error in broken:
        typer.echo(str(error), err=True)
    text = agreements.markdown(agreements.agreement(results))
    typer.echo(text)
    if write:
        readme.put(folder / "README.md", "agreement", text)
    if differences:
        differences.mkdir(parents=True, exist_ok=True)
        for name, words in agreements.differences(results).items():
            (differences / f"{name}.txt").write_text(words, encoding="utf-8")
    if report:
        part = reports.part("pass a against pass b", results, hidden=False)
        html.write(reports.Report("", "pass b", "pass a", (part,)), report)
