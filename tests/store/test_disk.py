"""A disk that is really full, and one that is really read-only: needs the right to mount."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from pipeline.errors import StoreError

MOUNT = shutil.which("mount")
pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or MOUNT is None, reason="needs the right to mount a small disk"
)


def mount(*arguments):
    done = subprocess.run([MOUNT, *arguments], check=False, capture_output=True)  # noqa: S603 - own arguments
    return done.returncode == 0


@pytest.fixture
def out(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)):
        pytest.skip("mounting is not allowed here")
    yield disk / "out"
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607 - own arguments


def published(out):
    return {path.name: path.read_bytes() for path in out.glob("*.parquet")}


def test_a_full_and_a_read_only_disk_lose_nothing(go, source, out):
    go()
    before = published(out)
    for number in range(300):
        text = f"2026-01-02 Quay{number} granted ISO 9001 {os.urandom(6000).hex()}"
        (source / f"big{number}.txt").write_text(text)
    with pytest.raises(StoreError, match="full"):
        go()
    assert published(out) == before
    assert mount("-o", "remount,size=200m", str(out.parent))
    assert go().documents == 312
    (source / "more.txt").write_text("2026-01-02 Quay granted ISO 9001")
    assert mount("-o", "remount,ro", str(out.parent))
    with pytest.raises(StoreError, match="cannot be written"):
        go()
    assert mount("-o", "remount,rw", str(out.parent))
    assert go().documents == 313
