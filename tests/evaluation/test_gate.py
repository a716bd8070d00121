import pytest

from pipeline.errors import DataError, UsageError
from pipeline.evaluation import gate

KEY = ("dev", "lang=en", "facts")
CORPUS = {"dev": "hash"}


def floors(value=0.7):
    return gate.Floors(CORPUS, {KEY: value})


def test_at_the_floor_is_enough():
    assert gate.breaches(floors(), CORPUS, {KEY: 0.7}) == []


def test_below_the_floor_is_told():
    (breach,) = gate.breaches(floors(), CORPUS, {KEY: 0.699})
    assert str(breach) == "dev lang=en facts: 0.699, floor 0.700"


def test_a_figure_that_is_gone_is_a_breach():
    assert gate.breaches(floors(), CORPUS, {})


def test_a_split_that_was_not_measured_is_none():
    both = gate.Floors({"dev": "hash", "test": "t"}, {KEY: 0.7})
    assert gate.breaches(both, {"test": "t"}, {}) == []


def test_a_split_without_floors_cannot_pass():
    with pytest.raises(DataError, match="no floors"):
        gate.breaches(floors(), {"test": "t"}, {})


def test_floors_of_another_corpus_do_not_count():
    with pytest.raises(DataError, match="another corpus"):
        gate.breaches(floors(), {"dev": "changed"}, {KEY: 0.9})


def test_better_raises_the_floor_and_worse_leaves_it():
    assert gate.raised(floors(), CORPUS, {KEY: 0.8}).floors == {KEY: 0.795}
    assert gate.raised(floors(), CORPUS, {KEY: 0.6}).floors == {KEY: 0.7}


def test_floors_of_another_corpus_are_not_raised():
    with pytest.raises(DataError, match="another corpus"):
        gate.raised(floors(), {"dev": "changed"}, {KEY: 0.9})


def test_lowering_needs_a_reason_and_keeps_it():
    assert gate.lowered(floors(), CORPUS, {KEY: 0.6}, "harder gold").lowered == ("harder gold",)
    with pytest.raises(UsageError):
        gate.lowered(floors(), CORPUS, {KEY: 0.6}, "  ")


def test_lowering_one_split_leaves_the_others():
    other = ("test", "lang=en", "facts")
    both = gate.Floors({"dev": "hash", "test": "t"}, {KEY: 0.7, other: 0.5})
    assert gate.lowered(both, CORPUS, {KEY: 0.6}, "why").floors == {KEY: 0.595, other: 0.5}


def test_the_file_gives_the_floors_back(tmp_path):
    given = gate.Floors(CORPUS, {KEY: 0.7}, ("why",))
    gate.write(given, tmp_path / "floors.json")
    assert gate.load(tmp_path / "floors.json") == given


def test_a_broken_file_is_told(tmp_path):
    (tmp_path / "floors.json").write_text('{"floors": 3}', encoding="utf-8")
    with pytest.raises(DataError):
        gate.load(tmp_path / "floors.json")
