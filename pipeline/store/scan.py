"""What there is to do: files that are new, changed or stale, by their size and time.

Nothing is read: fifty thousand files are looked at in seconds. Whether a changed file's
content really differs shows when it is read.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa

from pipeline.store.database import FILE_ROWS, Database

Why = Literal["new", "changed", "stale", "failed"]
PAGE = 512
# A file written this shortly before it is looked at may change again at the same time stamp.
_FRESH_NS = 2_000_000_000
_UNSURE = -1

_SEEN = FILE_ROWS.append(pa.field("place", pa.int64()))
_PENDING = """
CREATE OR REPLACE TEMP TABLE todo AS
WITH old AS (
  SELECT path, bool_or(fingerprint <> $fingerprint) AS stale, bool_or(status = 'failed') AS failed
  FROM documents GROUP BY path
), judged AS (
  SELECT s.path, s.size, s.mtime_ns, s.place, CASE
    WHEN f.path IS NULL THEN 'new'
    WHEN f.size <> s.size OR f.mtime_ns <> s.mtime_ns OR s.mtime_ns < 0 THEN 'changed'
    WHEN old.failed AND $retry THEN 'failed'
    WHEN old.stale THEN 'stale'
    ELSE 'unchanged' END AS why
  FROM seen s LEFT JOIN files f ON f.path = s.path LEFT JOIN old ON old.path = s.path
)
SELECT *, row_number() OVER (ORDER BY place) AS turn
FROM judged WHERE why IN ('new', 'changed', 'failed') OR (why = 'stale' AND $redo)
"""
_STALE = """
SELECT count(DISTINCT s.path) FROM seen s JOIN documents d ON d.path = s.path
WHERE d.fingerprint <> ?
"""
_MISSING = """
SELECT f.path FROM files f WHERE f.path NOT IN (SELECT path FROM seen)
AND EXISTS (SELECT 1 FROM (SELECT unnest(?::VARCHAR[]) AS root)
            WHERE starts_with(f.path, root) AND (root <> '' OR f.path[1] <> '/'))
ORDER BY f.path
"""


@dataclass(frozen=True, slots=True)
class Item:
    """A file to be read, and why."""

    path: str
    size: int
    mtime_ns: int
    why: Why


@dataclass(frozen=True, slots=True)
class Rules:
    """Which files count as to be done: ``stale`` those of an older pipeline, too."""

    fingerprint: str
    stale: bool = False
    retry: bool = False


def look(database: Database, sources: Iterable[tuple[str, Path]], rules: Rules) -> int:
    """Look at files and note those to be done in the table ``todo``; return how many were seen."""
    database.execute(
        "CREATE OR REPLACE TEMP TABLE seen "
        "(path VARCHAR, size BIGINT, mtime_ns BIGINT, place BIGINT)"
    )
    count = 0
    recent = time.time_ns() - _FRESH_NS
    for page in _pages(sources):
        rows = [_stat(source, path, recent) for source, path in page]
        columns = [*zip(*rows, strict=True), range(count, count + len(rows))]
        table = pa.Table.from_arrays([pa.array(column) for column in columns], schema=_SEEN)
        database.insert("seen", table)
        count += len(rows)
    given = {"fingerprint": rules.fingerprint, "retry": rules.retry, "redo": rules.stale}
    database.execute(_PENDING, given)
    return count


def outside(
    sources: Iterable[tuple[str, Path]], folder: Path, roots: Iterable[Path | str]
) -> Iterable[tuple[str, Path]]:
    """Leave out what lies in the output folder, should that lie among the releases."""
    here = folder.resolve()
    inside = [
        (Path(root) / here.relative_to(Path(root).resolve())).as_posix() + "/"
        for root in roots
        if here.is_relative_to(Path(root).resolve())
    ]
    if not inside:
        return sources
    return (each for each in sources if not each[1].as_posix().startswith(tuple(inside)))


def _pages(
    sources: Iterable[tuple[str, Path]], size: int = 8 * PAGE
) -> Iterator[list[tuple[str, Path]]]:
    stream = iter(sources)
    while page := list(itertools.islice(stream, size)):
        yield page


def _stat(source: str, path: Path, recent: int) -> tuple[str, int, int]:
    """Return a file's source, size and time; a time that may come again counts as unsure."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a third faster, fifty thousand times
    except OSError:
        return source, _UNSURE, _UNSURE
    time_ns = found.st_mtime_ns
    return source, found.st_size, time_ns if time_ns < recent else _UNSURE


def todo(database: Database) -> Iterator[list[Item]]:
    """Yield the files to be done in pages, in the order they were given."""
    for start in itertools.count(0, PAGE):
        found = database.rows(
            "SELECT path, size, mtime_ns, why FROM todo WHERE turn > ? AND turn <= ? ORDER BY turn",
            [start, start + PAGE],
        )
        if not found:
            return
        yield [Item(*row) for row in found]


def counts(database: Database) -> dict[str, int]:
    """Return the number of files to be done by reason."""
    return dict(database.rows("SELECT why, count(*) FROM todo GROUP BY why"))


def stale(database: Database, fingerprint: str) -> int:
    """Return how many of the files seen hold releases of another pipeline."""
    ((found,),) = database.rows(_STALE, [fingerprint])
    return int(found)


def missing(database: Database, roots: Iterable[Path | str]) -> list[str]:
    """Return the known files below the given folders that are no longer there."""
    folders = [Path(root).as_posix() for root in roots if Path(root).is_dir()]
    prefixes = ["" if folder == "." else folder.rstrip("/") + "/" for folder in folders]
    return [path for (path,) in database.rows(_MISSING, [prefixes])] if prefixes else []
