from __future__ import annotations

import pytest

from pipeline.registry.entries import Entry
from pipeline.registry.index import RegistryIndex, compile_entries
from pipeline.registry.spelling import spelled, table


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ministry of labor", "ministry of labour"),
        ("food program", "food programme"),
        ("superintendence of banks", "superintendency of banks"),
    ],
)
def test_two_spellings_are_one(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


def test_a_kept_spelling_is_never_replaced() -> None:
    assert set(table()).isdisjoint(table().values())


def test_the_index_knows_a_name_in_either_spelling() -> None:
    entry = Entry("xx:labour", "AGENCY", "ministry", names={"en": ["Ministry of Labour"]})
    index = RegistryIndex(compile_entries([entry]))
    assert [found.id for found in index.by_name("Ministry of Labor")] == ["xx:labour"]
