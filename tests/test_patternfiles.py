"""What is kept of pattern files between runs is what the files say."""

from __future__ import annotations

import pytest

from pipeline import resources
from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml


@pytest.fixture
def patterns(tmp_path, monkeypatch):
    monkeypatch.setenv("CONSTANCIA_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(resources, "patterns", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize("plain", [True, False])
def test_a_kept_file_reads_as_the_file_itself(patterns, plain):
    path = patterns / "a.yaml"
    path.write_text("months: {1: [enero], 0.5: {x: no}}\nday: 2024-01-02\nlist: [~, 1.5, yes]\n")
    first = read_yaml(path, plain=plain)
    assert read_yaml(path, plain=plain) == first
    assert first["months"] == {1: ["enero"], 0.5: {"x": "no" if plain else False}}


def test_a_changed_file_is_read_anew(patterns):
    path = patterns / "a.yaml"
    path.write_text("a: 1")
    assert read_yaml(path) == {"a": 1}
    path.write_text("a: 2")
    assert read_yaml(path) == {"a": 2}


def test_a_file_that_is_no_yaml_is_named(patterns):
    path = patterns / "a.yaml"
    path.write_text("a: [")
    with pytest.raises(PatternError, match=r"a\.yaml"):
        read_yaml(path)
