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
_ARRAYS = """
import sys
from pipeline.engines.lean import without_pandas
with without_pandas():
    import pyarrow
    pyarrow.array([1])
assert "pandas" not in sys.modules
import pandas
"""


def test_the_command_line_of_spacy_is_loaded_only_when_it_is_asked_for():
    assert complaint(_SCRIPT) == ""


def test_pandas_is_not_imported_for_arrays():
    assert complaint(_ARRAYS) == ""


def complaint(script: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own scripts
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    return done.stderr
