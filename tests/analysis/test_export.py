from __future__ import annotations

import csv
import json

import openpyxl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from pipeline import schema
from pipeline.analysis import cells, spreadsheet
from pipeline.analysis.export import SHAPES, export
from pipeline.errors import StoreError, UsageError
from tests.analysis.conftest import EVIL


def published(out, table):
    return pq.read_table(out / f"{table}.parquet").to_pylist()


@pytest.mark.parametrize("table", [each.name for each in schema.TABLES])
def test_csv_has_every_row_and_no_formula(out, tmp_path, table):
    target = tmp_path / "x.csv"
    assert export(out, table, "csv", target) == len(published(out, table))
    with target.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == list(schema.table(table).column_names)
    assert len(rows) == len(published(out, table))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_jsonl_round_trips(out, tmp_path):
    export(out, "certifications", "jsonl", tmp_path / "x.jsonl")
    text = (tmp_path / "x.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.split("\n") if line]
    told = published(out, "certifications")
    assert [row["certification_id"] for row in rows] == [row["certification_id"] for row in told]
    assert [row["evidence"] for row in rows] == [row["evidence"] for row in told]
    assert rows[0]["reasons"] == dict(told[0]["reasons"])


def test_excel_reads_text_as_text_and_days_as_days(out, tmp_path):
    export(out, "certifications", "xlsx", tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    header, *rows = sheet.iter_rows()
    names = [cell.value for cell in header]
    evil = next(row for row in rows if row[names.index("holder")].value == EVIL)
    assert evil[names.index("holder")].data_type == "s"
    assert evil[names.index("date_start")].value.date().isoformat() == "2020-02-01"
    assert all(cell.data_type != "f" for row in rows for cell in row)
    assert len(rows) == len(published(out, "certifications"))


def test_partitions_are_by_country_and_year(out, tmp_path):
    count = export(out, "certifications", "parquet", tmp_path / "x")
    found = ds.dataset(tmp_path / "x", partitioning="hive")
    assert found.count_rows() == count
    assert found.to_table(filter=ds.field("country") == "PE").num_rows == count - 1
    assert (tmp_path / "x" / "country=unknown" / "year=2020").is_dir()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_linked_data_says_where_it_comes_from(out, tmp_path):
    count = export(out, "certifications", "jsonld", tmp_path / "x.jsonld")
    graph = rdflib.Graph().parse(tmp_path / "x.jsonld", format="json-ld")
    kind = rdflib.URIRef("https://schema.org/Certification")
    nodes = set(graph.subjects(rdflib.RDF.type, kind))
    assert len(nodes) == count
    for node in nodes:
        sources = list(graph.objects(node, rdflib.PROV.wasDerivedFrom))
        assert sources
        assert all((source, rdflib.RDF.type, rdflib.PROV.Entity) in graph for source in sources)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_failed_export_leaves_nothing(out, tmp_path, shape):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        export(out, "certifications", shape, tmp_path / "file" / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_unknown_shape_or_table_is_told(out, tmp_path):
    with pytest.raises(UsageError, match="csv, xlsx"):
        export(out, "certifications", "doc", tmp_path / "x")
    with pytest.raises(UsageError, match="documents, mentions"):
        export(out, "nothing", "csv", tmp_path / "x")
    with pytest.raises(UsageError, match="JSON-LD"):
        export(out, "documents", "jsonld", tmp_path / "x")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", " =", "＝", "\r+", "\u00a0@", "|"])
def test_a_cell_that_begins_like_a_formula_is_quoted(begin):
    assert cells.safe(begin + "1").startswith("'")


@pytest.mark.parametrize("value", [-1, 1.5, "ISO 9001", "", "a=b"])
def test_other_cells_stay_as_they_are(value):
    assert cells.safe(value) == value


@given(st.text())
def test_any_text_goes_into_a_sheet(tmp_path_factory, text):
    text = text.encode("utf-8", "ignore").decode()
    path = tmp_path_factory.mktemp("sheet") / "x.xlsx"
    spreadsheet.write(path, "s", ["a"], [[text]])
    (cell,) = (row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2))
    assert cell.data_type != "f"
    expected = cells.xml_text(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (cell.value or "") == expected


def test_a_sheet_has_its_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 3)
    with pytest.raises(UsageError, match="a sheet holds 3 rows"):
        spreadsheet.write(tmp_path / "x.xlsx", "s", ["a"], [[1], [2], [3]])
