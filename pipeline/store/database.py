"""The embedded database: the one source of truth in the output folder.

Everything published is made from it; every change is one transaction, so that a process
that dies at any moment leaves the state before or after a batch, never between.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from pipeline import schema
from pipeline.errors import StoreError
from pipeline.store import layout
from pipeline.store.rows import DOCUMENT_ROWS, SCHEMAS, Batch

Result = TypeVar("Result")
# The number of the layout; what follows it is made from the tables themselves (see ``_format``).
FORMAT = "1"
# Kept small, so that memory does not grow with the store; what does not fit is spilled.
MEMORY = "32MB"
# What a statement gets, one after the other, that cannot do with so little.
MORE_MEMORY = ("96MB", "512MB", "2GB")

_SETTINGS = (
    "SET TimeZone = 'UTC'",
    # A name in a statement never means a variable of ours that happens to be called so.
    "SET python_enable_replacements = false",
    # Freed memory goes back to the system at once.
    "SET allocator_flush_threshold = '1MB'",
    "SET allocator_bulk_deallocation_flush_threshold = '1MB'",
    "SET write_buffer_row_group_count = 1",
)
_ENTITY_VERSION = (
    "version_id", "entity_id", "type", "name", "names", "kind", "country", "parent_id",
)  # fmt: skip
CERTIFICATION_ROWS = pa.schema(
    [
        *schema.arrow_schema(schema.CERTIFICATIONS),
        ("holder_told", pa.string()),
        ("certifier_told", pa.string()),
        ("group_key", pa.string()),
    ]
)
FILE_ROWS = pa.schema(
    [
        ("path", pa.string()),
        ("size", pa.int64()),
        ("mtime_ns", pa.int64()),
    ]
)
_DDL = """
CREATE TABLE entity_docs (doc_id VARCHAR, entity_id VARCHAR, version_id BIGINT);
CREATE TABLE dirty (holder_id VARCHAR, family VARCHAR);
CREATE TABLE joined (
  holder_id VARCHAR, family VARCHAR, to_holder VARCHAR, to_family VARCHAR
);
CREATE TABLE decisions (decision_id VARCHAR, body VARCHAR);
CREATE TABLE runs (
  run_id BIGINT, started TIMESTAMPTZ, finished TIMESTAMPTZ, version VARCHAR,
  fingerprint VARCHAR, state VARCHAR, counts VARCHAR
);
CREATE TABLE forgotten (source VARCHAR, sha256 VARCHAR);
CREATE TABLE facts_about_store (name VARCHAR, value VARCHAR);
"""
_TABLES: Mapping[str, Any] = {
    "documents": DOCUMENT_ROWS,
    "mentions": SCHEMAS["mentions"],
    "knowledge": SCHEMAS["knowledge"],
    "entity_versions": pa.schema([SCHEMAS["entity_rows"].field(name) for name in _ENTITY_VERSION]),
    "certification_rows": CERTIFICATION_ROWS,
    "files": FILE_ROWS,
}


@functools.cache
def _format() -> str:
    """Name the format of the store: another table, column or type makes it another one."""
    columns = [(name, field.name, str(field.type)) for name in _TABLES for field in _TABLES[name]]
    digest = hashlib.sha256(repr((columns, _DDL.split())).encode()).hexdigest()
    return f"{FORMAT}-{digest[:8]}"


class Database:
    """A connection to the store.

    Args:
        folder: the output folder; None keeps everything in memory.
        read_only: look without touching; the store must be there.

    Raises:
        StoreBusy: another process writes to it.
        StoreError: it cannot be opened, or has another format.
    """

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        self.folder = folder
        self._generous = False
        with _explained(folder):
            if folder and not read_only and not layout.database(folder).exists():
                _create(folder)
            self.connection = _connect(folder, read_only)
            if folder is None:
                self.set_up()
            self._check_format()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything out and let go of the files."""
        with _explained(self.folder):
            self.connection.close()

    def set_up(self) -> None:
        """Make the tables of an empty store."""
        with self._transaction():
            for name, columns in _TABLES.items():
                with self.given("empty", columns.empty_table()):
                    self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM empty")  # noqa: S608 - own names
            self.connection.execute(_DDL)
            self.execute("INSERT INTO facts_about_store VALUES ('format', ?)", [_format()])

    def _check_format(self) -> None:
        (found,) = self.rows("SELECT value FROM facts_about_store WHERE name = 'format'")[0]
        if found != _format():
            raise StoreError(
                f"the store has format {found}, this version writes {_format()}",
                where=self.folder,
                remedy="use a new output folder, or the version that wrote the store",
            )

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commit at the end, roll back on any error."""
        with _explained(self.folder), self._transaction():
            yield

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            with contextlib.suppress(duckdb.Error):
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] | None = None) -> None:
        """Run a statement; one that needs more memory than it should gets it."""
        with _explained(self.folder):
            self._roomy(lambda: self.connection.execute(sql, values))

    def commit(self, action: Callable[[], None]) -> None:
        """Run an action as one transaction; one that needs more memory than it should gets it.

        The action may be run twice.
        """

        def whole() -> None:
            with self._transaction():
                action()

        with _explained(self.folder):
            self._roomy(whole)

    def _roomy(self, action: Callable[[], Result]) -> Result:
        with self._usual_memory():
            for limit in MORE_MEMORY:
                try:
                    return action()
                except duckdb.OutOfMemoryException:
                    self._give(limit)
            return action()

    def _give(self, limit: str) -> None:
        self.connection.execute(f"SET memory_limit = '{limit}'")
        self._generous = True

    @contextlib.contextmanager
    def _usual_memory(self) -> Iterator[None]:
        """Take back, at the end, the memory that was given."""
        try:
            yield
        finally:
            if self._generous:
                with contextlib.suppress(duckdb.Error):  # too much of it is still held
                    self.connection.execute(f"SET memory_limit = '{MEMORY}'")
                    self._generous = False

    def rows(self, sql: str, values: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with _explained(self.folder):
            return self._roomy(lambda: _fetched(self.connection.execute(sql, values)))

    def arrow(self, sql: str, values: Sequence[Any] | None = None) -> Any:
        """Return the rows of a query as an Arrow table."""
        with _explained(self.folder):
            return self._roomy(
                lambda: self.connection.sql(sql, params=values or []).to_arrow_table()
            )

    def insert(self, table: str, rows: Any, columns: str = "*") -> None:
        """Add the rows of an Arrow table."""
        with self.given("fresh", rows):
            self.connection.execute(f"INSERT INTO {table} SELECT {columns} FROM fresh")  # noqa: S608 - own names

    @contextlib.contextmanager
    def given(self, name: str, rows: Any) -> Iterator[None]:
        """Make an Arrow table known by a name for some statements."""
        self.connection.register(name, rows)
        try:
            yield
        finally:
            self.connection.unregister(name)

    def put(self, batch: Batch) -> None:
        """Take in a batch, in place of what was known of its releases.

        Call it inside a transaction. Groups of certifications that lose or gain a fact
        are marked, to be merged anew.
        """
        self.drop(batch.doc_ids)
        for name in ("documents", "mentions", "knowledge"):
            self.insert(name, batch.tables[name])
        entities = batch.tables["entity_rows"]
        self.insert("entity_docs", entities, "doc_id, entity_id, version_id")
        with self.given("fresh_entities", entities):
            self.connection.execute(_NEW_VERSIONS)
        self._mark(batch.doc_ids)

    def drop(self, doc_ids: Iterable[str]) -> int:
        """Remove releases and all that came from them; return how many there were."""
        wanted = sorted(set(doc_ids))
        known = self.rows(
            "SELECT doc_id FROM documents WHERE doc_id IN (SELECT unnest(?::VARCHAR[]))", [wanted]
        )
        gone = [doc_id for (doc_id,) in known]
        if gone:
            self._mark(gone)
            for name in ("documents", "mentions", "knowledge", "entity_docs"):
                self.connection.execute(
                    f"DELETE FROM {name} WHERE doc_id IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608 - own names
                    [gone],
                )
        return len(gone)

    def _mark(self, doc_ids: Sequence[str]) -> None:
        self.connection.execute(_MARK, [list(doc_ids)])

    def note(self, files: Sequence[Mapping[str, Any]]) -> None:
        """Remember files as they were when their releases were taken in."""
        if files:
            table = pa.Table.from_pylist(list(files), schema=FILE_ROWS)
            paths = [each["path"] for each in files]
            self.connection.execute(
                "DELETE FROM files WHERE path IN (SELECT unnest(?::VARCHAR[]))", [paths]
            )
            self.insert("files", table)


_NEW_VERSIONS = f"""
INSERT INTO entity_versions
SELECT DISTINCT ON (version_id) {", ".join(_ENTITY_VERSION)} FROM fresh_entities
WHERE version_id NOT IN (SELECT version_id FROM entity_versions)
"""  # noqa: S608 - own names
HOLDER = "coalesce(nullif(subject_id, ''), subject)"
STANDARD = "coalesce(nullif(object_id, ''), object)"
_MARK = f"""
INSERT INTO dirty SELECT DISTINCT {HOLDER}, {STANDARD} FROM knowledge
WHERE predicate = 'certified' AND doc_id IN (SELECT unnest(?::VARCHAR[]))
"""  # noqa: S608 - own names


def _fetched(cursor: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _connect(folder: Path | None, read_only: bool, name: str = "") -> Any:
    config: dict[str, Any] = {"threads": 1, "memory_limit": MEMORY}
    if folder is None:
        connection = duckdb.connect(":memory:", config=config)
    else:
        config["temp_directory"] = str(layout.temporary(folder))
        config["checkpoint_threshold"] = "16MB"
        path = name or str(layout.database(folder))
        connection = duckdb.connect(path, read_only=read_only, config=config)
    for setting in _SETTINGS:
        connection.execute(setting)
    return connection


def _create(folder: Path) -> None:
    """Make an empty store: complete under another name first, so that none is ever half made."""
    layout.temporary(folder).mkdir(parents=True, exist_ok=True)
    fresh = layout.temporary(folder) / "fresh.duckdb"
    for left in (fresh, fresh.with_name(fresh.name + ".wal")):
        left.unlink(missing_ok=True)
    database = Database.__new__(Database)
    database.folder = folder
    database._generous = False
    database.connection = _connect(folder, False, str(fresh))
    database.set_up()
    database.close()
    fresh.replace(layout.database(folder))


@contextlib.contextmanager
def _explained(folder: Path | None) -> Iterator[None]:
    """Turn what the database or the disk reports into an error that says what to do."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise layout.trouble(error, folder) from error
