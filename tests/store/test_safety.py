from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.engines.inline import Inline
from pipeline.errors import StoreBusy, StoreError
from pipeline.store import layout, lock
from pipeline.store.database import Database
from pipeline.store.feed import BATCH
from pipeline.store.run import run
from tests.store import kill, make
from tests.store.conftest import FIRST


def test_kills_at_random_moments_lose_nothing(tmp_path):
    killed, same = kill.trial(tmp_path, kills=10, releases=100)
    assert killed >= 5  # a kill may come when the run has ended
    assert same


def test_a_second_run_is_refused_while_one_holds_the_store(go, out):
    go()
    with lock.held(out), pytest.raises(StoreBusy, match=f"process {os.getpid()}"):
        go()


def test_a_second_run_waits_when_asked(source, out, tmp_path):
    first = kill.start(source, out, 0.5)
    deadline = time.monotonic() + 30
    while not layout.lock(out).exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    summary = run(
        [source], out, lambda: Inline(make.extract), FIRST.__class__(stamp=FIRST.stamp, wait=30)
    )
    _, said = first.communicate(timeout=30)
    assert first.returncode == 0, said.decode()
    assert summary.documents == 12


def test_a_failure_in_the_middle_keeps_what_was_committed(source, out, go):
    for number in range(100):
        (source / f"more{number}.txt").write_text(f"2026-02-01 Quay granted ISO {number + 1}\n")
    calls = 0

    class Dying(Inline):
        def map(self, batches, stamp):
            nonlocal calls
            for rows in super().map(batches, stamp):
                calls += 1
                if calls == 3:
                    raise KeyboardInterrupt
                yield rows

    with pytest.raises(KeyboardInterrupt):
        run([source], out, lambda: Dying(make.extract), FIRST)
    summary = go()
    assert (summary.new, summary.documents) == (112 - 2 * BATCH, 112)


LIMITED = """
import resource, signal, sys
sys.path[:0] = [{here!r}]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from tests.store import make
from pathlib import Path
from pipeline.engines.inline import Inline
from pipeline.errors import StoreError
from pipeline.store.run import Options, run
from pipeline.store.stamp import Stamp
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    run([{source!r}], Path({out!r}), lambda: Inline(make.extract),
        Options(stamp=Stamp("1", "f1", make.NOW)))
except StoreError as error:
    print("StoreError:", error)
"""


@pytest.mark.parametrize("limit", [50_000, 3_000_000])
def test_a_full_disk_is_told_and_loses_nothing(go, source, out, limit):
    """A limit on the size of files stands for a full disk: of the store, of a table."""
    go()
    before = {path.name: path.read_bytes() for path in out.glob("*.parquet")}
    big = "word " * 20_000
    for number in range(60):
        text = os.urandom(40_000).hex() if limit > 100_000 else big
        (source / f"big{number}.txt").write_text(f"2026-02-01 Quay granted ISO 9001 {text}\n")
    script = LIMITED.format(
        here=str(Path(__file__).parents[2]), limit=limit, source=str(source), out=str(out)
    )
    done = subprocess.run(  # noqa: S603 - own script
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert "StoreError" in done.stdout, done.stderr
    assert "full" in done.stdout
    assert before == {path.name: path.read_bytes() for path in out.glob("*.parquet")}
    assert go().documents == 72
    assert pq.read_table(out / "documents.parquet").num_rows == 72


def test_the_limit_of_the_test_is_not_ours():
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_folder_that_cannot_be_written_is_told(source, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(StoreError, match="file"):
        run([source], blocked / "out", lambda: Inline(make.extract), FIRST)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told_and_keeps_its_tables(go, source, out):
    go()
    (source / "20.txt").write_text("2026-01-05 Quay granted ISO 14001\n")
    for path in (out, *out.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            go()
        assert pq.read_table(out / "documents.parquet").num_rows == 12
    finally:
        for path in (out, *out.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_denied_and_full_are_told_apart(tmp_path):
    denied = layout.trouble(PermissionError(13, "Permission denied"), tmp_path)
    full = layout.trouble(OSError(28, "No space left on device"), tmp_path)
    assert "cannot be written" in str(denied)
    assert "full" in str(full)


def test_a_store_of_another_format_is_refused(go, out):
    go()
    with Database(out) as database:
        database.execute("UPDATE facts_about_store SET value = '0' WHERE name = 'format'")
    with pytest.raises(StoreError, match="format 0"):
        go()
