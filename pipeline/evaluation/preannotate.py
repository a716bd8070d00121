"""What is to be annotated: releases through the pipeline, or gold as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from pipeline.errors import ReleaseError, UsageError
from pipeline.evaluation import formats, jsonl
from pipeline.evaluation.convert import preannotation
from pipeline.evaluation.gold import GoldRelease


def releases(path: Path) -> Iterator[GoldRelease | str]:
    """Yield each release with what was found in it; a text says why one was passed over.

    Args:
        path: a release or a folder of releases, or a file of a gold format.

    Raises:
        UsageError: there is no such path.
        GoldError: gold is not well-formed.
    """
    if not path.exists():
        raise UsageError("no such file or folder", where=path)
    if path.is_file() and path.suffix == ".jsonl" and not formats.is_foreign_jsonl(path):
        yield from jsonl.read(path)
    elif path.is_file() and (name := formats.guess(path)):
        yield from formats.read(path, name)
    else:
        yield from _extracted(path)


def _extracted(path: Path) -> Iterator[GoldRelease | str]:
    from pipeline import readers  # noqa: PLC0415 # loads the pipeline
    from pipeline.extraction import extract_one  # noqa: PLC0415

    names: set[str] = set()
    for source, file in readers.iter_sources([path]):
        try:
            for raw in readers.read(file, source):
                found = extract_one(raw)
                if found.status == "ok":
                    yield preannotation(found, _name(raw.source, found.release.doc_id, names))
                else:
                    yield f"{source}: {found.status}: {found.error}"
        except ReleaseError as error:
            yield str(error)


def _name(source: str, doc_id: str, taken: set[str]) -> str:
    """Return the stem of the source; with the document's id where two have the same."""
    stem = PurePath(source).stem or doc_id
    name = stem if stem not in taken else f"{stem}-{doc_id}"
    taken.add(name)
    return name
