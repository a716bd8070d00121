"""The model card speaks of the files that are there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.resources import models

CARD = Path(__file__).resolve().parents[2] / "docs" / "names.md"


@pytest.mark.parametrize("name", ["weights.npz", "words.npz"])
def test_hashes(name):
    path = models() / "names" / name
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    assert f"`{name}` `{digest}`" in CARD.read_text(encoding="utf-8")


def test_the_models_are_small():
    size = sum(path.stat().st_size for path in models().rglob("*") if path.is_file())
    assert size < 40_000_000
