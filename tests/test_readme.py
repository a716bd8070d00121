"""The README's example and code are what the program does."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from pipeline import extract

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)\n\n(?=\S)", README, re.DOTALL)
    assert found is not None, name
    return textwrap.dedent(found.group(1))


def table(text: str) -> list[list[str]]:
    rows = [line.strip("|").split("|") for line in text.strip().splitlines()]
    return [[cell.strip() for cell in row] for row in rows if not set(row[0]) <= {"-"}]


def test_the_example_is_what_comes_out():
    header, *rows = table(section("example-table"))
    found = extract(section("example-release")).certifications.to_arrow().to_pylist()
    assert sorted([str(r[name] or "") for name in header] for r in found) == sorted(rows)


def test_the_code_runs(tmp_path, monkeypatch, capsys):
    extract(section("example-release")).write(tmp_path / "outputs")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 # the README's own code
    assert "Port Authority of Ilo" in capsys.readouterr().out
