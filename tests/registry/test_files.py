from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import PatternError, UsageError
from pipeline.registry import cache, edit, entries, index


def test_the_shipped_registry_is_well_formed_and_its_ids_are_unique() -> None:
    seen = [entry.id for path in entries.files() for entry in entries.read(path)]
    assert len(seen) == len(set(seen)) > 100


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ('{"id": "pe:x"}', "needs an id and a type"),
        ('{"id": "pe:x", "type": "AGENCY", "names": {}}', "no name"),
        ('{"id": "pe:x", "type": "AGENCY", "names": {"es": ["X"]}, "hue": 1}', "unknown key"),
    ],
)
def test_a_malformed_line_is_named_with_its_place(tmp_path: Path, line: str, cause: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(PatternError, match=cause) as error:
        list(entries.read(path))
    assert f"{path}:2" in str(error.value)


def test_compiled_data_is_kept_and_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSTANCIA_CACHE", str(tmp_path))
    made: list[int] = []

    def compile_() -> dict[str, object]:
        made.append(1)
        return {"names": {"á": [1]}}

    first = cache.cached("words", "k1", compile_)
    assert cache.cached("words", "k1", compile_) == first
    assert len(made) == 1
    cache.cached("words", "k2", compile_)
    assert [path.name for path in tmp_path.iterdir()] == ["words-k2.json"]


def test_a_damaged_or_read_only_cache_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSTANCIA_CACHE", str(tmp_path))
    (tmp_path / "words-k.json").write_text('{"key": "other"}')
    assert cache.cached("words", "k", lambda: {"n": 1})["n"] == 1
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("CONSTANCIA_CACHE", str(blocked))
    monkeypatch.setattr(cache.tempfile, "gettempdir", lambda: str(tmp_path))
    assert cache.cached("words", "k2", lambda: {"n": 2})["n"] == 2
    assert cache.cached("words", "k2", lambda: {"n": 3})["n"] == 2


def test_a_folder_that_others_can_write_to_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    (shared / "words-k.json").write_text('{"key": "k", "n": 1}')
    monkeypatch.setenv("CONSTANCIA_CACHE", str(shared))
    monkeypatch.setattr(cache.tempfile, "gettempdir", lambda: str(shared))
    assert cache.cached("words", "k", lambda: {"n": 2})["n"] == 2


def test_an_entry_is_added_found_and_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = {"id": "bo:aduana", "type": "AGENCY", "country": "BO", "names": {"es": ["Aduana"]}}
    path = edit.add(fields, tmp_path)
    assert json.loads(path.read_text(encoding="utf-8")) == fields
    assert path.name == "bo.jsonl"
    assert index.load(tmp_path).get("bo:aduana") is not None
    with pytest.raises(PatternError, match="taken"):
        edit.add(fields, tmp_path)


def test_find_and_show_of_the_shipped_registry() -> None:
    found = edit.find("Organisation of American States")
    assert "int:oas" in [entry.id for entry in found]
    assert "names" in edit.show("int:oas")
    assert edit.find("Ministerio de Salud", country="pe")[0].country == "PE"
    with pytest.raises(UsageError, match="no entity"):
        edit.show("int:oaz")
