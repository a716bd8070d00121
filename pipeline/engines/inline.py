"""Extraction in this process, one batch after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.engines import work
from pipeline.records import RawRelease
from pipeline.store.rows import Batch
from pipeline.store.stamp import Stamp


class Inline:
    """Runs an extraction where it is called.

    Args:
        extract: from releases to extractions, in order.
    """

    def __init__(self, extract: work.ExtractBatch) -> None:
        self._extract = extract

    def map(self, batches: Iterable[Sequence[RawRelease]], stamp: Stamp) -> Iterator[Batch]:
        """Yield the rows of each batch."""
        for batch in batches:
            yield work.rows(self._extract, batch, stamp)
