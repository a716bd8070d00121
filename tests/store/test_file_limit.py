"""A write that the system refuses, on any machine: the limit of a file's size stands for a full disk."""

import os
import resource
from contextlib import contextmanager

import pytest

from pipeline.errors import StoreError


@contextmanager
def largest_file(size):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_refused_write_loses_nothing(go, source, out):
    go()
    before = {path.name: path.read_bytes() for path in out.glob("*.parquet")}
    assert before
    for number in range(100):
        text = f"2026-01-02 Quay{number} granted ISO 9001 {os.urandom(6000).hex()}"
        (source / f"big{number}.txt").write_text(text)
    with largest_file(1 << 20), pytest.raises(StoreError, match="full"):
        go()
    assert {path.name: path.read_bytes() for path in out.glob("*.parquet")} == before
    assert go().documents == 112
