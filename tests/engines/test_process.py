"""A process of our own: spaCy without its command line, which is there when it is asked for."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import sys
from pipeline.process import import_spacy
import_spacy()
import spacy
assert not [name for name in sys.modules if name.startswith("spacy.cli")]
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert callable(spacy.cli.download)
"""


def test_the_command_line_of_spacy_is_loaded_only_when_it_is_asked_for():
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
