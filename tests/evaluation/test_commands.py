import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.errors import DataError, GoldError, UsageError
from pipeline.evaluation import corpus, formats, splits, system
from pipeline.evaluation.convert import as_system, preannotation
from pipeline.evaluation.jsonl import schema
from pipeline.records import Extraction, Release
from pipeline.tables import build
from tests.evaluation.make import ANNOTATION, release, write


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    """A corpus of one release in dev, and a pipeline that finds what gold has."""
    write(tmp_path, "en-900", ANNOTATION)
    corpus.build(tmp_path)
    splits.write(splits.Splits({"en-900": "dev"}, splits.fingerprint([])), tmp_path / "splits.json")
    monkeypatch.setattr(system, "run", lambda gold: as_system(gold, gold))
    return tmp_path


def call(*words):
    """Run the command; errors raised on purpose come out as they are."""
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False).output


def test_evaluate_writes_table_page_and_json(seeds):
    output = call(
        "evaluate",
        seeds,
        "--split",
        "dev",
        "--report",
        seeds / "r.html",
        "--json",
        seeds / "r.json",
    )
    assert "mentions.strict" in output
    assert "1.000" in output
    assert (seeds / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads((seeds / "r.json").read_text(encoding="utf-8"))["parts"][0]["releases"] == 1


def test_evaluate_compares_with_a_baseline(seeds, monkeypatch):
    call("evaluate", seeds, "--split", "dev", "--json", seeds / "r.json")
    monkeypatch.setattr(system, "run", lambda gold: system.SystemRelease(gold.id))
    output = call("evaluate", seeds, "--split", "dev", "--baseline", seeds / "r.json")
    assert "won 0 items, lost" in output
    assert "won 0 items, lost 0" not in output


def test_the_gate_sets_floors_and_then_holds(seeds, monkeypatch):
    call("evaluate", seeds, "--split", "dev", "--raise-floors")
    assert "no figure is below" in call("evaluate", seeds, "--split", "dev", "--gate")
    monkeypatch.setattr(system, "run", lambda gold: system.SystemRelease(gold.id))
    with pytest.raises(DataError, match="below their floor"):
        call("evaluate", seeds, "--split", "dev", "--gate")
    call("evaluate", seeds, "--split", "dev", "--lower", "a test")
    assert json.loads((seeds / "floors.json").read_text(encoding="utf-8"))["lowered"] == ["a test"]


def test_an_unknown_split_is_a_wrong_argument(seeds):
    with pytest.raises(UsageError, match="unknown split"):
        call("evaluate", seeds, "--split", "all")


def test_a_test_part_that_changed_is_not_measured(seeds):
    splits.write(splits.Splits({"en-900": "test"}, "0" * 64, frozen=True), seeds / "splits.json")
    with pytest.raises(GoldError, match="test part"):
        call("evaluate", seeds, "--split", "test")


@pytest.mark.parametrize("part", ["en", "en/gold.jsonl"])
def test_one_language_of_a_corpus_keeps_its_splits(seeds, part):
    """Else the test part would be shown by naming its file."""
    assert "dev: 1 releases" in call("evaluate", seeds / part, "--split", "dev")


def test_a_folder_of_a_corpus_without_gold_is_told(seeds):
    with pytest.raises(UsageError, match="no built gold"):
        call("evaluate", seeds / "annotations", "--split", "dev")


def test_gold_of_other_formats_is_evaluated(seeds):
    other = seeds.parent / f"{seeds.name}-brat"
    formats.write([release()], other, "brat")
    assert "all: 1 releases" in call("evaluate", other)


def test_the_tables_of_a_run_are_evaluated(seeds):
    gold = release()
    told = as_system(gold, gold)
    found = Extraction(
        Release("d", "somewhere/en-900.txt", "", gold.text, (), gold.title, lang="en"),
        told.mentions, told.entities, told.facts,
    )  # fmt: skip
    build([found]).write(seeds / "out")
    output = call("evaluate", seeds, "--split", "dev", "--against", seeds / "out")
    line = next(line for line in output.splitlines() if "mentions.strict" in line)
    assert "1.000" in line


def test_tables_must_be_there(seeds):
    with pytest.raises(UsageError, match="no such table"):
        call("evaluate", seeds, "--split", "dev", "--against", seeds / "nowhere")


def test_corpus_commands(seeds):
    (seeds / "README.md").write_text("<!-- statistics --><!-- /statistics -->", encoding="utf-8")
    assert "1 releases written" in call("corpus", "build", seeds)
    assert "| AGENCY | 2 | 2 |" in (seeds / "README.md").read_text(encoding="utf-8")
    assert "test frozen" in call("corpus", "freeze", seeds)
    with pytest.raises(GoldError, match="problems"):
        call("corpus", "check", seeds)


def test_agreement_goes_into_the_readme(seeds):
    write(seeds, "en-900", ANNOTATION, "b")
    (seeds / "README.md").write_text("<!-- agreement -->\n<!-- /agreement -->", encoding="utf-8")
    call("corpus", "agreement", seeds, "--report", seeds / "r.html")
    assert "mentions.strict" in (seeds / "README.md").read_text(encoding="utf-8")
    assert "pass a against pass b" in (seeds / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", formats.FORMATS)
def test_gold_is_converted(seeds, name):
    call("annotate", seeds / "en" / "gold.jsonl", "--format", name, "--out", seeds / "out")
    (found,) = formats.read(seeds / "out", name)
    assert len(found.mentions) == len(release().mentions)


def test_findings_become_an_annotation():
    gold = release()
    told = as_system(gold, gold)
    described = Release("d", "en-900.txt", "", gold.text, (), gold.title, lang="en")
    made = preannotation(Extraction(described, told.mentions, told.entities, told.facts), "en-900")
    assert [(m.start, m.label, m.entity_id) for m in made.mentions] == [
        (m.start, m.label, m.entity_id) for m in gold.mentions
    ]
    assert [(f.predicate, f.subject, f.object, f.date) for f in made.facts] == [
        (f.predicate, f.subject, f.object, f.date) for f in gold.facts
    ]


def test_releases_are_annotated_by_the_pipeline(tmp_path):
    text = (
        "The Ministry of Foreign Affairs received ISO 9001 on 13 May 2024, it said in Lima.\n" * 3
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    call("annotate", tmp_path / "a.txt", "--format", "jsonl", "--out", tmp_path / "out")
    (found,) = formats.read(tmp_path / "out", "jsonl")
    assert "ISO 9001" in {m.value for m in found.mentions}


def test_the_schema_in_the_docs_is_that_of_the_code():
    docs = Path(__file__).resolve().parents[2] / "docs" / "gold.schema.json"
    assert json.loads(docs.read_text(encoding="utf-8")) == schema()
