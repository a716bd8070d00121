"""Runs: bring the store and the published tables up to date with a folder of releases."""

from __future__ import annotations

import collections
import contextlib
import datetime as dt
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import readers
from pipeline.engines.work import Engine, failed
from pipeline.errors import StoreError
from pipeline.records import RawRelease
from pipeline.store import feed, layout, lock, publish, scan
from pipeline.store.database import Database
from pipeline.store.refresh import refresh
from pipeline.store.rows import Batch, to_batch
from pipeline.store.stamp import Stamp, current
from pipeline.store.summary import RunSummary

# Releases, and seconds, after which batches are committed: a transaction costs more than a release.
COMMIT = 64
_COMMIT_SECONDS = 2.0

Progress = Callable[[int, int], None]
Paths = Sequence[Path | str]


@dataclass(frozen=True, slots=True)
class Options:
    """How to run.

    Attributes:
        stale: extract releases of an older pipeline again.
        retry: try failed releases again.
        dry_run: only say what would be done.
        wait: seconds to wait for another run to end.
        every: seconds between two looks when watching.
        progress: called with the files done and the files to be done.
        stamp: version, fingerprint and time; by default those of the installed pipeline, now.
        read: yields the releases of a file.
        skip: says why a file is not read at all; empty if it is.
        sources: finds the files that were given.
    """

    stale: bool = False
    retry: bool = False
    dry_run: bool = False
    wait: float = 0.0
    every: float = 2.0
    progress: Progress | None = None
    stamp: Stamp | None = None
    read: feed.Read = readers.read
    skip: Callable[[Path], str] = readers.skip_reason
    sources: Callable[[Paths], Iterable[tuple[str, Path]]] = readers.iter_sources


DEFAULTS = Options()


def run(
    paths: Paths, out_dir: Path, engine: Callable[[], Engine], options: Options = DEFAULTS
) -> RunSummary:
    """Take new and changed releases into the store and publish the tables.

    Args:
        paths: files and folders.
        out_dir: the output folder, which holds the store.
        engine: makes the engine; called only if something must be extracted.
        options: see there.

    Returns:
        What was done, or would be done.

    Raises:
        StoreBusy: another run holds the store.
        StoreError: the folder cannot be read or written; what was committed is kept.
    """
    stamp = options.stamp or current()
    if options.dry_run:
        return _plan(paths, out_dir, stamp, options)
    with lock.held(out_dir, options.wait), opened(out_dir) as database:
        return _Run(database, out_dir, stamp, options).run(paths, engine)


def opened(out_dir: Path) -> Database:
    """Open the store of an output folder for writing; the lock is held.

    What a run that died left half-written or spilled is cleared away.
    """
    for left in layout.temporary(out_dir).glob("*"):
        with contextlib.suppress(OSError):
            left.unlink()
    return Database(out_dir)


class _Run:
    """One run and its counts."""

    def __init__(self, database: Database, folder: Path, stamp: Stamp, options: Options) -> None:
        self._database, self._folder = database, folder
        self._stamp, self._options = stamp, options
        self._rules = _rules(stamp, options)
        self._counts: collections.Counter[str] = collections.Counter()
        self._files_done = 0
        self._finished: list[tuple[feed.Batch, Batch]] = []
        self._since = 0.0
        self._removed = 0

    def run(self, paths: Paths, engine: Callable[[], Engine]) -> RunSummary:
        began = time.monotonic()
        sources = scan.outside(self._options.sources(paths), self._folder, paths)
        seen = scan.look(self._database, sources, self._rules)
        total = sum(scan.counts(self._database).values())
        if total:
            self._extract(engine, total)
        summary = replace(
            finish(self._database, self._folder, self._stamp, dict(self._counts)),
            files=seen,
            unchanged=seen - total + self._counts["same"],
            stale_left=scan.stale(self._database, self._stamp.fingerprint),
            missing=tuple(scan.missing(self._database, paths)),
        )
        return replace(summary, seconds=time.monotonic() - began)

    def _extract(self, engine: Callable[[], Engine], total: int) -> None:
        options = self._options
        source = feed.Feed(self._database, options.read, options.skip, self._rules)
        under_way: collections.deque[feed.Batch] = collections.deque()

        def releases() -> Iterator[list[RawRelease]]:
            for batch in source.batches(scan.todo(self._database)):
                under_way.append(batch)
                yield batch.releases

        try:
            for rows in _mapped(engine, releases(), self._stamp):
                self._take(under_way.popleft(), rows)
                if options.progress:
                    options.progress(self._files_done, total)
        finally:
            self._commit()

    def _take(self, batch: feed.Batch, rows: Batch) -> None:
        """Note a finished batch; commit if there are enough, or the first has waited long."""
        now = time.monotonic()
        if not self._finished:
            self._since = now
        self._finished.append((batch, rows))
        self._files_done += len(batch.files)
        taken = sum(len(each.releases) + len(each.bad) for each, _ in self._finished)
        if taken >= COMMIT or now - self._since >= _COMMIT_SECONDS:
            self._commit()

    def _commit(self) -> None:
        """Take the finished batches in: their rows, their files, or nothing at all."""
        finished, self._finished = self._finished, []
        if not finished:
            return
        bad = [
            failed(RawRelease(each.source, "", ""), each.why, each.status)
            for batch, _ in finished
            for each in batch.bad
        ]
        rows = Batch.join(
            [
                *(rows.with_paths(batch.paths) for batch, rows in finished),
                to_batch(bad, self._stamp),
            ]
        )
        self._removed = 0
        self._database.commit(lambda: self._put([batch for batch, _ in finished], rows))
        self._counts["removed"] += self._removed
        for batch, _ in finished:
            self._counts.update(batch.reasons.values())
            self._counts["same"] += batch.same
        self._counts.update(
            f"{status}_rows"
            for status in rows.tables["documents"]["status"].to_pylist()
            if status != "ok"
        )

    def _put(self, batches: Sequence[feed.Batch], rows: Batch) -> None:
        self._database.put(rows)
        self._removed = self._database.drop(doc for batch in batches for doc in batch.gone)
        self._database.note(
            [
                {"path": file.path, "size": file.size, "mtime_ns": file.mtime_ns}
                for batch in batches
                for file in batch.files
            ]
        )


def _mapped(
    engine: Callable[[], Engine], batches: Iterator[list[RawRelease]], stamp: Stamp
) -> Iterator[Batch]:
    """Map batches; the engine is made when the first batch that holds a release comes."""
    empty = to_batch([], stamp)
    for batch in batches:
        if batch:
            yield from engine().map(_chained(batch, batches), stamp)
            return
        yield empty


def _chained(
    first: list[RawRelease], rest: Iterator[list[RawRelease]]
) -> Iterator[list[RawRelease]]:
    yield first
    yield from rest


def finish(database: Database, folder: Path, stamp: Stamp, counts: dict[str, int]) -> RunSummary:
    """Merge what changed, publish, and note the run."""
    refresh(database)
    ((number,),) = database.rows("SELECT coalesce(max(run_id), 0) + 1 FROM runs")
    done = publish.publish(database, folder, stamp, run=number)
    manifest = publish.read_manifest(folder)
    ((documents,),) = database.rows("SELECT count(*) FROM documents")
    summary = RunSummary(
        run=number if done else int(manifest.get("run", 0)),
        new=counts.get("new", 0),
        changed=counts.get("changed", 0),
        again=counts.get("stale", 0) + counts.get("failed", 0),
        failed=counts.get("failed_rows", 0),
        skipped=counts.get("skipped_rows", 0),
        removed=counts.get("removed", 0),
        documents=documents,
        published=done is not None,
        state=str(manifest.get("state", "")),
        tables={name: table["rows"] for name, table in manifest.get("tables", {}).items()},
    )
    if done:
        _note(database, stamp, number, summary)
    return summary


def _note(database: Database, stamp: Stamp, number: int, summary: RunSummary) -> None:
    finished = dt.datetime.now(dt.UTC)
    database.execute(
        "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            number,
            stamp.processed_at,
            finished,
            stamp.version,
            stamp.fingerprint,
            summary.state,
            json.dumps(summary.counts()),
        ],
    )


def _plan(paths: Paths, folder: Path, stamp: Stamp, options: Options) -> RunSummary:
    """Say what a run would do: read what it would read, and write nothing."""
    there = layout.database(folder).exists()
    with Database(folder, read_only=True) if there else Database() as database:
        rules = _rules(stamp, options)
        source = feed.Feed(database, options.read, options.skip, rules)
        seen = scan.look(database, scan.outside(options.sources(paths), folder, paths), rules)
        total = sum(scan.counts(database).values())
        batches = list(source.batches(scan.todo(database)))
        todo = [(why, name) for batch in batches for name, why in batch.reasons.items()]
        counts = collections.Counter(why for why, _ in todo)
        bad = collections.Counter(each.status for batch in batches for each in batch.bad)
        ((documents,),) = database.rows("SELECT count(*) FROM documents")
        return RunSummary(
            files=seen,
            new=counts["new"],
            changed=counts["changed"],
            again=counts["stale"] + counts["failed"],
            unchanged=seen - total + sum(batch.same for batch in batches),
            removed=sum(len(batch.gone) for batch in batches),
            failed=bad["failed"],
            skipped=bad["skipped"],
            stale_left=scan.stale(database, stamp.fingerprint),
            missing=tuple(scan.missing(database, paths)),
            documents=documents,
            dry_run=True,
            todo=tuple(todo),
        )


def _rules(stamp: Stamp, options: Options) -> scan.Rules:
    return scan.Rules(stamp.fingerprint, options.stale, options.retry)


def existing(folder: Path) -> Path:
    """Return an output folder that holds a store.

    Raises:
        StoreError: it holds none.
    """
    if not layout.database(folder).exists():
        raise StoreError("there is no store here", where=folder, remedy="run constancia run first")
    return folder
