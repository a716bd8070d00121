"""Extraction in processes of this machine.

Releases travel to a worker as text and come back as Arrow streams. Results keep the order
of the batches, and only so many batches are under way that memory stays flat. A worker has
the next batch at hand when it finishes one. A release that kills its worker (out of memory,
a crash in native code) or never ends fails alone: its batch is tried again one by one in a
fresh worker.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import wait

from pipeline.engines import work
from pipeline.engines.inline import Inline
from pipeline.engines.worker import Worker
from pipeline.records import RawRelease
from pipeline.store.rows import Batch, to_batch
from pipeline.store.stamp import Stamp

# Batches taken from the input and not yet handed on: per worker.
AHEAD = 6
# Batches that a worker has in hand: one being extracted, one to go on with.
HAND = 2
# Seconds that one release may take.
LIMIT = 120.0
_LOOK = 1.0

Numbered = tuple[int, Sequence[RawRelease]]


class Pool:
    """Runs an extraction in several processes.

    Args:
        loader: ``package.module:function`` that returns the extraction (see ``work.load``).
        workers: number of processes.
        limit: seconds that one release may take.
    """

    def __init__(self, loader: str, workers: int, limit: float = LIMIT) -> None:
        self._loader, self._count, self._limit = loader, max(1, workers), limit

    def map(self, batches: Iterable[Sequence[RawRelease]], stamp: Stamp) -> Iterator[Batch]:
        """Yield the rows of each batch, in order."""
        mapping = _Mapping(self._loader, self._count, self._limit, enumerate(batches), stamp)
        try:
            yield from mapping.results()
        finally:
            mapping.stop()


class _Mapping:
    """Batches on their way through the workers."""

    def __init__(
        self, loader: str, count: int, limit: float, todo: Iterator[Numbered], stamp: Stamp
    ) -> None:
        self._loader, self._count, self._limit = loader, count, limit
        self._todo, self._stamp = todo, stamp
        self._workers: list[Worker] = []
        # Batches that waited behind one that killed its worker.
        self._again: collections.deque[Numbered] = collections.deque()
        self._done: dict[int, Batch] = {}

    def results(self) -> Iterator[Batch]:
        following = 0
        while True:
            self._hand_out()
            busy = {id(w.connection): w for w in self._workers if w.hand}
            if not busy:
                return
            for connection in wait([w.connection for w in busy.values()], _LOOK):
                self._collect(busy[id(connection)])
            for worker in self._workers:
                worker.end_if_late(self._limit)
            while following in self._done:
                yield self._done.pop(following)
                following += 1

    def stop(self) -> None:
        for worker in self._workers:
            worker.stop()

    def _hand_out(self) -> None:
        while self._has_room():
            numbered = self._again.popleft() if self._again else next(self._todo, None)
            if numbered is None:
                return
            self._least_busy().send(*numbered, self._stamp)

    def _has_room(self) -> bool:
        under_way = len(self._done) + sum(len(worker.hand) for worker in self._workers)
        free = any(len(worker.hand) < HAND for worker in self._workers)
        return under_way < AHEAD * self._count and (free or len(self._workers) < self._count)

    def _least_busy(self) -> Worker:
        """Return the worker with the least to do, a fresh one before one that is busy."""
        least = min(self._workers, key=lambda worker: len(worker.hand), default=None)
        if least is None or (least.hand and len(self._workers) < self._count):
            least = Worker(self._loader)
            self._workers.append(least)
        return least

    def _collect(self, worker: Worker) -> None:
        index, batch = worker.hand[0]
        try:
            found = worker.receive()
        except (EOFError, OSError):
            self._again.extend(list(worker.hand)[1:])
            self._workers.remove(worker)
            worker.stop()
            found = self._rescue(batch)
        if found is not None:
            self._done[index] = found

    def _rescue(self, batch: Sequence[RawRelease]) -> Batch:
        """Try the releases of a batch that killed its worker, each alone."""
        found: list[Batch] = []
        worker: Worker | None = None
        for raw in batch:
            worker = worker or Worker(self._loader)
            try:
                found.append(self._alone(worker, raw))
            except (EOFError, OSError):
                worker.stop()
                worker = None
                why = "the process that extracted it died or did not end (memory, a crash, a loop)"
                found.append(to_batch([work.failed(raw, why)], self._stamp))
        if worker:
            self._workers.append(worker)
        return Batch.join(found)

    def _alone(self, worker: Worker, raw: RawRelease) -> Batch:
        worker.send(0, [raw], self._stamp)
        while True:
            while not worker.connection.poll(_LOOK):
                worker.end_if_late(self._limit)
            if (found := worker.receive()) is not None:
                return found


def engine(loader: str, workers: int = 1) -> work.Engine:
    """Return the engine for a number of workers: this process for one."""
    return Pool(loader, workers) if workers > 1 else Inline(work.load(loader))
