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
    reached = _Reached()
    for given in paths:
        path = Path(given)
        if not path.exists():
            raise UsageError("no such file or folder", where=path, remedy="check the path")
        found = _walk(path, reached) if path.is_dir() else _alone(path, reached)
        for file in found:
            yield file.as_posix(), file


class _Reached:
    """Which files were given already.

    Of a folder only its name is kept, not its files: what is remembered does not grow
    with them, and only links and files given by name have to be resolved.
    """

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._files: set[str] = set()

    def enter(self, folder: str) -> bool:
        """Note a real folder whose files are given; return whether it is a new one."""
        if folder in self._folders:
            return False
        self._folders.add(folder)
        return True

    def takes(self, folder: str, name: str) -> bool:
        """Say whether a regular file of a folder just entered is new."""
        return not self._files or os.path.join(folder, name) not in self._files  # noqa: PTH118 - fifty thousand times

    def takes_link(self, file: Path, folder: str = "", before: str = "") -> bool:
        """Note what a link, or a file given by name, leads to; say whether it is new.

        Args:
            file: the link or file.
            folder: the real folder being walked, of which only names up to
                ``before`` were given so far.
            before: the link's own name.
        """
        real = os.path.realpath(file)
        where, name = os.path.split(real)
        given = where in self._folders and not name.startswith(".")
        if real in self._files or (given and (where != folder or name < before)):
            return False
        self._files.add(real)
        return True


def _alone(file: Path, reached: _Reached) -> Iterator[Path]:
    if reached.takes_link(file):
        yield file


def _walk(folder: Path, reached: _Reached) -> Iterator[Path]:
    """Yield the visible regular files below a folder that are new, sorted."""
    try:
        with os.scandir(folder) as entries:
            visible = sorted((e for e in entries if not e.name.startswith(".")), key=_name)
    except OSError:
        return
    real = os.path.realpath(folder)
    if reached.enter(real):
        for entry in visible:
            if _is_new(entry, real, reached):
                yield folder / entry.name
    for entry in visible:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, reached)


def _is_new(entry: os.DirEntry[str], folder: str, reached: _Reached) -> bool:
    if not entry.is_file():
        return False
    if entry.is_symlink():
        return reached.takes_link(Path(entry.path), folder, entry.name)
    return reached.takes(folder, entry.name)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
