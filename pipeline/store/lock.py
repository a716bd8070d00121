"""One run at a time: an advisory lock that the operating system lets go when a process dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import StoreBusy
from pipeline.store import layout

_PAUSE = 0.2


@contextlib.contextmanager
def held(folder: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the output folder's lock.

    Args:
        folder: the output folder; made if it is not there.
        wait: seconds to wait for another run to end.

    Raises:
        StoreBusy: another run holds it for longer than that.
        StoreError: the folder cannot be written.
    """
    path = layout.lock(folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("a+")
    except OSError as error:
        raise layout.trouble(error, folder) from error
    with stream:
        _acquire(stream.fileno(), path, folder, time.monotonic() + wait)
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        yield


def _acquire(number: int, path: Path, folder: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < deadline:
                time.sleep(_PAUSE)
                continue
            holder = path.read_text().strip() or "unknown"
            raise StoreBusy(
                f"another run holds the store (process {holder})",
                where=folder,
                remedy="wait until it ends, then run again",
            ) from None
        else:
            return
