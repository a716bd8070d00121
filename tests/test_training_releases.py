"""The releases written for training: well-formed, and apart from what is measured on."""

from __future__ import annotations

from pipeline.evaluation import gold
from pipeline.training.releases import releases, written

WORDS = 12  # few names of bodies are longer


def runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[n : n + WORDS]) for n in range(len(words) - WORDS + 1)}


def test_they_are_read_and_told_apart_by_id():
    found = written()
    assert len(found) > 500
    assert len({release.id for release in found}) == len(found)
    assert {release.lang for release in found} == {"en", "es"}


def test_nothing_that_is_measured_on_is_learnt_from():
    learnt = releases()
    measured = [*gold("dev"), *gold("test")]
    assert not {r.id for r in learnt} & {r.id for r in measured}
    known = set().union(*(runs(release.text) for release in learnt))
    for release in measured:
        shared = runs(release.text) & known
        assert len(shared) <= 0.03 * len(runs(release.text)), release.id
