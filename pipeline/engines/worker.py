"""One process that extracts, and the batches it has in hand."""

from __future__ import annotations

import collections
import contextlib
import multiprocessing
import os
import queue
import threading
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection

from pipeline.engines import work
from pipeline.engines.lean import without_pandas
from pipeline.errors import ConstanciaError
from pipeline.records import RawRelease
from pipeline.store.rows import SCHEMAS, Batch
from pipeline.store.stamp import Stamp

_READY = b"ready"

Plain = tuple[str, str, str, dict[str, str]]
Task = tuple[list[Plain], Stamp]


def _plain(raw: RawRelease) -> Plain:
    return raw.source, raw.text, raw.sha256, dict(raw.metadata)


def _listen(connection: Connection, tasks: queue.SimpleQueue[Task]) -> None:
    """Take in whatever is sent, so that the parent never waits; end when it hangs up."""
    while True:
        try:
            tasks.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)


def _serve(loader: str, connection: Connection) -> None:
    """Work until the parent hangs up."""
    with without_pandas():
        _work(loader, connection)


def _work(loader: str, connection: Connection) -> None:
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(connection, tasks), daemon=True).start()
    try:
        work.settle()
        extract = work.load(loader)
    except Exception as error:
        connection.send_bytes(str(error).encode() or repr(error).encode())
        return
    connection.send_bytes(_READY)
    while True:
        plain, stamp = tasks.get()
        batch = work.rows(extract, [RawRelease(*each) for each in plain], stamp)
        for part in batch.to_bytes():
            connection.send_bytes(part)


class Worker:
    """A process and the batches in its hand, the first of them being extracted.

    Args:
        loader: see ``work.load``.
    """

    def __init__(self, loader: str) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, far = context.Pipe()
        self.process = context.Process(target=_serve, args=(loader, far), daemon=True)
        self.process.start()
        far.close()
        self.hand: collections.deque[tuple[int, Sequence[RawRelease]]] = collections.deque()
        self._ready = False
        self._since = 0.0

    def send(self, index: int, batch: Sequence[RawRelease], stamp: Stamp) -> None:
        """Give the worker a batch, while it loads or works as well."""
        if not self.hand:
            self._since = time.monotonic()
        self.hand.append((index, batch))
        with contextlib.suppress(OSError):  # it died: shown by what it answers
            self.connection.send(([_plain(each) for each in batch], stamp))

    def receive(self) -> Batch | None:
        """Take what the worker says: nothing when it is ready, then the rows of its batches.

        Raises:
            ConstanciaError: the extraction cannot be loaded.
            EOFError: the process died.
            OSError: the connection to it broke.
        """
        if not self._ready:
            self._begin()
            return None
        parts = [self.connection.recv_bytes() for _ in SCHEMAS]
        self.hand.popleft()
        self._since = time.monotonic()
        return Batch.from_bytes(parts)

    def _begin(self) -> None:
        try:
            answer = self.connection.recv_bytes()
        except (EOFError, OSError):
            answer = b"it ended without a word"
        if answer != _READY:
            raise ConstanciaError(f"a worker cannot start: {answer.decode(errors='replace')}")
        self._ready = True
        self._since = time.monotonic()

    def end_if_late(self, limit: float) -> None:
        """Kill the process if a batch takes longer than ``limit`` seconds a release."""
        if not self._ready or not self.hand:
            return
        if time.monotonic() - self._since > limit * max(1, len(self.hand[0][1])):
            self.process.kill()

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.join(timeout=1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()
