from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engines.inline import Inline
from pipeline.store.run import Options, run
from pipeline.store.stamp import Stamp
from pipeline.store.summary import RunSummary
from tests.store import make

FIRST = Options(stamp=Stamp("1", "f1", make.NOW))
UPGRADED = Options(stamp=Stamp("2", "f2", make.NOW))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        day = f"2026-01-{number + 1:02}"
        (folder / f"{number:02}.txt").write_text(f"{day} Harbour{number % 3} granted ISO 9001\n")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def go(source: Path, out: Path) -> Callable[..., RunSummary]:
    def _go(options: Options = FIRST, **changes: object) -> RunSummary:
        changed = dataclasses.replace(options, **changes)
        return run([source], out, lambda: Inline(make.extract), changed)

    return _go
