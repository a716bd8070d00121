from dataclasses import replace

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation import corpus, lint, splits
from pipeline.evaluation.gold import GoldRelease
from tests.evaluation.make import ANNOTATION, release, write


def many(count, *, pairs=0):
    """Releases in two languages; the first ``pairs`` of each are pairs."""
    return [
        GoldRelease(f"{lang}-{n:03}", lang, "x", pair=f"p{n}" if n < pairs else "")
        for lang in ("en", "es")
        for n in range(count)
    ]


def test_what_was_tuned_on_is_never_in_test():
    assigned = splits.assign(many(120, pairs=30))
    assert not [i for i, s in assigned.items() if s == "test" and splits.tuned_on(i)]


def test_pairs_stay_together():
    releases = many(120, pairs=30)
    assigned = splits.assign(releases)
    together = {(r.pair, assigned[r.id]) for r in releases if r.pair}
    assert len(together) == 30


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_language_has_its_shares(lang):
    assigned = splits.assign(many(120, pairs=30))
    counts = [
        sum(s == name for i, s in assigned.items() if i.startswith(lang)) for name in splits.SHARES
    ]
    assert counts == [72, 24, 24]


def test_the_order_of_releases_does_not_matter():
    releases = many(60, pairs=10)
    assert splits.assign(releases) == splits.assign(releases[::-1])


def test_a_release_keeps_its_split_when_the_corpus_grows():
    few = splits.assign(many(60))
    more = splits.assign(many(120), few)
    assert {i: more[i] for i in few} == few


def test_the_linter_tells_a_tuned_release_in_test():
    tuned = next(r for r in many(20) if splits.tuned_on(r.id))
    found = list(lint.split_problems([tuned], {tuned.id: "test"}))
    assert f"{tuned.id} was tuned on and is in test" in found


def test_the_linter_tells_a_torn_pair():
    releases = many(1, pairs=1)
    found = list(lint.split_problems(releases, {"en-000": "dev", "es-000": "train"}))
    assert "the pair p0 is in dev, train" in found


def test_building_and_reading_again_loses_nothing(tmp_path):
    write(tmp_path, "en-900", ANNOTATION)
    corpus.build(tmp_path)
    (again,) = corpus.read(tmp_path)
    assert replace(again, source="") == replace(release(), source="")
    assert (tmp_path / "en" / "en-900.txt").read_text(encoding="utf-8") == release().text


def test_building_twice_gives_the_same_bytes(tmp_path):
    write(tmp_path, "en-900", ANNOTATION)
    corpus.build(tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    corpus.build(tmp_path)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_the_adjudicated_annotation_goes_before_the_first(tmp_path):
    write(tmp_path, "en-900", ANNOTATION)
    write(tmp_path, "en-900", ANNOTATION.replace("genre: ministry_note", "genre: speech"), "gold")
    assert [r.genre for r in corpus.build(tmp_path).releases] == ["speech"]


def test_a_broken_annotation_is_told_and_left_out(tmp_path):
    write(tmp_path, "en-900", ANNOTATION)
    write(tmp_path, "en-901", "no header")
    found = corpus.build(tmp_path)
    assert [r.id for r in found.releases] == ["en-900"]
    assert "en-901.md" in str(found.broken[0])


def _frozen(folder):
    """A corpus whose one release is in test, and frozen."""
    write(folder, "en-900", ANNOTATION)
    corpus.build(folder)
    splits.write(splits.Splits({"en-900": "test"}, ""), folder / "splits.json")
    return corpus.freeze(folder)


def test_a_frozen_test_part_cannot_be_built_over(tmp_path):
    fixed = _frozen(tmp_path)
    write(tmp_path, "en-900", ANNOTATION.replace("towage", "dredging"))
    with pytest.raises(GoldError, match="frozen"):
        corpus.build(tmp_path)
    assert splits.load(tmp_path / "splits.json").test_sha256 == fixed
    assert "dredging" not in (tmp_path / "en" / "gold.jsonl").read_text(encoding="utf-8")


def test_the_splits_of_a_corpus_are_read(tmp_path):
    _frozen(tmp_path)
    assert [r.id for r in corpus.gold("test", tmp_path)] == ["en-900"]
    assert list(corpus.gold("train", tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  e4: {", "  e5: {type: ORG, name: Ocho}\n  e4: {", "never used"),
        ("e4: {type: GPE", "e4: {type: PERSON", "is marked GPE"),
        ("STANDARD ISO 14001|", "STANDARD iso14001|", "is written"),
        ("with [[ORG", "with " + "very " * 600 + "[[ORG", "words"),
    ],
)  # fmt: skip
def test_the_linter_tells(tmp_path, old, new, problem):
    assert old in ANNOTATION
    write(tmp_path, "en-900", ANNOTATION.replace(old, new))
    corpus.build(tmp_path)
    assert any("en-900" in line and problem in line for line in lint.problems(tmp_path))


def test_the_linter_tells_a_stale_build(tmp_path):
    write(tmp_path, "en-900", ANNOTATION)
    corpus.build(tmp_path)
    (tmp_path / "en" / "en-900.txt").write_text("other words", encoding="utf-8")
    assert any("not up to date" in line for line in lint.problems(tmp_path))


def test_the_linter_tells_two_releases_of_one_template(tmp_path):
    long = ANNOTATION.replace("with [[ORG", " ".join(f"w{i}" for i in range(200)) + " with [[ORG")
    write(tmp_path, "en-900", long)
    write(tmp_path, "en-901", long.replace("en-900", "en-901"))
    corpus.build(tmp_path)
    assert "en-900 and en-901 share too many words in a row" in list(lint.problems(tmp_path))
