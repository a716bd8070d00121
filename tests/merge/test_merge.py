from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest

from pipeline.errors import UsageError
from pipeline.merge.alias import cognates, fit, linked
from pipeline.merge.certifications import merge
from pipeline.merge.decisions import Anchor, Decision
from pipeline.merge.events import cluster
from pipeline.merge.evidence import Evidence, Interval, edition_year, family, interval


def day(text):
    return dt.date.fromisoformat(text)


def told(doc, timex="", action="granted", published="2026-01-27", **given):
    base = Evidence(
        f"{doc}-{timex}-{action}", doc, "pe:quay", "Quay Port", "std:iso:9001", "ISO 9001", action,
        "certification", timex=timex, when=interval(timex), published=day(published),
        sentence=f"told by {doc}",
    )  # fmt: skip
    return dataclasses.replace(base, **given)


def merged(*tellings, decisions=()):
    return merge(tellings, decisions, discipline=lambda _: "quality")


@pytest.mark.parametrize(
    ("timex", "first", "last"),
    [
        ("2026-01-26", "2026-01-26", "2026-01-26"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_timex_value_has_days(timex, first, last):
    assert interval(timex) == Interval(day(first), day(last))


@pytest.mark.parametrize("timex", ["", "P3Y", "2024-13", "2024-02-30", "XXXX-05", "2026/2027"])
def test_other_values_have_none(timex):
    assert interval(timex) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("std:iso:9001:2015", "std:iso:9001"),
        ("std:ntp-iso:37001:2017", "std:iso:37001:2016"),
        ("std:iso-iec:17025", "std:iso:17025:2017"),
    ],
)
def test_editions_and_adoptions_share_a_family(one, two):
    assert family(one) == family(two)


@pytest.mark.parametrize(
    ("one", "two"), [("std:iso:9001", "std:iso:9004"), ("std:une:166002", "std:iso:166002")]
)
def test_other_standards_do_not(one, two):
    assert family(one) != family(two)


def test_the_year_of_an_edition():
    assert (edition_year("std:iso:9001:2015"), edition_year("std:iso:9001")) == (2015, None)


SAME = {
    "two newsrooms, one day": (told("a", "2026-01-26"), told("b", "2026-01-26")),
    "the month and the day": (told("a", "2026-01"), told("b", "2026-01-26")),
    "the day of the audit and of the ceremony": (told("a", "2026-01-20"), told("b", "2026-01-26")),
    "dated and undated": (told("a", "2026-01-26"), told("b")),
    "undated, a week apart": (told("a"), told("b", published="2026-02-03")),
    "other words for one award": (told("a", "2026-01-26"), told("b", "2026-01-26", "renewed")),
    "with and without the edition": (
        told("a", "2026-01-26", standard_id="std:iso:9001:2015", standard="ISO 9001:2015"),
        told("b", "2026-01-26"),
    ),
    "two certifiers named for one day": (
        told("a", "2026-01-26", certifier_id="o:x", certifier="X"),
        told("b", "2026-01-26", certifier_id="o:y", certifier="Y"),
    ),
    "one certificate number": (
        told("a", "2026-01-01", certificate_no=("C-1",), published="2026-01-05"),
        told("b", "2026-02-01", certificate_no=("C-1",)),
    ),
    "title and body of one release": (told("a"), told("a", "2026-01-26")),
}
APART = {
    "the first certificate beside today's": (told("a", "2006-01-25"), told("a", "2026-01-26")),
    "yearly audits": (told("a", "2025-01-20", "maintained"), told("b", "2026-01-26", "maintained")),
    "two words in one release": (told("a", "2026-01-26"), told("a", "2026-01-26", "extended")),
    "granted and withdrawn": (told("a", "2026-01-26"), told("b", "2026-01-26", "withdrawn")),
    "planned and granted": (
        told("a", "2026-01-26", "planned", status="planned"),
        told("b", "2026-01-26"),
    ),
    "two editions": (
        told("a", "2026-01-26", standard_id="std:iso:9001:2008"),
        told("b", "2026-01-26", standard_id="std:iso:9001:2015"),
    ),
    "two holders": (told("a", "2026-01-26"), told("b", "2026-01-26", holder_id="pe:other")),
    "undated, a year apart": (told("a"), told("b", published="2027-01-27")),
    "an undated word on an old event": (told("a", "2019-04", published="2019-05-01"), told("b")),
    "other words, other days": (told("a", "2026-01-10"), told("b", "2026-01-24", "renewed")),
}


@pytest.mark.parametrize("name", SAME)
def test_one_event(name):
    (row,) = merged(*SAME[name])
    assert row["n_sources"] == len({each.doc_id for each in SAME[name]})
    assert row["fact_ids"] == sorted({each.fact_id for each in SAME[name]})


@pytest.mark.parametrize("name", APART)
def test_two_events(name):
    assert len(merged(*APART[name])) == 2


def test_a_vague_third_does_not_join_two_dates():
    tellings = [told("a", "2026-01-02"), told("b", "2026-06-02"), told("c", "2026")]
    assert [len(event) for event in cluster(tellings)] in ([2, 1], [1, 2])


def test_the_order_of_tellings_does_not_matter():
    tellings = [
        told(f"d{i}", f"2026-{1 + i % 5:02}-{1 + i % 3 * 9:02}", ("granted", "renewed")[i % 2])
        for i in range(40)
    ]
    expected = merged(*tellings)
    for seed in range(5):
        shuffled = random.Random(seed).sample(tellings, len(tellings))  # noqa: S311 - a shuffle
        assert merged(*shuffled) == expected


def test_the_better_supported_date_is_chosen_and_the_other_stays_visible():
    (row,) = merged(told("a", "2026-01-25"), told("b", "2026-01-26"), told("c", "2026-01-26"))
    assert row["date_value"] == "2026-01-26"
    assert dict(row["conflicts"]) == {"date_value": ["2026-01-25"]}
    assert dict(row["reasons"])["date_value"] == ["told by 2 of 3 releases"]


def test_the_more_precise_of_agreeing_dates_is_chosen_without_a_conflict():
    (row,) = merged(told("a", "2026-01"), told("b", "2026-01"), told("c", "2026-01-26"))
    assert (row["date_value"], row["conflicts"]) == ("2026-01-26", [])
    assert dict(row["reasons"])["date_value"] == ["most precise of agreeing values"]


def test_two_certifiers_are_a_conflict_with_a_reason():
    (row,) = merged(
        told("a", "2026-01-26", certifier_id="o:x", certifier="X", confidence=0.6),
        told("b", "2026-01-26", certifier_id="o:y", certifier="Y", confidence=0.9),
    )
    assert row["certifier_id"] == "o:y"
    assert dict(row["conflicts"])["certifier_id"] == ["X"]
    reason = "higher confidence than an equally supported value"
    assert dict(row["reasons"])["certifier_id"] == [reason]


def test_evidence_scope_and_validity_are_gathered():
    (row,) = merged(
        told("a", "2026-01-26", scope=("Ships", "cargo"), valid_until="2029", lang="en"),
        told("b", "2026-01-26", scope=("ships",), valid_until="2029-01-25", lang="es"),
    )
    assert row["scope"] == ["Ships", "cargo"]
    assert (row["valid_until"], row["valid_until_date"]) == ("2029-01-25", day("2029-01-25"))
    assert (row["langs"], row["evidence"]) == (["en", "es"], ["told by a", "told by b"])


def sides(*tellings):
    return tuple(Anchor.of(each) for each in tellings)


def test_an_analyst_joins_what_rules_keep_apart():
    one, two = told("a", "2026-01-02"), told("b", "2026-06-02", holder_id="pe:other")
    (row,) = merged(one, two, decisions=[Decision("same", sides(one), sides(two))])
    assert row["n_sources"] == 2
    assert len(row["decisions"]) == 1


def test_an_analyst_parts_what_rules_join():
    one, two = told("a", "2026-01-26"), told("b", "2026-01-26")
    assert len(merged(one, two, decisions=[Decision("different", sides(one), sides(two))])) == 2


def test_an_analyst_corrects_a_value_and_the_told_one_stays_visible():
    one = told("a", "2026-01-26")
    decision = Decision("value", sides(one), column="date_value", value="2026-01-20")
    (row,) = merged(one, told("b", "2026-01-26"), decisions=[decision])
    assert (row["date_value"], row["date_start"]) == ("2026-01-20", day("2026-01-20"))
    assert dict(row["conflicts"])["date_value"] == ["2026-01-26"]
    assert dict(row["reasons"])["date_value"] == [f"decision {decision.decision_id}"]


def test_a_decision_survives_a_fact_that_gets_another_id():
    one, two = told("a", "2026-01-26"), told("b", "2026-01-26")
    decision = Decision("different", sides(one), sides(two))
    again = dataclasses.replace(one, fact_id="after the upgrade")
    assert len(merged(again, two, decisions=[decision])) == 2


def test_only_some_columns_can_be_corrected():
    with pytest.raises(UsageError, match="cannot be corrected"):
        Decision("value", sides(told("a")), column="n_sources", value="9")


EN = {
    "lang": "en",
    "holder_id": "pe:national-water-institute",
    "holder": "National Water Institute",
}
ES = {
    "lang": "es",
    "holder_id": "pe:instituto-nacional-agua",
    "holder": "Instituto Nacional del Agua",
}


def test_one_body_in_two_languages_is_known_by_its_event():
    pair = (told("a", "2026-01-26", **EN), told("b", "2026-01-26", **ES))
    (row,) = merge(pair, joined=linked([pair]), discipline=lambda _: "")
    assert (row["n_sources"], row["langs"]) == (2, ["en", "es"])


@pytest.mark.parametrize(
    "change",
    [
        {"lang": "en"},
        {"holder_id": "cl:instituto-nacional-agua"},
        {"when": interval("2025-01-26")},
        {"published": day("2026-06-01")},
        {"standard_id": "std:iso:14001"},
        {"holder": "Puerto Zeta"},
    ],
)
def test_a_body_in_two_languages_needs_all_of_it(change):
    other = dataclasses.replace(told("b", "2026-01-26", **ES), **change)
    assert not fit(told("a", "2026-01-26", **EN), other)


def test_certifiers_against_it_keep_bodies_apart():
    one = told("a", "2026-01-26", certifier="Alfa", **EN)
    assert fit(one, told("b", "2026-01-26", certifier="Alfa Perú", **ES))
    assert not fit(one, told("b", "2026-01-26", certifier="Beta", **ES))


def test_two_that_fit_as_well_are_none():
    one = told("a", "2026-01-26", **EN)
    rivals = [told(d, "2026-01-26", **{**ES, "holder_id": f"pe:{d}"}) for d in ("b", "c")]
    assert linked([(one, rival) for rival in rivals]) == {}


def test_cognates_are_a_share_of_the_shorter_name():
    assert cognates("Superintendence of Taxes", "Superintendencia Tributaria") == 0.5
    assert cognates("", "x") == 0
