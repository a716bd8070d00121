"""The documentation is true: its commands and links exist, its examples run."""

import doctest
import importlib
import re
import shlex
from pathlib import Path

import pytest
import typer

from pipeline.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "seeds").glob("*.md")), ROOT / "seeds" / "linking" / "README.md",
]  # fmt: skip
LINE = re.compile(
    r"^(?:    )?(?:\.venv/bin/)?(constancia .+?)(?:\s+#.*)?$|`(constancia [^`]+)`", re.MULTILINE
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)[^)]*\)")


def commands():
    """Every command line of the pages."""
    for page in PAGES:
        for found in LINE.finditer(page.read_text(encoding="utf-8")):
            line = (found[1] or found[2]).replace("\n", " ")
            yield pytest.param(line, id=f"{page.name}: {line[:60]}")


@pytest.mark.parametrize("line", list(commands()))
def test_a_command_of_the_docs_exists(line):
    command = typer.main.get_command(app)
    words = shlex.split(line)[1:]
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    assert not getattr(command, "commands", {}), f"{line}: no such command"
    known = {option for param in command.params for option in param.opts}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [each for each in targets if not (page.parent / each).exists()] == []


@pytest.mark.parametrize(
    "page", [p for p in PAGES if ">>> " in p.read_text("utf-8")], ids=lambda page: page.name
)
def test_the_examples_of_a_page_run(page):
    done = doctest.testfile(str(page), module_relative=False)
    assert done.attempted > 0
    assert done.failed == 0


@pytest.mark.parametrize("name", ["dates", "standards.parse", "standards.find"])
def test_the_examples_of_a_module_run(name):
    done = doctest.testmod(importlib.import_module(f"pipeline.{name}"))
    assert done.attempted > 0
    assert done.failed == 0
