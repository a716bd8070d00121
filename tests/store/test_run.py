from __future__ import annotations

import json
import os

import pyarrow.parquet as pq
import pytest

from pipeline import schema
from pipeline.engines.inline import Inline
from pipeline.errors import StoreError, UsageError
from pipeline.store import layout, publish, splice, views
from pipeline.store.run import run
from pipeline.store.upkeep import forget, watch
from tests.store import make
from tests.store.conftest import FIRST, UPGRADED


def table(out, name):
    return pq.read_table(out / f"{name}.parquet")


def test_a_first_run_takes_in_everything(go, out):
    summary = go()
    assert (summary.new, summary.documents, summary.published) == (12, 12, True)
    assert {name: table(out, name).num_rows for name in summary.tables} == summary.tables
    assert json.loads((out / "manifest.json").read_text())["run"] == 1


def test_published_tables_have_the_described_schema(go, out):
    go()
    for each in schema.TABLES:
        found = pq.read_schema(out / f"{each.name}.parquet")
        assert found.equals(schema.arrow_schema(each))
        for column in each.columns:
            described = found.field(column.name).metadata[b"description"].decode()
            assert described == column.description


def test_tables_are_zstd(go, out):
    go()
    group = pq.ParquetFile(out / "knowledge.parquet").metadata.row_group(0)
    assert {group.column(i).compression for i in range(group.num_columns)} == {"ZSTD"}


def test_offsets_quote_the_published_text(go, out):
    go()
    texts = {row["doc_id"]: row["text"] for row in table(out, "documents").to_pylist()}
    rows = table(out, "mentions").to_pylist()
    assert rows
    assert all(texts[m["doc_id"]][m["char_start"] : m["char_end"]] == m["text"] for m in rows)


def test_a_second_run_does_nothing_and_makes_no_engine(go, source, out):
    go()

    def no_engine():
        raise AssertionError("nothing is to be extracted")

    summary = run([source], out, no_engine, FIRST)
    assert (summary.new, summary.unchanged, summary.published) == (0, 12, False)


def test_a_touched_file_of_the_same_content_is_not_extracted_again(go, source):
    go()
    os.utime(source / "00.txt", (1, 1))
    summary = go()
    assert (summary.changed, summary.unchanged) == (0, 12)


def test_a_changed_release_is_replaced(go, source, out):
    go()
    (source / "00.txt").write_text("2026-01-20 Quay withdrawn ISO 14001\n")
    summary = go()
    assert (summary.changed, summary.documents) == (1, 12)
    facts = table(out, "knowledge").to_pylist()
    assert len(facts) == 12
    assert [f["subject"] for f in facts if f["object"] == "ISO 14001"] == ["Port of Quay"]
    assert {"withdrawn", "granted"} == set(table(out, "certifications")["action"].to_pylist())


def test_a_certification_without_facts_goes(go, source, out):
    (source / "20.txt").write_text("2026-01-20 Quay granted ISO 14001\n")
    go()
    assert "ISO 14001" in table(out, "certifications")["standard"].to_pylist()
    (source / "20.txt").write_text("nothing any more\n")
    go()
    assert "ISO 14001" not in table(out, "certifications")["standard"].to_pylist()
    assert "pe:Quay" not in table(out, "entities")["entity_id"].to_pylist()


def test_an_upgrade_makes_stale_and_stale_extracts_again(go, out):
    go()
    summary = go(UPGRADED)
    assert (summary.again, summary.stale_left, summary.published) == (0, 12, False)
    assert "--stale" in str(summary)
    summary = go(UPGRADED, stale=True)
    assert (summary.again, summary.stale_left, summary.documents) == (12, 0, 12)
    assert set(table(out, "documents")["pipeline_version"].to_pylist()) == {"2"}


def test_a_dry_run_says_what_a_run_does_and_writes_nothing(go, source, out):
    plan = go(dry_run=True)
    assert (plan.new, plan.dry_run, out.exists()) == (12, True, False)
    go()
    (source / "00.txt").write_text("2026-01-20 Quay withdrawn ISO 14001, and more\n")
    (source / "99.txt").write_text("2026-01-20 Quay withdrawn ISO 14001\n")
    before = layout.database(out).read_bytes()
    plan = go(dry_run=True)
    assert [(why, path.rsplit("/", 1)[1]) for why, path in plan.todo] == [
        ("changed", "00.txt"),
        ("new", "99.txt"),
    ]
    assert layout.database(out).read_bytes() == before


def test_bad_and_foreign_files_get_a_row_and_a_reason(go, source, out):
    (source / "empty.txt").write_bytes(b"")
    (source / "picture.jpg").write_bytes(b"\xff\xd8")
    for name in ("empty.txt", "picture.jpg"):
        os.utime(source / name, (1, 1))
    summary = go()
    assert (summary.new, summary.failed, summary.skipped) == (12, 1, 1)
    rows = {row["source"]: row for row in table(out, "documents").to_pylist()}
    assert rows[f"{source}/picture.jpg"]["status"] == "skipped"
    assert rows[f"{source}/empty.txt"]["status"] == "failed"
    assert rows[f"{source}/empty.txt"]["error"]
    assert go().failed == 0


def test_failed_releases_are_tried_again_when_asked(go, source, out):
    def broken(releases):
        raise RuntimeError("out of order")

    summary = run([source], out, lambda: Inline(broken), FIRST)
    assert summary.failed == 12
    assert "out of order" in table(out, "documents")["error"].to_pylist()[0]
    assert go().again == 0
    assert go(retry=True).again == 12
    assert set(table(out, "documents")["status"].to_pylist()) == {"ok"}


def test_a_release_that_cannot_be_extracted_fails_alone(source, out):
    def picky(releases):
        if any("Harbour1 " in each.text for each in releases):
            raise ValueError("not this one")
        return make.extract(releases)

    summary = run([source], out, lambda: Inline(picky), FIRST)
    assert (summary.failed, summary.new) == (4, 12)
    assert table(out, "mentions").num_rows == 8


def test_missing_files_are_told_and_forgotten_on_demand(go, source, out):
    go()
    (source / "00.txt").unlink()
    summary = go()
    assert (len(summary.missing), summary.documents) == (1, 12)
    assert forget([], out, missing_below=[source]).documents == 11
    assert table(out, "documents").num_rows == 11
    assert go().missing == ()


def test_a_forgotten_release_stays_away_until_it_is_corrected(go, source, out):
    go()
    name = f"{source}/00.txt"
    assert forget([name], out).removed == 1
    assert go().documents == 11
    os.utime(source / "00.txt", (1, 1))
    assert go().documents == 11
    (source / "00.txt").write_text("2026-01-20 Quay granted ISO 14001, corrected\n")
    assert go().documents == 12


def test_forgetting_the_unknown_is_an_error(go, out):
    go()
    with pytest.raises(UsageError, match="no-such"):
        forget(["no-such"], out)
    with pytest.raises(StoreError, match="constancia run"):
        forget(["x"], out / "elsewhere")


def test_watch_takes_in_what_arrives(source, out):
    options = FIRST.__class__(stamp=FIRST.stamp, every=0)
    seen = []
    for summary in watch([source], out, lambda: Inline(make.extract), options, rounds=4):
        seen.append((summary.new, summary.documents))
        if len(seen) == 1:
            (source / "new.txt").write_text("2026-01-20 Quay granted ISO 14001\n")
    assert seen == [(12, 12), (1, 13)]


def test_nightly_runs_and_one_run_give_the_same_bytes(go, source, out, tmp_path):
    go()
    (source / "20.txt").write_text("2026-01-05 Quay granted ISO 14001\n")
    (source / "00.txt").write_text("2026-01-07 Harbour2 renewed ISO 9001\n")
    go()
    calm = tmp_path / "calm"
    run([source], calm, lambda: Inline(make.extract), FIRST)
    for each in schema.TABLES:
        left, right = (folder / f"{each.name}.parquet" for folder in (out, calm))
        assert left.read_bytes() == right.read_bytes(), each.name


def test_no_row_group_is_large_and_the_earlier_ones_stay(go, source, out, monkeypatch):
    monkeypatch.setattr(publish, "_PLAN", publish._PLAN.replace(str(publish.GROUP), "5"))
    go()
    with splice.Reusable(out / "documents.parquet") as found:
        before = found.groups
    (source / "99.txt").write_text("2026-02-01 Harbour1 granted ISO 9001\n")
    go()
    with splice.Reusable(out / "documents.parquet") as found:
        after = found.groups
    assert max(group.rows for group in after.values()) <= 5
    assert list(after)[: len(before) - 1] == list(before)[:-1]
    whole = table(out, "documents")
    assert whole["published"].to_pylist() == sorted(whole["published"].to_pylist())
    assert whole.num_rows == 13


def test_a_timeline_worked_out_in_small_parts_is_the_same(go, out, monkeypatch):
    go()
    at_once = table(out, "timeline")
    monkeypatch.setattr(views, "_AT_ONCE", 2)
    monkeypatch.setattr(views, "ROWS", 2)
    go(UPGRADED, stale=True)
    assert table(out, "timeline").equals(at_once)


def test_an_output_folder_among_the_releases_is_no_release(source):
    def once():
        return run([source], source / "out", lambda: Inline(make.extract), FIRST)

    assert once().files == 12
    assert (once().files, once().skipped) == (12, 0)


def test_what_a_dead_run_left_is_cleared(go, out):
    go()
    left = layout.temporary(out) / "duckdb_temp_storage-0.tmp"
    left.write_bytes(b"spilled")
    go()
    assert not left.exists()


def test_a_damaged_published_file_is_made_anew(go, source, out):
    go()
    good = (out / "mentions.parquet").read_bytes()
    (out / "mentions.parquet").write_bytes(b"PAR1 damaged PAR1")
    assert go().published
    assert (out / "mentions.parquet").read_bytes() == good
