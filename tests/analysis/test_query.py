from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest

from pipeline import schema
from pipeline.analysis.query import Query, query
from pipeline.analysis.snapshot import take
from pipeline.errors import StoreError, UsageError
from pipeline.store import layout
from tests.analysis.conftest import EVIL


def text(out, sql, shape="table"):
    return "\n".join(query(out, sql, shape))


@pytest.mark.parametrize("table", [each.name for each in schema.TABLES])
def test_every_table_is_a_view(out, table):
    (record,) = map(json.loads, query(out, f"FROM {table} SELECT count(*) AS n", "json"))
    assert record["n"] == pq.read_metadata(out / f"{table}.parquet").num_rows > 0


def test_a_table_for_people(out):
    shown = text(out, "SELECT holder, standard FROM certifications ORDER BY 1, 2 LIMIT 1")
    assert shown.splitlines()[0].split() == ["holder", "standard"]
    assert shown.endswith("(1 rows)")


def test_json_has_plain_values(out):
    sql = (
        "SELECT date_start, doc_ids, reasons FROM certifications WHERE holder LIKE 'Port%' LIMIT 1"
    )
    record = json.loads(text(out, sql, "json"))
    assert record["date_start"].startswith("20")
    assert isinstance(record["doc_ids"], list)
    assert isinstance(record["reasons"], dict)


def test_csv_is_safe_and_whole(out):
    rows = list(csv.reader(io.StringIO(text(out, "SELECT subject FROM knowledge", "csv"))))
    assert ["'" + EVIL] in rows
    assert len(rows) == 22


@pytest.mark.parametrize(
    "sql",
    [
        "COPY documents TO '/tmp/x.csv'",
        "ATTACH '/tmp/x.db'",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW documents",
        "INSERT INTO documents SELECT * FROM documents",
        "SET memory_limit = '9GB'",
        "SELECT 1; SELECT 2",
        "PRAGMA database_list",
        "INSTALL httpfs",
        "LOAD httpfs",
        "EXPORT DATABASE '/tmp/x'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_parquet('documents.parquet')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT getenv('HOME')",
        "SELEKT",
        "SELECT no_such_column FROM documents",
        "",
    ],
)
def test_everything_else_is_refused(out, sql):
    with pytest.raises(UsageError):
        text(out, sql)


@pytest.mark.parametrize(
    ("sql", "words"),
    [("SELECT * FROM certs", "the tables are documents,"), ("SELECT no FROM documents", "schema")],
)
def test_a_wrong_name_is_told_with_the_right_ones(out, sql, words):
    with pytest.raises(UsageError, match=words):
        text(out, sql)


def test_python_objects_are_out_of_reach(out):
    secret = pq.read_table(out / "documents.parquet")
    with pytest.raises(UsageError, match="secret"):
        text(out, "SELECT * FROM secret")
    assert secret.num_rows


def test_an_open_query_keeps_its_state_while_a_run_publishes(out, tmp_path):
    for path in out.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with Query(tmp_path) as connection:
        before = connection.run("SELECT count(*) FROM documents").rows
        empty = pq.read_schema(tmp_path / "documents.parquet").empty_table()
        pq.write_table(empty, tmp_path / "new")
        (tmp_path / "new").replace(tmp_path / "documents.parquet")
        assert connection.run("SELECT count(*) FROM documents").rows == before


def test_files_of_different_states_are_refused(out, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.analysis.snapshot._TRIES", 2)
    for path in out.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    pq.write_table(pq.read_table(out / "mentions.parquet").replace_schema_metadata({}),
                   tmp_path / "mentions.parquet")  # fmt: skip
    assert take(out).state
    with pytest.raises(StoreError, match="different states"):
        take(tmp_path)


def test_a_folder_without_tables_is_told(tmp_path):
    with pytest.raises(StoreError, match="constancia run"):
        text(tmp_path, "SELECT 1")
    layout.published(tmp_path, "documents").write_bytes(b"not parquet")
    with pytest.raises(StoreError, match="documents"):
        take(tmp_path)
