"""The scale of confidences: fitted on what was told and right, undone before it is fitted anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.evaluation.evaluate import Result
from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.outcomes import Outcome
from pipeline.relations.confidence import Scale, read, save, shipped
from pipeline.training.confidence import fit

PLAIN = Scale(1.0, 0.0)


def told(confidence: float, right: int, wrong: int, layer: str = "facts") -> Result:
    hit = Outcome(layer, "said", "hit", confidence=confidence)
    miss = Outcome(layer, "said", "spurious", confidence=confidence)
    silent = Outcome(layer, "said", "missed")
    gold = GoldRelease("a", "en", "train", "The Ministry is certified.")
    return Result(gold, (*[hit] * right, *[miss] * wrong, silent))


def test_facts_that_are_too_sure_are_told_with_the_share_that_is_right() -> None:
    scale = fit([told(0.95, 80, 20), told(0.5, 50, 50)], PLAIN)
    assert scale(0.95) == pytest.approx(0.8, abs=0.03)
    assert scale(0.5) == pytest.approx(0.5, abs=0.03)


def test_other_layers_do_not_count() -> None:
    assert fit([told(0.9, 0, 50, layer="mentions.strict")], PLAIN) == PLAIN


def test_the_scale_in_use_is_undone_first() -> None:
    used = Scale(0.5, 0.3)
    raw = fit([told(0.95, 80, 20), told(0.5, 50, 50)], PLAIN)
    again = fit([told(used(0.95), 80, 20), told(used(0.5), 50, 50)], used)
    assert (again.slope, again.shift) == pytest.approx((raw.slope, raw.shift), abs=1e-6)


@pytest.mark.parametrize("raw", [0.01, 0.3, 0.77, 0.99])
def test_undo_is_the_inverse(raw: float) -> None:
    scale = Scale(0.7, -0.2)
    assert scale.undo(scale(raw)) == pytest.approx(raw)


def test_the_order_of_facts_stays() -> None:
    values = [shipped()(step / 100) for step in range(1, 100)]
    assert values == sorted(values)
    assert len(set(values)) == len(values)


def test_it_is_written_and_read(tmp_path: Path) -> None:
    save(Scale(0.75, 0.125), tmp_path)
    assert read(tmp_path) == Scale(0.75, 0.125)


@pytest.mark.parametrize("words", [None, "{}", "[1]", "no JSON"])
def test_a_damaged_file_names_the_remedy(tmp_path: Path, words: str | None) -> None:
    if words is not None:
        (tmp_path / "confidence.json").write_text(words, encoding="utf-8")
    with pytest.raises(ModelError, match="train confidence"):
        read(tmp_path)
