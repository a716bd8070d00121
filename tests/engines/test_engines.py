from __future__ import annotations

import pytest

from pipeline.engines import pool, work
from pipeline.engines.inline import Inline
from pipeline.engines.pool import AHEAD, Pool, engine
from pipeline.errors import ConstanciaError, UsageError
from pipeline.store.rows import Batch
from pipeline.store.stamp import Stamp
from tests.store import make

STAMP = Stamp("1", "f1", make.NOW)


def batches(count, size=2, poison=()):
    numbers = iter(range(count * size))
    for _ in range(count):
        yield [
            make.raw(
                f"{n}.txt", "poison" if n in poison else f"2026-01-02 Port{n} granted ISO 9001"
            )
            for _, n in zip(range(size), numbers, strict=False)
        ]


def rows(found):
    return [each.tables[name].to_pylist() for each in found for name in each.tables]


def statuses(found):
    joined = Batch.join(list(found)).tables["documents"]
    return dict(zip(joined["source"].to_pylist(), joined["status"].to_pylist(), strict=True))


def test_a_pool_gives_what_one_process_gives_in_the_same_order():
    inline = rows(Inline(make.extract).map(batches(9), STAMP))
    assert rows(Pool("tests.engines.loaders:good", 2).map(batches(9), STAMP)) == inline


def test_batches_are_taken_only_as_room_becomes_free():
    taken = 0

    def counted():
        nonlocal taken
        for batch in batches(200):
            taken += 1
            yield batch

    results = Pool("tests.engines.loaders:good", 2).map(counted(), STAMP)
    next(results)
    assert taken <= AHEAD * 2
    results.close()


def test_one_batch_starts_one_worker(monkeypatch):
    started = []

    class Counted(pool.Worker):
        def __init__(self, loader):
            started.append(loader)
            super().__init__(loader)

    monkeypatch.setattr(pool, "Worker", Counted)
    assert len(list(Pool("tests.engines.loaders:good", 2).map(batches(1), STAMP))) == 1
    assert len(started) == 1


def test_batches_behind_a_deadly_one_are_not_lost():
    found = statuses(Pool("tests.engines.loaders:deadly", 1).map(batches(5, 2, poison={0}), STAMP))
    assert [source for source, status in found.items() if status == "failed"] == ["0.txt"]
    assert list(found) == [f"{n}.txt" for n in range(10)]


def test_a_release_that_kills_its_worker_fails_alone():
    found = statuses(Pool("tests.engines.loaders:deadly", 2).map(batches(4, 3, poison={4}), STAMP))
    assert {source for source, status in found.items() if status == "failed"} == {"4.txt"}
    assert len(found) == 12


def test_every_worker_may_die_and_the_run_goes_on():
    found = statuses(
        Pool("tests.engines.loaders:deadly", 2).map(batches(6, 1, poison={0, 1, 2, 5}), STAMP)
    )
    assert [source for source, status in found.items() if status == "ok"] == ["3.txt", "4.txt"]


def test_a_release_that_never_ends_fails_alone():
    made = Pool("tests.engines.loaders:endless", 2, limit=5)
    found = statuses(made.map(batches(3, 2, poison={3}), STAMP))
    assert {source for source, status in found.items() if status == "failed"} == {"3.txt"}
    assert len(found) == 6


def test_a_worker_that_cannot_start_says_why():
    with pytest.raises(ConstanciaError, match="models/none: the model is not there"):
        list(Pool("tests.engines.loaders:missing_model", 2).map(batches(2), STAMP))


@pytest.mark.parametrize("name", ["no_such_module:x", "tests.engines.loaders:nothing", "nothing"])
def test_an_unknown_loader_is_an_error(name):
    with pytest.raises(UsageError, match="no such loader"):
        work.load(name)


def test_one_worker_is_this_process():
    assert isinstance(engine("tests.engines.loaders:good", 1), Inline)
    assert isinstance(engine("tests.engines.loaders:good", 2), Pool)


def test_an_answer_that_misses_a_release_is_a_failure():
    found = statuses(Inline(lambda releases: []).map(batches(1), STAMP))
    assert set(found.values()) == {"failed"}


def test_a_batch_survives_the_journey():
    (batch,) = Inline(make.extract).map(batches(1, 3), STAMP)
    back = Batch.from_bytes(batch.to_bytes())
    assert rows([back]) == rows([batch])
    assert back.doc_ids == [make.doc_id(f"{n}.txt") for n in range(3)]
