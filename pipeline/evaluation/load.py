"""Opening gold, whatever its form: a corpus folder, a JSONL file, a folder of another format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import GoldError, UsageError
from pipeline.evaluation import corpus, jsonl, markup, namegold, splits
from pipeline.evaluation.gold import GoldRelease, Split

WHOLE = "all"


def load(path: Path, wanted: Sequence[Split] = ()) -> dict[str, list[GoldRelease]]:
    """Return gold by split; under ``all`` where the gold has no splits.

    Args:
        path: a corpus folder (with ``splits.json``), a folder of annotated releases (``*.md``),
            ``gold.jsonl``, a folder of JSON files with names, or a folder or file of a format of
            ``pipeline.evaluation.formats``.
        wanted: the splits to return.

    Raises:
        GoldError: it is not well-formed.
        UsageError: there is nothing that could be gold.
    """
    if not path.exists():
        raise UsageError("no such file or folder", where=path)
    if path.is_dir() and not (path / "splits.json").exists() and any(path.glob("*.md")):
        return {WHOLE: list(markup.read_folder(path))}
    for folder in (path, path.parent, path.parent.parent):
        if (folder / "splits.json").is_file():
            return _by_split(folder, wanted or ("dev", "test"), path)
    if wanted:
        raise UsageError("this gold has no splits", where=path, remedy="leave out --split")
    found = _read(path)
    if not found:
        raise UsageError("there is no gold", where=path)
    return {WHOLE: found}


def _by_split(folder: Path, wanted: Sequence[Split], path: Path) -> dict[str, list[GoldRelease]]:
    """Return the part of a corpus that a path names: all of it, or one language.

    The test part is checked by its hash before anything is measured on it.
    """
    given, releases = splits.load(folder / "splits.json"), corpus.read(folder)
    if "test" in wanted and splits.test_hash(releases, given.of) != given.test_sha256:
        remedy = "run: constancia corpus build"
        raise GoldError("the test part is not the one in splits.json", where=folder, remedy=remedy)
    inside = {path.name, path.parent.name} if path != folder else set()
    chosen = [r for r in releases if path == folder or r.lang in inside]
    if not chosen:
        raise UsageError("there is no built gold", where=path, remedy=f"evaluate {folder}")
    return {split: [r for r in chosen if given.of.get(r.id) == split] for split in wanted}


def _read(path: Path) -> list[GoldRelease]:
    from pipeline.evaluation import formats  # noqa: PLC0415 # some of them load spaCy

    if path.suffix == ".jsonl" and not formats.is_foreign_jsonl(path):
        return list(jsonl.read(path))
    if path.is_dir() and list(path.glob("*.json")) and not list(path.glob("*.ann")):
        return list(namegold.read_folder(path))
    if path.is_dir() and list(path.glob("*/gold.jsonl")):
        return corpus.read(path)
    if name := formats.guess(path):
        return list(formats.read(path, name))
    raise GoldError("no gold format is known by this name", where=path)
