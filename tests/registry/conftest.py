from __future__ import annotations

import pytest

from pipeline.registry.index import RegistryIndex
from tests.registry.sample import sample


@pytest.fixture
def registry() -> RegistryIndex:
    return sample()
