"""``--wait``: a command that finds the store held by another run."""

from __future__ import annotations

import threading

import pytest

from pipeline.errors import StoreBusy
from pipeline.store import lock
from tests.cli.test_commands import call, release

__all__ = ["release"]


@pytest.fixture
def out(release, tmp_path):
    out = tmp_path / "out"
    call("run", release.parent, "--out", out)
    return out


@pytest.fixture
def held(out):
    """The store, held until the returned timer lets it go after half a second."""
    free, taken = threading.Event(), threading.Event()

    def hold():
        with lock.held(out):
            taken.set()
            free.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(30)
    yield threading.Timer(0.5, free.set)
    free.set()
    holder.join()


@pytest.mark.parametrize("command", ["run", "forget"])
def test_a_held_store_is_refused_without_and_waited_for_with_the_option(
    command, release, out, held
):
    with pytest.raises(StoreBusy, match="another run holds the store"):
        call(command, release, "--out", out)
    held.start()
    assert call(command, release, "--out", out, "--wait", 30).exit_code == 0
