"""What is done to a store beside runs: forgetting releases, watching a folder, deciding."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.work import Engine
from pipeline.errors import UsageError
from pipeline.merge.decisions import Anchor, Decision, Kind
from pipeline.store import lock, refresh, scan
from pipeline.store.database import Database
from pipeline.store.run import DEFAULTS, Options, Paths, existing, finish, opened, run
from pipeline.store.stamp import Stamp, current
from pipeline.store.summary import RunSummary

_FIND = """
SELECT doc_id, source, sha256, path FROM documents
WHERE list_contains($names, doc_id) OR list_contains($names, source)
   OR list_contains($names, path)
"""


def forget(
    names: Sequence[str],
    out_dir: Path,
    *,
    missing_below: Paths = (),
    stamp: Stamp | None = None,
    wait: float = 0.0,
) -> RunSummary:
    """Remove withdrawn releases and publish the tables without them.

    A forgotten release stays away while its content stays as it was; a corrected one
    comes back with the next run.

    Args:
        names: ids, sources or files of releases.
        out_dir: the output folder.
        missing_below: forget, too, what is no longer in these folders.
        stamp: version, fingerprint and time; by default those of the installed pipeline.
        wait: seconds to wait for another run to end.

    Raises:
        UsageError: a name means no release.
    """
    with lock.held(existing(out_dir), wait), opened(out_dir) as database:
        wanted = [*names, *_missing(database, missing_below)]
        database.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE leaving AS {_FIND}",
            {"names": wanted},
        )
        found = database.rows("SELECT doc_id, source, path FROM leaving")
        _check(names, {name for row in found for name in row})
        with database.transaction():
            removed = database.drop([doc_id for doc_id, _, _ in found])
            database.execute("INSERT INTO forgotten SELECT source, sha256 FROM leaving")
            if missing_below:
                database.execute("DELETE FROM files WHERE path IN (SELECT path FROM leaving)")
        return finish(database, out_dir, stamp or current(), {"removed": removed})


def _missing(database: Database, roots: Paths) -> list[str]:
    if not roots:
        return []
    scan.look(database, DEFAULTS.sources(roots), scan.Rules(""))
    return scan.missing(database, roots)


def _check(names: Sequence[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise UsageError("no release has this id, source or file", where=name)


def watch(
    folders: Paths,
    out_dir: Path,
    engine: Callable[[], Engine],
    options: Options = DEFAULTS,
    rounds: int | None = None,
) -> Iterator[RunSummary]:
    """Process files as they arrive; yield the summary of each run that did something.

    A file counts as arrived when its size and time stay the same from one look to the next.

    Args:
        folders: folders to watch.
        out_dir: the output folder.
        engine: makes the engine; called once, when it is first needed.
        options: of each run.
        rounds: number of looks; without end if left out.
    """
    made: list[Engine] = []

    def once() -> Engine:
        if not made:
            made.append(engine())
        return made[0]

    before = _signature(folders, out_dir, options)
    shown: int | None = None
    turn = 0
    while rounds is None or turn < rounds:
        now = _signature(folders, out_dir, options)
        if now == before and now != shown:
            shown = now
            summary = run(folders, out_dir, once, options)
            if summary.published:
                yield summary
        before = now
        turn += 1
        time.sleep(options.every)


def _signature(folders: Paths, out_dir: Path, options: Options) -> int:
    """A number that changes when a file comes, goes or changes."""
    total = 0
    for source, path in scan.outside(options.sources(folders), out_dir, folders):
        try:
            found = path.stat()
        except OSError:
            continue
        total ^= hash((source, found.st_size, found.st_mtime_ns))
    return total


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an analyst says about merged rows.

    Attributes:
        kind: ``same`` or ``different`` of two rows, or of one row and the releases in it
            that tell another event; ``value`` of one row.
        certifications: ids of rows of ``certifications``.
        doc_ids: of one row, the releases that tell another event.
        column: the column that gets a value.
        value: that value.
        author: who says so.
        reason: why.
    """

    kind: Kind
    certifications: tuple[str, ...]
    doc_ids: tuple[str, ...] = ()
    column: str = ""
    value: str = ""
    author: str = ""
    reason: str = ""


def decide(out_dir: Path, verdict: Verdict, *, wait: float = 0.0) -> str:
    """Keep an analyst's decision and publish; return its id.

    Raises:
        UsageError: a row does not exist, or the verdict is not complete.
    """
    with lock.held(existing(out_dir), wait), opened(out_dir) as database:
        left, right = _sides(database, verdict)
        moment = dt.datetime.now(dt.UTC)
        said = (verdict.column, verdict.value, verdict.author, verdict.reason)
        name = refresh.decide(database, Decision(verdict.kind, left, right, *said, moment))
        finish(database, out_dir, current(), {})
        return name


def _sides(database: Database, verdict: Verdict) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
    rows = [_anchors(database, each) for each in verdict.certifications]
    if verdict.kind == "value" and len(rows) == 1:
        return rows[0], ()
    if verdict.kind == "different" and len(rows) == 1:
        apart = tuple(each for each in rows[0] if each.doc_id in verdict.doc_ids)
        return apart, tuple(each for each in rows[0] if each not in apart)
    if verdict.kind != "value" and len(rows) == 2:
        return rows[0], rows[1]
    raise UsageError("`same` and `different` take two rows, `value` takes one")


def undecide(out_dir: Path, decision_id: str) -> None:
    """Take a decision back and publish.

    Raises:
        UsageError: there is no such decision.
    """
    with lock.held(existing(out_dir)), opened(out_dir) as database:
        if not refresh.undecide(database, decision_id):
            raise UsageError("there is no such decision", where=decision_id)
        finish(database, out_dir, current(), {})


def _anchors(database: Database, certification: str) -> tuple[Anchor, ...]:
    found = refresh.tellings(database, certification)
    if not found:
        raise UsageError("there is no such certification", where=certification)
    return tuple(Anchor.of(each) for each in found)


def decisions(out_dir: Path) -> list[Decision]:
    """Return the decisions kept in a store, oldest first."""
    with Database(existing(out_dir), read_only=True) as database:
        return refresh.decisions(database)
