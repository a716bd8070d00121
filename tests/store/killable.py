"""A run in a process of its own, for tests that kill it: ``killable.py IN OUT [slow]``."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from pipeline.engines.inline import Inline
from pipeline.records import Extraction, RawRelease
from pipeline.store.run import Options, run
from pipeline.store.stamp import Stamp
from tests.store import make


def extract(releases: Sequence[RawRelease]) -> list[Extraction]:
    time.sleep(float(sys.argv[3]))
    return make.extract(releases)


if __name__ == "__main__":
    options = Options(stamp=Stamp("1", "f1", make.NOW), wait=5)
    run([sys.argv[1]], Path(sys.argv[2]), lambda: Inline(extract), options)
