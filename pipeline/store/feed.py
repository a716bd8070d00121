"""From files to be done to batches of releases, and what becomes of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ReleaseError
from pipeline.records import RawRelease
from pipeline.store.database import Database
from pipeline.store.scan import Item, Rules, Why

Read = Callable[[Path, str], Iterable[RawRelease]]
# Releases in a batch: few, so that workers end together and progress shows.
BATCH = 8
_FILES = 256


@dataclass(slots=True)
class Bad:
    """A source that could not be read, or is not read, and why."""

    source: str
    why: str
    status: str


@dataclass(slots=True)
class Batch:
    """Releases to be extracted, and the files that are done when they are."""

    releases: list[RawRelease] = field(default_factory=list)
    reasons: dict[str, Why] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    files: list[Item] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def full(self) -> bool:
        """Whether it is time to hand it on."""
        return len(self.releases) >= BATCH or len(self.files) >= _FILES


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a release."""

    doc_id: str
    sha256: str
    current: bool
    failed: bool


class Feed:
    """Reads files into batches.

    Args:
        database: the store.
        read: yields the releases of a file.
        skip: says why a file is not read at all; empty if it is.
        rules: which releases count as to be done.
    """

    def __init__(
        self, database: Database, read: Read, skip: Callable[[Path], str], rules: Rules
    ) -> None:
        self._database, self._read, self._skip, self._rules = database, read, skip, rules
        self._forgotten = set(database.rows("SELECT source, sha256 FROM forgotten"))
        self._batch = Batch()

    def batches(self, pages: Iterable[Sequence[Item]]) -> Iterator[Batch]:
        """Yield batches until all files are read."""
        for page in pages:
            known = self._known([item.path for item in page])
            for item in page:
                yield from self._file(item, known.get(item.path, {}))
                self._batch.files.append(item)
                if self._batch.full:
                    yield self._handed_on()
        if self._batch.files:
            yield self._handed_on()

    def _handed_on(self) -> Batch:
        batch, self._batch = self._batch, Batch()
        return batch

    def _file(self, item: Item, known: dict[str, Known]) -> Iterator[Batch]:
        """Put a file's releases into the batch, handing it on whenever it is full."""
        seen: set[str] = set()
        reason = self._skip(Path(item.path))
        status = "skipped"
        try:
            for raw in () if reason else self._read(Path(item.path), item.path):
                if raw.source not in seen:
                    seen.add(raw.source)
                    self._take(item, raw, known.get(raw.source))
                if self._batch.full:
                    yield self._handed_on()
        except ReleaseError as error:
            reason, status = str(error), "failed"
        except OSError as error:
            reason, status = f"{item.path}: {error.strerror or error}", "failed"
        if reason:
            seen.add(item.path)
            self._batch.bad.append(Bad(item.path, reason, status))
        self._batch.gone += [old.doc_id for source, old in known.items() if source not in seen]

    def _take(self, item: Item, raw: RawRelease, known: Known | None) -> None:
        why = self._reason(raw, known)
        if why is None:
            self._batch.same += 1
        elif (raw.source, raw.sha256) not in self._forgotten:
            self._batch.releases.append(raw)
            self._batch.reasons[raw.source] = why
            self._batch.paths[raw.source] = item.path

    def _reason(self, raw: RawRelease, known: Known | None) -> Why | None:
        """Say why a release is to be extracted; None if it is not."""
        if known is None:
            return "new"
        if known.sha256 != raw.sha256:
            return "changed"
        if known.failed and self._rules.retry:
            return "failed"
        return "stale" if self._rules.stale and not known.current else None

    def _known(self, paths: Sequence[str]) -> dict[str, dict[str, Known]]:
        found: dict[str, dict[str, Known]] = {}
        for path, source, doc_id, sha256, fingerprint, status in self._database.rows(
            """SELECT path, source, doc_id, sha256, fingerprint, status FROM documents
               WHERE path IN (SELECT unnest(?::VARCHAR[]))""",
            [list(paths)],
        ):
            known = Known(
                doc_id, sha256, fingerprint == self._rules.fingerprint, status == "failed"
            )
            found.setdefault(path, {})[source] = known
        return found
