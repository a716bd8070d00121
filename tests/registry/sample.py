"""A small registry for tests, so that they do not change with the shipped one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.registry.entries import read
from pipeline.registry.index import RegistryIndex, compile_entries


@cache
def sample() -> RegistryIndex:
    return RegistryIndex(compile_entries(read(Path(__file__).with_name("sample.jsonl"))))
