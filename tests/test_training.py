"""Learning from gold: what is learnt from, what is left out, and that it repeats."""

from __future__ import annotations

from pipeline.evaluation.markup import parse
from pipeline.relations.certified.merge import standard_number as number
from pipeline.training.align import lessons
from pipeline.training.run import fit, train
from pipeline.training.tellings import collect

GOLD = """---
id: en-900
lang: en
genre: agency_wire
country: PE
published: 2026-01-26
title: "Port of Ilo receives ISO 9001"
dateline_place: Lima
publisher: null
pair: null
noise: false
entities:
  e1: {type: AGENCY, name: Port Authority of Ilo, kind: port_authority, country: PE}
  e2: {type: ORG, name: Bureau Veritas, kind: certification_body}
  e3: {type: PERSON, name: Ana Ruiz}
facts:
  - {p: certified, s: e1, o: "ISO 9001:2015", action: granted, scheme: certification, certifier: e2, date: null, ev: "has received the ISO 9001:2015 certification"}
  - {p: holds_role, s: e3, o: e1, role: manager, role_kind: manager, tense: current, ev: "the manager, Ana Ruiz"}
---
[[AGENCY e1|Port of Ilo]] receives [[STANDARD ISO 9001|ISO 9001]]

Lima, [[DATE 2026-01-26|Jan. 26, 2026]]. The [[AGENCY e1|Port Authority of Ilo]] has received the [[STANDARD ISO 9001:2015|ISO 9001:2015]] certification, awarded by [[ORG e2|Bureau Veritas]], said the [[ROLE|manager]], [[PERSON e3|Ana Ruiz]].
"""


def gold():
    return parse(GOLD, "test", "gold")


def test_a_release_is_read_twice_with_gold_and_with_own_mentions():
    given, own = lessons(gold())
    assert (given.by_system, own.by_system) == (False, True)
    assert {m.entity_id for m in given.mentions if m.label == "AGENCY"} == {"e1"}
    assert all(given.release.text[m.start : m.end] == m.text for m in given.mentions)
    assert "e2" in {m.entity_id for m in own.mentions}


def test_the_title_is_neither_right_nor_wrong():
    rows = collect([lessons(gold())[0]])
    assert [label for _, _, label in rows.events if label != "none"] == ["granted"]
    wrong = [features for _, features, label in rows.events if label == "none"]
    assert not any("section:title" in features and "k:get" in features for features in wrong)


def test_holder_and_certifier_are_learnt_from():
    rows = collect([lessons(gold())[0]])
    assert len(rows.holder) == 1
    assert len(rows.certifier) == 1


def test_fitting_repeats():
    taught = lessons(gold())
    rows = collect(taught)
    (one, held), (other, again) = fit(rows, taught), fit(rows, taught)
    assert one == other
    assert (held == again).all()


def test_training_writes_the_models(tmp_path):
    train([gold()], tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {
        "certified.json",
        "holdings.json",
        "holdings.npz",
        "judges.json",
        "pairs.json",
        "pairs.npz",
        "rules.json",
    }


def test_numbers_of_designations_are_compared():
    assert number("NTP-ISO/IEC 17025:2017") == number("ISO/IEC 17025")
    assert number("ISO 9001") != number("ISO 14001")
