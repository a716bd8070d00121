from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest

from pipeline.errors import StoreError
from pipeline.store import database
from pipeline.store.database import Database


@pytest.fixture
def store():
    with Database() as made:
        yield made


def limit(store):
    return store.rows("SELECT current_setting('memory_limit')")[0][0]


def failing(times, action):
    """An action that finds no memory the first few times."""
    calls = []

    def once():
        calls.append(1)
        if len(calls) <= times:
            raise duckdb.OutOfMemoryException("no room")
        return action()

    return once


def test_what_needs_more_memory_gets_it_and_gives_it_back(store):
    usual, seen = limit(store), []
    store.commit(failing(2, lambda: seen.append(store.connection.execute(
        "SELECT current_setting('memory_limit')").fetchall()[0][0])))  # fmt: skip
    assert seen == ["488.2 MiB"]
    assert limit(store) == usual


def test_what_never_has_enough_memory_is_told(store):
    with pytest.raises(StoreError, match="no room"):
        store.commit(failing(9, lambda: None))


def test_a_variable_is_never_taken_for_a_table(store):
    joined_elsewhere = pa.table({"n": [1]})
    with pytest.raises(duckdb.CatalogException, match="joined_elsewhere"):
        store.connection.execute("SELECT * FROM joined_elsewhere")
    assert joined_elsewhere.num_rows == 1


def test_a_store_with_other_tables_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_DDL", database._DDL.replace("TABLE joined", "TABLE other"))
    database._format.cache_clear()
    Database(tmp_path).close()
    monkeypatch.undo()
    database._format.cache_clear()
    with pytest.raises(StoreError, match=r"has format 1-\w+, this version writes 1-\w+"):
        Database(tmp_path)
