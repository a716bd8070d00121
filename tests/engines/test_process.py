"""A process of our own: nothing is imported that extraction does not need."""

from __future__ import annotations

import subprocess
import sys

_EXTRACTION = """
import sys
from pipeline.extraction import extractor
from pipeline.records import RawRelease
extract = extractor()
extract([RawRelease("one.txt", "The Board of Dunmore met in Lima on 3 May 2021.", "")])
assert "spacy" not in sys.modules
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


def test_extraction_does_without_spacy():
    assert complaint(_EXTRACTION) == ""


def test_pandas_is_not_imported_for_arrays():
    assert complaint(_ARRAYS) == ""


def complaint(script: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own scripts
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    return done.stderr
