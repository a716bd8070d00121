"""Finding the files that a command was given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import UsageError


def iter_sources(paths: Iterable[Path | str]) -> Iterator[tuple[str, Path]]:
    """Yield ``(source, path)`` of every file given, folders recursed in sorted order.

    Hidden files and folders (a leading dot) inside a folder are passed over, links to
    folders are not followed, and a file that is reached twice is given once. ``source``
    is the path as the user wrote it, with forward slashes.

    Raises:
        UsageError: a path does not exist.
    """
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        if not path.exists():
            raise UsageError("no such file or folder", where=path, remedy="check the path")
        for file in _walk(path) if path.is_dir() else (path,):
            if (real := file.resolve()) not in seen:
                seen.add(real)
                yield file.as_posix(), file


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the visible regular files below a folder, sorted."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(where, name)
            if not name.startswith(".") and path.is_file():
                yield path
