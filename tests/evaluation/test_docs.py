"""The commands in the documentation exist, with the options that it names."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from pipeline.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/evaluation.md", "seeds/README.md")
LINE = re.compile(r"^    (constancia .+?)(?:\s+#.*)?$|`(constancia [^`]+)`", re.MULTILINE)


def commands():
    """Every command line of the pages."""
    for page in PAGES:
        for found in LINE.finditer((ROOT / page).read_text(encoding="utf-8")):
            yield pytest.param((found[1] or found[2]).replace("\n", " "), id=found[0].strip()[:60])


@pytest.mark.parametrize("line", list(commands()))
def test_a_command_of_the_docs_exists(line):
    command = typer.main.get_command(app)
    words = shlex.split(line)[1:]
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    assert not getattr(command, "commands", {}), f"{line}: no such command"
    known = {option for param in command.params for option in param.opts}
    assert {word for word in words if word.startswith("--")} <= known
