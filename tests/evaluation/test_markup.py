import datetime as dt

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation import markup
from tests.evaluation.make import ANNOTATION, release


def test_offsets_give_the_words():
    gold = release()
    assert all(gold.text[m.start : m.end] == m.text for m in gold.mentions)
    assert "[[" not in gold.text


def test_evidence_lies_in_the_text():
    gold = release()
    assert all(gold.text[f.start : f.end] == f.evidence for f in gold.facts)


def test_mentions_have_label_key_value_and_whether_nominal():
    found = [(m.label, m.entity_id, m.value, m.source) for m in release().mentions]
    assert found[:3] == [
        ("AGENCY", "e1", "", "ruler"),
        ("STANDARD", "", "ISO 9001:2015", "ruler"),
        ("DATE", "", "2024-05-13", "ruler"),
    ]
    assert ("AGENCY", "e1", "", "coref") in found


def test_head_is_read():
    gold = release()
    assert (gold.id, gold.published, gold.pair, gold.noise) == (
        "en-900", (dt.date(2024, 5, 14),), "", False,
    )  # fmt: skip


def test_values_stay_as_written():
    """YAML would make 2025 a number, 2027-05 a text and 2024-05-13 a date."""
    renewed, planned = release().facts[:2]
    assert (renewed.date, planned.date) == ("2024-05-13", "2025")
    assert renewed.qualifiers["valid_until"] == ("2027-05",)


def test_both_readings_of_an_ambiguous_date_are_kept():
    source = ANNOTATION.replace("published: 2024-05-14", "published: [2024-07-09, 2024-09-07]")
    assert release(source).published == (dt.date(2024, 7, 9), dt.date(2024, 9, 7))


@pytest.mark.parametrize(
    ("old", "new", "line", "cause"),
    [
        ("id: en-900\n", "", 1, "has no id"),
        ("noise: false", "noise: false\nnosie: true", 1, "nosie"),
        ("[[GPE e4|Quilca]]", "[[GPE e9|Quilca]]", 27, "refers to e9"),
        ("[[GPE e4|Quilca]]", "[[PLACE e4|Quilca]]", 27, "unknown label PLACE"),
        ("[[DATE 2025|2025]]", "[[DATE next|2025]]", 27, "needs a value"),
        ("[[ROLE|manager]]", "[[ROLE e3|manager]]", 27, "a ROLE has no reference"),
        ("[[ROLE|manager]]", "[[ROLE|manager ]]", 27, "blanks at the edge"),
        ("name: Norte Cert,", "name: Norte Cert, Peru,", 14, "quote a name"),
        ("type: PERSON", "type: HUMAN", 15, "needs a type"),
        ("action: renewed", "action: renwed", 18, "renwed"),
        ("certifier: e2", "certifier: e8", 18, "'e8' is no entity"),
        ("date: 2025", "date: soon", 19, "no TIMEX3 value"),
        ("o: e1, role", "o: e7, role", 20, "'e7' is no entity"),
        ("p: said", "p: sang", 21, "unknown predicate"),
        ('ev: "the auditors', 'ev: "the actors', 21, "evidence is not in the text"),
        ("status: planned", "status: perhaps", 19, "unknown status"),
        ('title: "Harbour', 'title: "Harbor', 1, "title is not in the text"),
        ("  e4: {", "  e1: {", 16, "stands twice"),
        ("[[GPE e4|Quilca]]", "[[GPE e4|Quil[[ca]]", 1, "broken markup"),
    ],
)
def test_a_fault_is_told_with_its_line(old, new, line, cause):
    assert old in ANNOTATION
    with pytest.raises(GoldError) as caught:
        markup.parse(ANNOTATION.replace(old, new, 1), "f.md")
    assert cause in str(caught.value)
    assert str(caught.value).startswith(f"f.md:{line}:")


def test_a_file_must_bear_its_id(tmp_path):
    path = tmp_path / "en-901.md"
    path.write_text(ANNOTATION, encoding="utf-8")
    with pytest.raises(GoldError, match="en-900"):
        markup.read(path)
