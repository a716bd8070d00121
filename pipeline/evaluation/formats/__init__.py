"""Gold in the formats of annotation tools: one module a format, one line each in ``FORMATS``.

A module has ``write(releases, folder)`` and ``read(path)``. What a format has no place for
(values, entity keys, qualifiers) goes where it lets a stranger put something, and a file by
another program is read without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from pipeline.errors import GoldError, UsageError
from pipeline.evaluation.gold import GoldRelease

FORMATS = ("jsonl", "brat", "doccano", "labelstudio", "conll", "spacy")


class _Format(Protocol):
    def write(self, releases: Iterable[GoldRelease], folder: Path) -> None: ...

    def read(self, path: Path) -> Iterator[GoldRelease]: ...


def _module(name: str) -> _Format:
    if name not in FORMATS:
        raise UsageError(f"no format {name!r}", remedy=f"one of: {', '.join(FORMATS)}")
    return cast("_Format", import_module(f"pipeline.evaluation.formats.{name}"))


def write(releases: Iterable[GoldRelease], folder: Path, name: str) -> None:
    """Write releases in a format.

    Args:
        releases: what is written.
        folder: made if it is not there.
        name: one of ``FORMATS``.

    Raises:
        UsageError: there is no such format.
    """
    module = _module(name)
    folder.mkdir(parents=True, exist_ok=True)
    module.write(releases, folder)


def read(path: Path, name: str) -> Iterator[GoldRelease]:
    """Yield the releases of a file or folder in a format.

    Raises:
        GoldError: a file is not well-formed.
        UsageError: there is no such format.
    """
    try:
        yield from _module(name).read(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        cause = f"not the format {name}: {type(error).__name__}: {error}"
        raise GoldError(cause, where=path) from error


def guess(path: Path) -> str:
    """Return the name of a path's format, empty if it has none that is known."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        found = _of_file(file)
        if found:
            return found
    return ""


def _of_file(file: Path) -> str:
    by_suffix = {".ann": "brat", ".conll": "conll", ".iob": "conll", ".spacy": "spacy"}
    if file.suffix in by_suffix:
        return by_suffix[file.suffix]
    if file.suffix == ".jsonl":
        return "doccano" if is_foreign_jsonl(file) else "jsonl"
    return "labelstudio" if file.suffix == ".json" and _is_tasks(file) else ""


def is_foreign_jsonl(path: Path) -> bool:
    """Tell whether a JSONL file is doccano's and not ours."""
    with path.open(encoding="utf-8") as lines:
        first = next((line for line in lines if line.strip()), "{}")
    try:
        row = json.loads(first)
    except ValueError:
        return False
    ours = {"facts", "mentions"} & set(row)
    return not ours and bool({"entities", "label", "labels", "relations"} & set(row))


def _is_tasks(path: Path) -> bool:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(value, list) and bool(value) and "data" in value[0]
