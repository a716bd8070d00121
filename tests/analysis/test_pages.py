"""The code of the analysts' page and notebook runs as it stands there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "analysts.md").read_text(encoding="utf-8")
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
BLOCKS = {
    section.split("\n", 1)[0]: found[1]
    for section in PAGE.split("\n## ")
    if (found := CODE.search(section))
}
NOTEBOOK = json.loads((DOCS / "notebook" / "analysts.ipynb").read_text(encoding="utf-8"))
CELLS = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


@pytest.fixture
def here(out, tmp_path, monkeypatch):
    (tmp_path / "outputs").symlink_to(out)
    monkeypatch.chdir(tmp_path)


def test_the_page_shows_the_three_libraries():
    assert {"pandas", "DuckDB", "Polars"} <= set(BLOCKS)
    assert PAGE.count("```python") == len(BLOCKS)


@pytest.mark.parametrize("title", BLOCKS)
@pytest.mark.usefixtures("here")
def test_a_block_of_the_page_runs(title):
    exec(compile(BLOCKS[title], f"docs/analysts.md, {title}", "exec"), {})  # noqa: S102 - our own page


@pytest.mark.usefixtures("here")
def test_the_notebook_runs_from_top_to_bottom():
    names: dict[str, object] = {}
    for number, cell in enumerate(CELLS):
        exec(compile(cell, f"docs/notebook, cell {number}", "exec"), names)  # noqa: S102 - our own notebook
    assert len(names["held"]) > 0
    assert len(names["years"]) > 0


def test_the_notebook_is_kept_without_outputs():
    assert all(not cell.get("outputs") for cell in NOTEBOOK["cells"])
