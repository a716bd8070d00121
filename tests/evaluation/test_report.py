import re
from dataclasses import replace

import pytest

from pipeline.errors import DataError
from pipeline.evaluation import baseline, calibration, confusion, html, report
from pipeline.evaluation.convert import as_system
from pipeline.evaluation.evaluate import compare
from pipeline.evaluation.figures import ALL, figures, find
from pipeline.evaluation.system import SystemRelease
from tests.evaluation.make import ANNOTATION, release

HOSTILE = '<script>alert(1)</script> & "x" <b>'


def perfect():
    return compare(release(), as_system(release(), release()))


def empty(gold=None):
    return compare(gold or release(), SystemRelease("en-900"))


def made(*results, split="dev", **options):
    return report.Report("0", "s", "g", (report.part(split, list(results), **options),))


def test_gold_against_itself_is_right_in_every_layer():
    found = [f for f in figures([perfect()]) if f.slice == ALL and (f.known or f.said)]
    assert {f.f1 for f in found} == {1.0}
    assert {
        "mentions.strict",
        "values",
        "linking.b3",
        "linking.nominal",
        "facts",
        "facts.full",
    } <= {f.layer for f in found}


def test_nothing_found_is_recall_nought_and_no_precision():
    figure = find(figures([empty()]), "mentions.strict")
    assert figure is not None
    assert (figure.precision, figure.recall, figure.f1, figure.known) == (None, 0.0, 0.0, 10)


def test_sums_are_over_mentions_not_over_releases():
    figure = find(figures([perfect(), empty(), empty()]), "mentions.strict")
    assert figure is not None
    assert (figure.precision, figure.recall, figure.f1) == (1.0, 0.3333, 0.5)


def test_intervals_are_the_same_in_every_run_and_hold_the_figure():
    results = [perfect(), empty(), perfect(), perfect()]
    one, other = figures(results), figures(results)
    assert one == other
    figure = find(one, "facts")
    assert figure is not None
    assert figure.low < figure.f1 < figure.high


def test_one_release_has_no_spread():
    figure = find(figures([perfect()]), "facts")
    assert figure is not None
    assert (figure.low, figure.high) == (1.0, 1.0)


def test_a_release_that_the_run_lacks_counts_as_missed():
    found = made(replace(empty(), status="missing", error="none"))
    assert found.parts[0].unread == ("en-900: missing: none",)


# Worked out by hand: five facts of confidence 0.9, four right; five of 0.3, one right.
PAIRS = [(0.9, 1.0)] * 4 + [(0.9, 0.0)] + [(0.3, 1.0)] + [(0.3, 0.0)] * 4


def test_calibration():
    measured = calibration.of_pairs(PAIRS)
    assert [(b.count, b.right) for b in measured.bins] == [(5, 0.2), (5, 0.8)]
    assert measured.error == pytest.approx(0.5 * 0.1 + 0.5 * 0.1)


def test_no_facts_have_no_calibration():
    assert calibration.of_pairs([]).error is None


def test_confusion_counts_what_was_taken_for_what():
    other = release(ANNOTATION.replace("ORG e2", "AGENCY e2").replace("type: ORG", "type: AGENCY"))
    matrix = confusion.labels([compare(release(), as_system(other, release()))])
    row = matrix.counts[matrix.names.index("ORG")]
    assert row[matrix.names.index("AGENCY")] == 1


def test_json_gives_the_report_back(tmp_path):
    found = made(perfect(), empty())
    report.write(found, tmp_path / "r.json")
    assert report.read(tmp_path / "r.json") == found


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "constancia evaluation 1"}'])
def test_another_file_is_no_report(tmp_path, text):
    (tmp_path / "r.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        report.read(tmp_path / "r.json")


def test_every_word_of_the_page_is_escaped():
    gold = release(ANNOTATION.replace("Quilca Harbour Board", HOSTILE.replace('"', "'")))
    page = html.page(made(empty(gold)))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_page_needs_nothing_else():
    page = html.page(made(perfect(), empty()))
    assert "<svg" in page
    assert not [
        word for word in ("http://", "https://", "<script", "src=", "@import") if word in page
    ]


def test_every_link_of_the_page_leads_somewhere():
    page = html.page(made(empty(), perfect()))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets
    assert targets <= set(re.findall(r'id="([^"]+)"', page))


def test_texts_of_the_test_part_stay_unseen(tmp_path):
    found = made(empty(), split="test")
    report.write(found, tmp_path / "r.json")
    shown = html.page(found) + (tmp_path / "r.json").read_text(encoding="utf-8")
    assert "Quilca" not in shown
    assert "AGENCY missed" in shown


def test_what_was_lost_and_won_is_told():
    good, bad = made(perfect()), made(empty())
    (lost,) = baseline.compare(bad, good)
    (won,) = baseline.compare(good, bad)
    assert not lost.won
    assert {e.key for e in lost.lost} == {e.key for e in won.won} != set()
    assert lost.same_gold
    assert all(move.by < 0 for move in lost.moves)


def test_an_item_that_stays_wrong_in_another_way_is_neither_won_nor_lost():
    wrong = ANNOTATION.replace("GPE e4|", "PERSON e4|").replace("type: GPE", "type: PERSON")
    mislabelled = made(compare(release(), as_system(release(wrong), release())))
    missed = made(empty())
    (change,) = baseline.compare(mislabelled, missed)
    assert not [e for e in (*change.won, *change.lost) if e.gold == "GPE Quilca"]


def test_another_gold_is_told():
    (change,) = baseline.compare(
        made(empty()), made(empty(release(ANNOTATION.replace("towage", "dredging"))))
    )
    assert not change.same_gold
