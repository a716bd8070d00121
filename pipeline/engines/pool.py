"""Extraction in processes of this machine.

Releases travel to a worker as text and come back as Arrow streams. Results keep the order
of the batches, and only so many batches are under way that memory stays flat. A release
that kills its worker (out of memory, a crash in native code) or never ends fails alone: its
batch is tried again one by one in a fresh worker.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait

from pipeline.engines import work
from pipeline.engines.inline import Inline
from pipeline.errors import ConstanciaError
from pipeline.records import RawRelease
from pipeline.store.rows import SCHEMAS, Batch, to_batch
from pipeline.store.stamp import Stamp

# Batches that may wait, finished, for an earlier one: per worker.
AHEAD = 4
# Seconds that one release may take.
LIMIT = 120.0
_LOOK = 1.0
_READY = b"ready"

Plain = tuple[str, str, str, dict[str, str]]


def _plain(raw: RawRelease) -> Plain:
    return raw.source, raw.text, raw.sha256, dict(raw.metadata)


def _serve(loader: str, connection: Connection) -> None:
    """Work until the parent hangs up."""
    try:
        extract = work.load(loader)
    except Exception as error:
        connection.send_bytes(str(error).encode() or repr(error).encode())
        return
    connection.send_bytes(_READY)
    while True:
        try:
            plain, stamp = connection.recv()
        except EOFError:
            return
        batch = work.rows(extract, [RawRelease(*each) for each in plain], stamp)
        for part in batch.to_bytes():
            connection.send_bytes(part)


class Worker:
    """One process and the batch it has in hand."""

    def __init__(self, loader: str) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, far = context.Pipe()
        self.process = context.Process(target=_serve, args=(loader, far), daemon=True)
        self.process.start()
        far.close()
        self.index: int | None = None
        self.batch: Sequence[RawRelease] = ()
        self._ready = False
        self._since = 0.0

    def end_if_late(self, limit: float) -> None:
        """Kill the process if a batch takes longer than ``limit`` seconds a release."""
        if time.monotonic() - self._since > limit * max(1, len(self.batch)):
            self.process.kill()

    def send(self, index: int, batch: Sequence[RawRelease], stamp: Stamp) -> None:
        """Give the worker a batch."""
        self.index, self.batch = index, batch
        self.wait_until_ready()
        self._since = time.monotonic()
        self.connection.send(([_plain(each) for each in batch], stamp))

    def wait_until_ready(self) -> None:
        """Wait until the extraction is loaded.

        Raises:
            ConstanciaError: it cannot be loaded.
        """
        if self._ready:
            return
        try:
            answer = self.connection.recv_bytes()
        except (EOFError, OSError):
            answer = b"it ended without a word"
        if answer != _READY:
            raise ConstanciaError(f"a worker cannot start: {answer.decode(errors='replace')}")
        self._ready = True

    def receive(self) -> Batch:
        """Return the rows of the batch in hand.

        Raises:
            EOFError: the process died.
            OSError: the connection to it broke.
        """
        parts = [self.connection.recv_bytes() for _ in SCHEMAS]
        self.index, self.batch = None, ()
        return Batch.from_bytes(parts)

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.join(timeout=1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


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
        workers: list[Worker] = []
        try:
            yield from self._map(enumerate(batches), stamp, workers)
        finally:
            for worker in workers:
                worker.stop()

    def _map(
        self, todo: Iterator[tuple[int, Sequence[RawRelease]]], stamp: Stamp, workers: list[Worker]
    ) -> Iterator[Batch]:
        done: dict[int, Batch] = {}
        following = 0
        more = True
        while True:
            while more and len(done) < AHEAD * self._count:
                idle = self._idle(workers)
                if idle is None:
                    break
                more = self._feed(idle, todo, stamp)
            busy = {w.connection: w for w in workers if w.index is not None}
            if not busy:
                return
            for worker in busy.values():
                worker.end_if_late(self._limit)
            for connection in wait(list(busy), _LOOK):
                self._collect(busy[connection], workers, stamp, done)  # type: ignore[index]  # wait() returns what it was given
            while following in done:
                yield done.pop(following)
                following += 1

    def _idle(self, workers: list[Worker]) -> Worker | None:
        for worker in workers:
            if worker.index is None:
                return worker
        if len(workers) < self._count:
            workers.append(Worker(self._loader))
            return workers[-1]
        return None

    @staticmethod
    def _feed(
        worker: Worker, todo: Iterator[tuple[int, Sequence[RawRelease]]], stamp: Stamp
    ) -> bool:
        try:
            index, batch = next(todo)
        except StopIteration:
            return False
        worker.send(index, batch, stamp)
        return True

    def _collect(
        self, worker: Worker, workers: list[Worker], stamp: Stamp, done: dict[int, Batch]
    ) -> None:
        index, batch = worker.index, worker.batch
        if index is None:
            return
        try:
            done[index] = worker.receive()
        except (EOFError, OSError):
            self._replace(worker, workers)
            done[index] = self._rescue(batch, workers, stamp)

    def _replace(self, worker: Worker, workers: list[Worker]) -> None:
        workers.remove(worker)
        worker.stop()

    def _rescue(self, batch: Sequence[RawRelease], workers: list[Worker], stamp: Stamp) -> Batch:
        """Try the releases of a batch that killed its worker, each alone."""
        found: list[Batch] = []
        worker: Worker | None = None
        for raw in batch:
            worker = worker or Worker(self._loader)
            try:
                worker.send(0, [raw], stamp)
                if not worker.connection.poll(self._limit):
                    worker.process.kill()
                found.append(worker.receive())
            except (EOFError, OSError):
                worker.stop()
                worker = None
                why = "the process that extracted it died or did not end (memory, a crash, a loop)"
                found.append(to_batch([work.failed(raw, why)], stamp))
        if worker:
            workers.append(worker)
        return Batch.join(found)


def engine(loader: str, workers: int = 1) -> work.Engine:
    """Return the engine for a number of workers: this process for one."""
    return Pool(loader, workers) if workers > 1 else Inline(work.load(loader))
