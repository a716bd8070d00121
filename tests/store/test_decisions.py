from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from pipeline.errors import UsageError
from pipeline.store.upkeep import Verdict, decide, decisions, undecide
from tests.store.conftest import UPGRADED


def rows(out):
    return pq.read_table(out / "certifications.parquet").to_pylist()


def first(out):
    return rows(out)[0]


def test_a_corrected_value_survives_new_releases_and_an_upgrade(go, source, out):
    go()
    chosen = first(out)
    fact = chosen["fact_ids"][0]
    decide(out, Verdict("value", (chosen["certification_id"],), column="certifier", value="Cerper"))

    def corrected():
        return next(row for row in rows(out) if fact in row["fact_ids"])

    assert corrected()["certifier"] == "Cerper"
    (source / "more.txt").write_text("2026-01-05 Harbour0 granted ISO 9001\n")
    go()
    assert corrected()["certifier"] == "Cerper"
    go(UPGRADED, stale=True)
    assert corrected()["certifier"] == "Cerper"
    assert dict(corrected()["reasons"])["certifier_id"][0].startswith("decision ")


def test_releases_are_parted_and_joined_again(go, out):
    go()
    before = rows(out)
    many = next(row for row in before if row["n_sources"] > 1)
    name = decide(
        out, Verdict("different", (many["certification_id"],), doc_ids=(many["doc_ids"][0],))
    )
    assert len(rows(out)) == len(before) + 1
    undecide(out, name)
    assert rows(out) == before


def test_two_rows_become_one(go, out):
    go()
    before = rows(out)
    ids = tuple(row["certification_id"] for row in before[:2])
    name = decide(out, Verdict("same", ids, author="ana", reason="one ceremony"))
    (joined,) = (row for row in rows(out) if name in row["decisions"])
    assert joined["n_sources"] == sum(row["n_sources"] for row in before[:2])
    assert len(rows(out)) == len(before) - 1
    (kept,) = decisions(out)
    assert (kept.author, kept.reason, kept.decision_id) == ("ana", "one ceremony", name)


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict("same", ("nothing", "none")),
        Verdict("value", ("nothing",), column="certifier", value="x"),
    ],
)
def test_a_row_that_is_not_there_is_told(go, out, verdict):
    go()
    with pytest.raises(UsageError, match="no such certification"):
        decide(out, verdict)


def test_an_incomplete_verdict_is_told(go, out):
    go()
    name = first(out)["certification_id"]
    with pytest.raises(UsageError, match="two rows"):
        decide(out, Verdict("same", (name,)))
    with pytest.raises(UsageError, match="cannot be corrected"):
        decide(out, Verdict("value", (name,), column="n_sources", value="1"))
    with pytest.raises(UsageError, match="no such decision"):
        undecide(out, "nothing")


def test_a_decision_changes_the_published_state(go, out):
    go()
    before = (out / "manifest.json").read_text()
    decide(
        out,
        Verdict("value", (first(out)["certification_id"],), column="scheme", value="accreditation"),
    )
    assert (out / "manifest.json").read_text() != before
    assert "accreditation" in [row["scheme"] for row in rows(out)]
