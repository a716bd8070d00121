"""Plain text: one release a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.readers.decode import decode
from pipeline.readers.load import digest, load
from pipeline.records import RawRelease


def read(path: Path, source: str) -> Iterator[RawRelease]:
    """Yield the one release of a text file."""
    data = load(path)
    yield RawRelease(source=source, text=decode(data, path), sha256=digest(data))
