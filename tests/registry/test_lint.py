from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.registry.build import lint
from pipeline.registry.entries import Entry
from pipeline.resources import patterns

GOOD = Entry(
    id="pe:puerto",
    type="AGENCY",
    kind="port_authority",
    country="PE",
    names={"es": ["Autoridad del Puerto"]},
    acronyms=["ADP"],
    source="list",
)


def test_the_shipped_registry_has_no_problems() -> None:
    assert lint.lint(patterns() / "registry") == []


def test_a_good_entry_has_no_problems() -> None:
    assert list(lint.problems([GOOD], ["list"])) == []


@pytest.mark.parametrize(
    ("entry", "cause"),
    [
        (replace(GOOD, kind="harbour"), "unknown kind 'harbour'"),
        (replace(GOOD, country="PX"), "unknown country 'PX'"),
        (replace(GOOD, country="CL"), "the country is 'CL'"),
        (replace(GOOD, parent="pe:nobody"), "no such parent: pe:nobody"),
        (replace(GOOD, parent="pe:puerto"), "no such parent: pe:puerto"),
        (replace(GOOD, source="hearsay"), "no such source: 'hearsay'"),
        (replace(GOOD, names={"fr": ["Port"]}), "unknown language 'fr'"),
        (replace(GOOD, names={"es": ["El  Puerto"]}), "badly spaced"),
        (replace(GOOD, names={"es": ["Puerto", "Puerto"]}), "there twice"),
        (replace(GOOD, acronyms=["A.P."]), "too short"),
        (replace(GOOD, acronyms_weak=["ADP"]), "both an acronym and a weak one"),
        (replace(GOOD, domains=["puerto gob pe"]), "not a domain"),
    ],
)
def test_each_fault_is_told(entry: Entry, cause: str) -> None:
    found = [str(problem) for problem in lint.problems([entry], ["list"])]
    assert any(cause in line for line in found), found


def test_an_id_used_twice_is_told() -> None:
    found = [str(problem) for problem in lint.problems([GOOD, GOOD], ["list"])]
    assert found == ["pe:puerto: the id is used 2 times"]


def test_rewriting_sorts_lines_and_keys(tmp_path: Path) -> None:
    path = tmp_path / "pe.jsonl"
    lines = [
        {"names": {"es": ["B"]}, "type": "AGENCY", "id": "pe:b", "acronyms": []},
        {"id": "pe:a", "type": "AGENCY", "names": {"es": ["A"]}},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert [problem.what for problem in lint.unsorted(path)] == [
        "pe:a stands after pe:b: run with --write"
    ]
    lint.rewrite(path)
    assert list(lint.unsorted(path)) == []
    second = path.read_text(encoding="utf-8").splitlines()[1]
    assert list(json.loads(second)) == ["id", "type", "names"]
