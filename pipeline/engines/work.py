"""What every engine does with a batch: extract, turn into rows, and let one release fail alone."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Protocol

from pipeline.errors import ConstanciaError, UsageError
from pipeline.records import Extraction, RawRelease, Release
from pipeline.release.identity import doc_id
from pipeline.store.rows import Batch, to_batch
from pipeline.store.stamp import Stamp

ExtractBatch = Callable[[Sequence[RawRelease]], Sequence[Extraction]]


class Engine(Protocol):
    """Where extraction runs. A cluster can stand here as well as this machine."""

    def map(self, batches: Iterable[Sequence[RawRelease]], stamp: Stamp) -> Iterator[Batch]:
        """Yield the rows of each batch, in the order of the batches.

        Batches are taken from the input as room becomes free, never all at once.
        """
        ...


def load(name: str) -> ExtractBatch:
    """Return the extraction that a loader such as ``package.module:function`` makes.

    The loader is called without arguments, once a process, and returns the function
    that extracts a batch.

    Raises:
        UsageError: there is no such loader.
    """
    module, _, function = name.partition(":")
    try:
        loader = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError("there is no such loader", where=name, remedy="module:function") from error
    made: ExtractBatch = loader()
    return made


def settle() -> None:
    """Let the collector of garbage run less often: much is loaded, and little of it is garbage.

    For processes of our own, not for a program that uses us.
    """
    gc.set_threshold(300_000, 20, 100)


def rows(extract: ExtractBatch, releases: Sequence[RawRelease], stamp: Stamp) -> Batch:
    """Extract a batch into rows; a release that cannot be extracted gives a failed row."""
    try:
        found = extract(releases)
        _check(found, releases)
        return to_batch(found, stamp)
    except Exception as error:
        if len(releases) != 1:
            return _one_by_one(extract, releases, stamp)
        return to_batch([failed(releases[0], _say(error))], stamp)


def _check(found: Sequence[Extraction], releases: Sequence[RawRelease]) -> None:
    if [each.release.source for each in found] != [each.source for each in releases]:
        raise ValueError("the extraction did not answer each release in order")


def _one_by_one(extract: ExtractBatch, releases: Sequence[RawRelease], stamp: Stamp) -> Batch:
    return Batch.join([rows(extract, [each], stamp) for each in releases])


def failed(raw: RawRelease, why: str, status: str = "failed") -> Extraction:
    """Return the record of a release from which nothing could be had."""
    release = Release(doc_id(raw.source), raw.source, raw.sha256, "", ())
    return Extraction(release, status="skipped" if status == "skipped" else "failed", error=why)


def _say(error: Exception) -> str:
    if isinstance(error, ConstanciaError):
        return str(error)
    return f"{type(error).__name__}: {error}"
