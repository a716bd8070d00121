"""What ``from pipeline import extract`` does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline import readers
from pipeline.errors import ReleaseError, UsageError
from pipeline.extraction import extract_one
from pipeline.records import Extraction, RawRelease, Release
from pipeline.release import doc_id
from pipeline.tables import Tables, build

_LONGEST_PATH = 1024


def _is_text(source: str) -> bool:
    if "\n" in source or len(source) > _LONGEST_PATH:
        return True
    return " " in source and not Path(source).exists()


def _from_text(text: str) -> RawRelease:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return RawRelease(f"text:{digest[:16]}", text, digest)


def _unread(source: str, error: ReleaseError) -> Extraction:
    release = Release(doc_id(source), source, "", "", ())
    return Extraction(release, status="failed", error=str(error))


def _extractions(source: str | Path) -> Iterator[Extraction]:
    if isinstance(source, str) and _is_text(source):
        yield extract_one(_from_text(source))
        return
    if not Path(source).exists():
        raise UsageError("there is no such file or folder", where=source)
    for name, path in readers.iter_sources([Path(source)]):
        try:
            for raw in readers.read(path, name):
                yield extract_one(raw)
        except ReleaseError as error:
            yield _unread(name, error)


def extract_tables(sources: Iterable[str | Path] | str | Path) -> Tables:
    """Extract paths or texts and build the tables; see ``pipeline.extraction``."""
    given = [sources] if isinstance(sources, (str, Path)) else list(sources)
    return build([extraction for source in given for extraction in _extractions(source)])
