import pytest

from pipeline.errors import GoldError
from pipeline.evaluation import agreement
from tests.evaluation.make import ANNOTATION, write


def test_kappa_of_cohen():
    """Twenty and fifteen alike of fifty: chance 0.5, kappa (0.7 - 0.5) / 0.5."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = agreement.kappa("x", pairs)
    assert (found.items, found.alike, found.kappa) == (50, 0.7, 0.4)


def test_kappa_of_one_class_is_not_defined():
    assert agreement.kappa("x", [("y", "y")] * 3).kappa is None


def _both(folder, second):
    write(folder, "en-900", ANNOTATION, "a")
    write(folder, "en-900", second, "b")
    return agreement.agreement(agreement.compare_passes(folder)[0])


def test_the_same_annotation_twice_agrees(tmp_path):
    found = _both(tmp_path, ANNOTATION)
    assert {f.f1 for f in found.figures if f.known or f.said} == {1.0}


def test_keys_may_differ(tmp_path):
    found = _both(tmp_path, ANNOTATION.replace("e1", "x1").replace("e3", "x3"))
    assert {f.f1 for f in found.figures if f.known or f.said} == {1.0}


def test_a_mention_that_only_one_marked_costs_agreement(tmp_path):
    """Ten mentions by name against nine of them."""
    found = _both(tmp_path, ANNOTATION.replace("[[GPE e4|Quilca]]", "Quilca"))
    (strict,) = [
        f for f in found.figures if (f.layer, f.group, f.slice) == ("mentions.strict", "all", "all")
    ]
    assert strict.f1 == pytest.approx(18 / 19, abs=1e-4)


def test_differences_are_told_with_their_place(tmp_path):
    _both(tmp_path, ANNOTATION.replace("[[GPE e4|Quilca]]", "Quilca"))
    told = agreement.differences(agreement.compare_passes(tmp_path)[0])["en-900"]
    assert "mentions.strict GPE: GPE missed" in told
    assert "in >>Quilca<<, wants" in told


def test_a_broken_annotation_does_not_stop_the_others(tmp_path):
    write(tmp_path, "en-901", ANNOTATION, "a")
    write(tmp_path, "en-901", "no header", "b")
    assert _both(tmp_path, ANNOTATION).releases == ("en-900",)


def test_too_little_agreement_is_said(tmp_path):
    fewer = ANNOTATION.replace("[[GPE e4|Quilca]]", "Quilca").replace("[[ROLE|manager]]", "manager")
    text = agreement.markdown(_both(tmp_path, fewer))
    assert "below 0.90" in text


def test_passes_without_a_common_release_are_told(tmp_path):
    write(tmp_path, "en-900", ANNOTATION, "a")
    with pytest.raises(GoldError, match="no release"):
        agreement.compare_passes(tmp_path)
