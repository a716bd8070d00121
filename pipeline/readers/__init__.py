"""Reading releases from files: one module a format, one line each in ``READERS``.

A format's module has ``read(path, source) -> Iterator[RawRelease]`` and is
imported when a file of its suffix is first met.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from pipeline.errors import UnreadableRelease
from pipeline.readers.sources import iter_sources
from pipeline.records import RawRelease

__all__ = ["READERS", "iter_sources", "read", "skip_reason"]

READERS = {
    ".txt": "pipeline.readers.text",
    ".text": "pipeline.readers.text",
    ".md": "pipeline.readers.markdown",
}


class _Reader(Protocol):
    def read(self, path: Path, source: str) -> Iterator[RawRelease]: ...


def skip_reason(path: Path) -> str:
    """Say why a file is not read at all, with the remedy; empty if it is read."""
    if path.suffix.lower() in READERS:
        return ""
    return (
        f"the format {path.suffix or '(no suffix)'} is not read "
        f"(save it as one of: {', '.join(sorted(READERS))})"
    )


def read(path: Path, source: str | None = None) -> Iterator[RawRelease]:
    """Read the releases of one file.

    Args:
        path: the file.
        source: its identity as the user gave it (path or URL); the path if left out.

    Raises:
        UnreadableRelease: the format is not read (see ``skip_reason``), or the bytes are not text.
    """
    path = Path(path)
    if reason := skip_reason(path):
        raise UnreadableRelease(reason, where=path)
    reader = cast("_Reader", import_module(READERS[path.suffix.lower()]))
    yield from reader.read(path, str(path) if source is None else source)
