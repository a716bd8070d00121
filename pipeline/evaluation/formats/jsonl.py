"""Our own JSONL (see ``pipeline.evaluation.jsonl``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.evaluation import jsonl
from pipeline.evaluation.gold import GoldRelease


def write(releases: Iterable[GoldRelease], folder: Path) -> None:
    """Write ``gold.jsonl``."""
    (folder / "gold.jsonl").write_text(jsonl.dumps(releases), encoding="utf-8", newline="")


def read(path: Path) -> Iterator[GoldRelease]:
    """Yield the releases of a file, or of every JSONL file of a folder."""
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        yield from jsonl.read(file)
