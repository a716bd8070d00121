"""The corpus runner and the formats of its answers."""

from __future__ import annotations

import datetime as dt
import json
from xml.etree import ElementTree

import pytest

from pipeline.dates import corpus
from pipeline.errors import UsageError

TEXT = "The office opened <on> March 3 & closed in June."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "created.tsv").write_text("a\t2026-01-26\n", encoding="utf-8")
    return tmp_path


def run(folder, form):
    created = corpus.read_created(folder / "created.tsv")
    out = folder / "out"
    assert corpus.tag_folder(folder, out, created=created, lang_of=lambda _: "en", form=form) == 1
    [answer] = out.iterdir()
    return answer


def test_json_has_offsets_type_and_value(folder):
    rows = json.loads(run(folder, "json").read_text())
    assert [TEXT[row["start"] : row["end"]] for row in rows] == ["March 3", "June"]
    assert [(row["type"], row["value"]) for row in rows] == [
        ("DATE", "2025-03-03"),
        ("DATE", "2025-06"),
    ]


def test_timeml_keeps_the_text(folder):
    root = ElementTree.fromstring(run(folder, "timeml").read_text())  # noqa: S314  # our own output
    assert "".join(root.find("TEXT").itertext()) == TEXT
    assert root.find("DCT/TIMEX3").get("value") == "2026-01-26"
    assert [t.get("value") for t in root.find("TEXT")] == ["2025-03-03", "2025-06"]


def test_table_has_a_line_for_each_expression(folder):
    lines = run(folder, "table").read_text().splitlines()
    assert [line.split("\t")[2] for line in lines] == ["text", "March 3", "June"]


def test_a_document_without_a_creation_date_stays_unresolved(folder):
    corpus.tag_folder(folder, folder / "out", created={}, lang_of=lambda _: "en")
    [first, _] = json.loads((folder / "out" / "a.json").read_text())
    assert first["value"] == "XXXX-03-03"


def test_a_wrong_date_names_file_and_line(folder):
    table = folder / "bad.tsv"
    table.write_text("a\t2026-01-26\nb\t26 Jan\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"bad\.tsv:2: '26 Jan' is no date"):
        corpus.read_created(table)


def test_a_line_without_date_and_a_missing_table(folder):
    table = folder / "bad.tsv"
    table.write_text("a\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"bad\.tsv:1"):
        corpus.read_created(table)
    with pytest.raises(UsageError, match=r"none\.tsv"):
        corpus.read_created(folder / "none.tsv")


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"no \.txt file"):
        corpus.tag_folder(tmp_path, tmp_path / "out", created={}, lang_of=lambda _: "en")


def test_a_single_day_from_the_command_line():
    assert corpus.parse_day(" 2026-01-26 ") == dt.date(2026, 1, 26)
