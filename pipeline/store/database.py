"""The embedded database: the one source of truth in the output folder.

Everything published is made from it; every change is one transaction, so that a process
that dies at any moment leaves the state before or after a batch, never between.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from pipeline import schema
from pipeline.errors import StoreError
from pipeline.store import layout
from pipeline.store.rows import DOCUMENT_ROWS, SCHEMAS, Batch

FORMAT = "1"
MEMORY = "384MB"

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
        ("fingerprint", pa.string()),
        ("state", pa.string()),
    ]
)
_DDL = """
CREATE TABLE entity_docs (doc_id VARCHAR, entity_id VARCHAR, version_id BIGINT);
CREATE TABLE dirty (holder_id VARCHAR, family VARCHAR);
CREATE TABLE decisions (decision_id VARCHAR, body VARCHAR);
CREATE TABLE runs (
  run_id BIGINT, started TIMESTAMPTZ, finished TIMESTAMPTZ, version VARCHAR,
  fingerprint VARCHAR, state VARCHAR, counts VARCHAR
);
CREATE TABLE facts_about_store (name VARCHAR, value VARCHAR);
"""


class Database:
    """A connection to the store; ``folder=None`` keeps it in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        with _explained(folder):
            self.folder = folder
            if folder is None:
                self.connection = duckdb.connect(":memory:", config={"threads": 2})
            else:
                self.connection = _open(folder)
            self.connection.execute("SET TimeZone='UTC'")
            self._prepare()

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

    def _prepare(self) -> None:
        tables = {name for (name,) in self.rows("SELECT table_name FROM duckdb_tables()")}
        if "facts_about_store" in tables:
            self._check_format()
            return
        with self.transaction():
            for name, columns in {
                "documents": DOCUMENT_ROWS,
                "mentions": SCHEMAS["mentions"],
                "knowledge": SCHEMAS["knowledge"],
                "entity_versions": _fields(SCHEMAS["entity_rows"], _ENTITY_VERSION),
                "certification_rows": CERTIFICATION_ROWS,
                "files": FILE_ROWS,
            }.items():
                self._create(name, columns)
            self.connection.execute(_DDL)
            self.execute("INSERT INTO facts_about_store VALUES ('format', ?)", [FORMAT])

    def _create(self, name: str, columns: Any) -> None:
        self.connection.register("empty", columns.empty_table())
        self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM empty")  # noqa: S608 - own names
        self.connection.unregister("empty")

    def _check_format(self) -> None:
        (found,) = self.rows("SELECT value FROM facts_about_store WHERE name = 'format'")[0]
        if found != FORMAT:
            raise StoreError(
                f"the store has format {found}, this version writes {FORMAT}",
                where=self.folder,
                remedy="use a new output folder, or the version that wrote the store",
            )

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commit at the end, roll back on any error."""
        with _explained(self.folder):
            self.connection.execute("BEGIN")
            try:
                yield
            except BaseException:
                with contextlib.suppress(duckdb.Error):
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def execute(self, sql: str, values: Sequence[Any] | None = None) -> None:
        """Run a statement."""
        with _explained(self.folder):
            self.connection.execute(sql, values)

    def rows(self, sql: str, values: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with _explained(self.folder):
            return self.connection.execute(sql, values).fetchall()

    def arrow(self, sql: str, values: Sequence[Any] | None = None) -> Any:
        """Return the rows of a query as an Arrow table."""
        with _explained(self.folder):
            return self.connection.sql(sql, params=values or []).to_arrow_table()

    def insert(self, table: str, rows: Any, columns: str = "*") -> None:
        """Add the rows of an Arrow table."""
        self.connection.register("fresh", rows)
        self.connection.execute(f"INSERT INTO {table} SELECT {columns} FROM fresh")  # noqa: S608 - own names
        self.connection.unregister("fresh")

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


def _fields(columns: Any, names: Sequence[str]) -> Any:
    return pa.schema([columns.field(name) for name in names])


def _open(folder: Path) -> Any:
    layout.temporary(folder).mkdir(parents=True, exist_ok=True)
    return duckdb.connect(
        str(layout.database(folder)),
        config={
            "threads": 2,
            "memory_limit": MEMORY,
            "temp_directory": str(layout.temporary(folder)),
            "checkpoint_threshold": "64MB",
        },
    )


@contextlib.contextmanager
def _explained(folder: Path | None) -> Iterator[None]:
    """Turn what the database or the disk reports into an error that says what to do."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise layout.trouble(error, folder) from error
