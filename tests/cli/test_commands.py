"""Every command as its user types it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import main
from pipeline.cli.app import app
from pipeline.errors import ConstanciaError

RELEASE = """Port of Ilo receives ISO 9001 certification

Lima, Jan. 26, 2026. The Port Authority of Ilo (PAI) has received the ISO 9001:2015 certification,
awarded by Bureau Veritas, for its pilotage services.

"This is the work of everyone at the port," said the general manager, Ana Ruiz Salas.

The Port Authority of Ilo obtained its first ISO 9001 certification in March 2014.
"""


@pytest.fixture
def release(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "ilo.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


def call(*args, **kwargs):
    result = CliRunner().invoke(app, [str(a) for a in args], **kwargs)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(out, table):
    return pq.read_table(out / f"{table}.parquet").to_pylist()


def test_run_answers_who_was_certified(release, tmp_path):
    out = tmp_path / "out"
    result = call("run", release.parent, "--out", out)
    assert result.exit_code == 0
    assert "1 new" in result.output
    found = {(r["standard"], r["action"], r["certifier"]) for r in rows(out, "certifications")}
    assert ("ISO 9001:2015", "granted", "Bureau Veritas") in found
    assert [d["status"] for d in rows(out, "documents")] == ["ok"]


def test_a_second_run_has_nothing_to_do(release, tmp_path):
    call("run", release.parent, "--out", tmp_path / "out")
    assert "1 unchanged" in call("run", release.parent, "--out", tmp_path / "out").output


def test_a_bad_file_is_reported_and_the_rest_goes_on(release, tmp_path):
    (release.parent / "empty.txt").write_bytes(b"")
    out = tmp_path / "out"
    result = call("run", release.parent, "--out", out)
    assert result.exit_code == 0
    assert "failed" in result.output
    assert {d["status"] for d in rows(out, "documents")} == {"ok", "failed"}


def test_a_run_in_which_nothing_can_be_read_says_so(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    assert call("run", folder, "--out", tmp_path / "out").exit_code == 3


def test_a_dry_run_writes_nothing(release, tmp_path):
    out = tmp_path / "out"
    assert "would do: 1 new" in call("run", release.parent, "--out", out, "--dry-run").output
    assert not out.exists()


def test_forget_removes_a_release(release, tmp_path):
    out = tmp_path / "out"
    call("run", release.parent, "--out", out)
    (source,) = [d["source"] for d in rows(out, "documents")]
    call("forget", source, "--out", out)
    assert rows(out, "documents") == []


def test_show_prints_mentions_and_facts(release):
    output = call("show", release).output
    assert "certified" in output
    assert "Port Authority of Ilo" in output


def test_why_names_trigger_and_losers(release):
    output = call("show", release, "--why", "f").output
    assert "trigger:" in output
    assert "holder:" in output


def test_query_and_export_read_the_tables(release, tmp_path):
    out = tmp_path / "out"
    call("run", release.parent, "--out", out)
    answer = call("query", "SELECT count(*) AS n FROM documents", "--out", out, "--format", "json")
    assert json.loads(answer.output) == {"n": 1}
    target = tmp_path / "c.csv"
    call("export", "certifications", "--to", target, "--out", out)
    assert "ISO 9001" in target.read_text(encoding="utf-8")
    page = tmp_path / "r.html"
    call("report", "--to", page, "--out", out)
    assert "<svg" in page.read_text(encoding="utf-8")


def test_decisions_are_kept_and_listed(release, tmp_path):
    out = tmp_path / "out"
    call("run", release.parent, "--out", out)
    first = rows(out, "certifications")[0]["certification_id"]
    call("decide", "value", first, "--column", "certifier", "--value", "AENOR", "--out", out)
    assert rows(out, "certifications")[0]["certifier"] == "AENOR"
    assert "AENOR" in call("decide", "--list", "--out", out).output


@pytest.mark.parametrize("fmt", ["table", "markdown", "json"])
def test_schema_describes_every_table(fmt):
    output = call("schema", "--format", fmt).output
    for table in ("documents", "mentions", "entities", "knowledge", "certifications"):
        assert table in output


def test_language_answers_line_by_line():
    text = (
        "El ministerio recibió ayer la certificación de calidad.\nThe ministry received it today.\n"
    )
    output = call("language", "--lines", input=text).output
    assert [line.split("\t")[0] for line in output.splitlines()] == ["es", "en"]


def test_standards_parse_gives_json_lines():
    row = json.loads(call("standards", "parse", input="ISO9001-2015\n").output)
    assert row["canonical"] == "ISO 9001:2015"


def test_dates_of_one_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("It opened yesterday.", encoding="utf-8")
    output = call(
        "dates", path, "--created", "2026-01-26", "--format", "json", "--lang", "en"
    ).output
    assert [row["value"] for row in json.loads(output)] == ["2026-01-25"]


def test_registry_finds_and_shows():
    first = call("registry", "find", "Organization of American States").output.splitlines()[0]
    assert first.split("\t")[:2] == ["int:oas", "intergovernmental"]
    assert "Organización de los Estados Americanos" in first.split("\t")[2].split("; ")
    with pytest.raises(ConstanciaError):
        call("registry", "show", "xx:no-such-body")


def test_check_finds_no_problem():
    assert "well-formed" in call("check").output


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["run", "/no/such/folder"], 2, "no such file or folder"),
        (["show", "/no/such/file"], 2, "no such file"),
        (["show", str(Path(__file__).parent)], 2, "name one file of it"),
        (["query", "SELECT 1", "--format", "xml"], 2, "one of: table, csv, json"),
        (["schema", "nothing"], 2, "one of: documents"),
        (["dates", "/no/such/file", "--format", "csv"], 2, "one of: table, json, timeml"),
        (["decide", "maybe", "x"], 2, "one of: same, different, value"),
        (["registry", "add", "[1]"], 2, "one JSON object"),
    ],
)
def test_a_wrong_use_ends_with_its_code_and_a_remedy(args, code, words, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["constancia", *args])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    assert words in capsys.readouterr().err


def test_every_command_has_examples_in_its_help():
    for name in ("run", "show", "query", "export", "schema", "language", "dates", "train", "check"):
        assert "Examples" in call(name, "--help").output, name


def test_the_ranker_of_nominal_mentions_can_be_trained_alone():
    assert "constancia train linking" in call("train", "--help").output
