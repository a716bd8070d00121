"""``constancia run`` and its kin: releases into the store, tables out of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.engines.work import Engine
    from pipeline.store.summary import RunSummary

EXTRACTOR = "pipeline.process:extractor"
Paths = Annotated[list[Path], typer.Argument(help="Releases, or folders of them.")]
Out = Annotated[Path, typer.Option("--out", help="The output folder, which holds the store.")]
Workers = Annotated[int, typer.Option(min=1, help="Processes that extract.")]
Models = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="LANG=MODEL",
        help="An installed spaCy model that finds the names of a language in the place of ours"
        " (es=es_core_news_lg), or LANG=none for the rules alone.",
    ),
]
Wait = Annotated[
    float, typer.Option(min=0.0, help="Seconds to wait for another run to end before giving up.")
]
_RUN = """
Examples:

  constancia run releases/ --out outputs

  constancia run releases/ --out outputs --workers 2 --stale

  constancia run releases/ --out outputs --dry-run

  constancia run releases/ --out outputs --wait 600

  constancia run releases/ --out outputs --model en=en_core_web_lg --stale
"""
_WATCH = """
Examples:

  constancia watch releases/ --out outputs
"""
_FORGET = """
Examples:

  constancia forget releases/withdrawn.txt --out outputs

  constancia forget --missing releases/ --out outputs
"""


def _one_thread() -> None:
    """Keep matrices on one thread, as they are small: others would only wait, at full load.

    Set before numpy is imported; processes that extract take it over.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _engine(workers: int) -> Engine:
    """Make the engine; this process is the program's own."""
    from pipeline.engines import pool, work

    work.settle()
    return pool.engine(EXTRACTOR, workers)


def _bar(console: Console) -> Any:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("extracting"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeElapsedColumn(), TextColumn("left"),
        TimeRemainingColumn(), console=console, transient=True,
    )  # fmt: skip


def _tables(console: Console, out: Path) -> None:
    """Print releases by language and status, and facts by predicate."""
    import pyarrow.parquet as pq
    from rich.table import Table

    documents = pq.read_table(out / "documents.parquet", columns=["lang", "status"])
    counted = documents.group_by(["lang", "status"]).aggregate([([], "count_all")]).sort_by("lang")
    table = Table("language", "status", "releases", title="Releases")
    for row in counted.to_pylist():
        table.add_row(row["lang"], row["status"], str(row["count_all"]))
    console.print(table)
    knowledge = pq.read_table(out / "knowledge.parquet", columns=["predicate", "status"])
    counted = knowledge.group_by(["predicate", "status"]).aggregate([([], "count_all")])
    table = Table("predicate", "status", "facts", title="Facts")
    for row in counted.sort_by([("predicate", "ascending"), ("status", "ascending")]).to_pylist():
        table.add_row(row["predicate"], row["status"], str(row["count_all"]))
    console.print(table)


def _certifications(console: Console, out: Path) -> None:
    """Print the surest certifications, the newest first: what most people came for."""
    import pyarrow.parquet as pq
    from rich.table import Table

    columns = [
        "holder", "standard", "action", "certifier", "date_start", "status", "n_sources",
        "confidence", "certification_id",
    ]  # fmt: skip
    best = [
        ("confidence", "descending"),
        ("date_start", "descending"),
        ("certification_id", "ascending"),
    ]
    rows = pq.read_table(out / "certifications.parquet", columns=columns).sort_by(best)
    shown = 15
    table = Table(
        "holder", "standard", "action", "certifier", "date", "sources",
        title=f"Certifications (the surest {min(shown, rows.num_rows)} of {rows.num_rows})",
    )  # fmt: skip
    for row in rows.slice(0, shown).to_pylist():
        plain = row["status"] in ("asserted", row["action"])
        action = row["action"] if plain else f"{row['action']} ({row['status']})"
        table.add_row(
            row["holder"], row["standard"], action, row["certifier"] or "-",
            str(row["date_start"] or "-"), str(row["n_sources"]),
        )  # fmt: skip
    console.print(table)


def _failures(console: Console, out: Path) -> None:
    import pyarrow.parquet as pq

    rows = pq.read_table(
        out / "documents.parquet", columns=["source", "status", "error"]
    ).to_pylist()
    bad = [row for row in rows if row["status"] != "ok"]
    for row in bad[:20]:
        reason = row["error"].removeprefix(f"{row['source']}: ")
        console.print(f"{row['status']}: {row['source']}: {reason}", style="red", markup=False)
    if len(bad) > 20:
        console.print(f"... and {len(bad) - 20} more (status and error in documents.parquet)")


def _report(console: Console, summary: RunSummary, out: Path) -> None:
    if not summary.dry_run:
        _tables(console, out)
        _certifications(console, out)
        _failures(console, out)
    for why, path in summary.todo:
        console.print(f"{why}: {path}", markup=False, highlight=False)
    console.print(str(summary), markup=False, highlight=False)


def _check(paths: list[Path]) -> None:
    from pipeline.errors import UsageError

    for path in paths:
        if not path.exists():
            raise UsageError("there is no such file or folder", where=path)


def _nothing_read(summary: RunSummary, out: Path) -> bool:
    """Whether releases failed or were skipped and not one in the table is sound."""
    import pyarrow.parquet as pq

    if summary.dry_run or not summary.failed + summary.skipped:
        return False
    statuses = pq.read_table(out / "documents.parquet", columns=["status"])["status"]
    return "ok" not in statuses.to_pylist()


def _run(
    paths: list[Path],
    out: Path,
    workers: int,
    *,
    stale: bool,
    retry: bool,
    dry: bool,
    wait: float,
    models: list[str],
) -> None:
    _one_thread()
    import time

    from rich.console import Console

    from pipeline.store.run import Options, run

    _check(paths)
    if models:
        from pipeline.choice import choose

        choose(models)
    console = Console()
    began = time.monotonic()
    with _bar(Console(stderr=True)) as bar:
        task = bar.add_task("", total=None, rate="")

        def progress(done: int, total: int) -> None:
            rate = done / max(time.monotonic() - began, 1e-6)
            bar.update(task, completed=done, total=total, rate=f"{rate:.1f}/s")

        options = Options(stale=stale, retry=retry, dry_run=dry, progress=progress, wait=wait)
        summary = run(paths, out, lambda: _engine(workers), options)
    _report(console, summary, out)
    if _nothing_read(summary, out):
        raise typer.Exit(3)


def _watch(paths: list[Path], out: Path, workers: int, every: float) -> None:
    _one_thread()
    from pipeline.store.run import Options
    from pipeline.store.upkeep import watch

    _check(paths)
    typer.echo(f"watching {', '.join(map(str, paths))}; Ctrl-C ends it")
    for summary in watch(paths, out, lambda: _engine(workers), Options(every=every)):
        typer.echo(str(summary))


def add(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command(epilog=_RUN)
    def run(
        paths: Paths,
        out: Out = Path("outputs"),
        workers: Workers = 1,
        stale: Annotated[
            bool, typer.Option("--stale", help="Also what an older pipeline did.")
        ] = False,
        retry: Annotated[bool, typer.Option("--retry", help="Also what failed before.")] = False,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Only say what would be done.")
        ] = False,
        wait: Wait = 0.0,
        model: Models = None,
    ) -> None:
        """Extract new and changed releases and publish the Parquet tables.

        A file that cannot be read is reported and counted; the rest goes on.
        """
        _run(
            paths,
            out,
            workers,
            stale=stale,
            retry=retry,
            dry=dry_run,
            wait=wait,
            models=model or [],
        )

    @app.command(epilog=_WATCH)
    def watch(
        paths: Paths,
        out: Out = Path("outputs"),
        workers: Workers = 1,
        every: Annotated[float, typer.Option(help="Seconds between two looks.")] = 2.0,
    ) -> None:
        """Process new files as they arrive."""
        _watch(paths, out, workers, every)

    @app.command(epilog=_FORGET)
    def forget(
        names: Annotated[list[str] | None, typer.Argument(help="Ids, sources or files.")] = None,
        out: Out = Path("outputs"),
        missing: Annotated[
            list[Path] | None, typer.Option(help="Also all that is gone from this folder.")
        ] = None,
        wait: Wait = 0.0,
    ) -> None:
        """Remove withdrawn releases and publish the tables without them."""
        from pipeline.store.upkeep import forget as remove

        typer.echo(str(remove(names or [], out, missing_below=missing or [], wait=wait)))
