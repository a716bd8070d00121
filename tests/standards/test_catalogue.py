"""Editions, disciplines, and what was never published."""

import datetime as dt

import pytest

from pipeline.standards import (
    catalogue,
    discipline,
    edition_in_force,
    find_standard,
    is_known,
    official,
    parse,
)


@pytest.mark.parametrize(
    ("text", "day", "edition"),
    [
        ("ISO 9001", dt.date(2006, 1, 25), "ISO 9001:2000"),
        ("ISO 9001", dt.date(2010, 5, 1), "ISO 9001:2008"),
        ("ISO 9001", dt.date(2026, 1, 26), "ISO 9001:2015"),
        ("ISO 9001:2008", dt.date(2026, 1, 26), "ISO 9001:2008"),
        ("ISO 27001", dt.date(2020, 1, 1), "ISO/IEC 27001:2013"),
        ("ISO/IEC 17025", dt.date(2018, 1, 1), "ISO/IEC 17025:2017"),
        ("ISO 54001", dt.date(2020, 1, 1), "ISO/TS 54001:2019"),
        ("OHSAS 18001", dt.date(2010, 1, 1), "OHSAS 18001:2007"),
    ],
)
def test_edition_in_force(text, day, edition):
    assert edition_in_force(parse(text), day).canonical == edition


@pytest.mark.parametrize("text", ["ISO 9001", "ISO 37001", "NTP-ISO 9001", "ISO 99991"])
def test_no_edition_before_the_first_or_of_an_unknown_one(text):
    assert edition_in_force(parse(text), dt.date(1980, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISO 9001:2015", "quality"),
        ("NTP-ISO 37001:2017", "anti-bribery"),
        ("UNE-EN ISO 14001", "environment"),
        ("NMX-CC-9001-IMNC-2015", "quality"),
        ("NMX-R-025-SCFI-2015", "labour equality"),
        ("ISO 17025", "testing laboratories"),
        ("ISO/IEC 27001:2022", "information security"),
        ("ISO 45001", "occupational health and safety"),
        ("OHSAS 18001:2007", "occupational health and safety"),
        ("ISO/TS 54001:2019", "electoral"),
        ("ISO 22301", "business continuity"),
        ("UNE 166002:2021", "innovation"),
        ("ISO 99991", ""),
    ],
)
def test_discipline(text, expected):
    assert discipline(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("ISO 9001:2015", True),
        ("ISO 9001:2014", False),
        ("ISO 1401:2015", False),
        ("ISO 1401:2016", True),
        ("ISO 20022", True),
        ("ISO 99991", False),
        ("ISO 9001:2031", True),
        ("NTP-ISO 37001:2017", True),
        ("NTP-ISO 99991", False),
        ("ISO 27001:2022", True),
        ("ISO 27001:2021", False),
        ("NTC 5555", True),
    ],
)
def test_known(text, known):
    assert is_known(parse(text)) is known


def test_official_names_keep_all_else_as_printed():
    assert official(parse("ISO 27001:2022")).canonical == "ISO/IEC 27001:2022"
    assert official(parse("ISO 27001:2021")).canonical == "ISO/IEC 27001:2021"
    assert official(parse("ISO 9001")).canonical == "ISO 9001"


def test_every_catalogued_designation_parses_back():
    for key in catalogue._index().lines:
        assert parse(key).canonical == key
        assert find_standard(parse(key)).id == key


def test_titles_in_both_languages():
    found = find_standard(parse("ISO 37001"))
    assert found.title_en.startswith("Anti-bribery management systems")
    assert found.title_es.startswith("Sistemas de gestión antisoborno")
