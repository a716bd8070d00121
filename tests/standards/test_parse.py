"""One designation in, its parts and its canonical form out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.standards import Supplement, find, parse

CANONICAL = [
    ("ISO 9001:2015", "ISO 9001:2015", "std:iso:9001:2015"),
    ("ISO/IEC 17025", "ISO/IEC 17025", "std:iso-iec:17025"),
    ("ISO/CEI 17025:2017(F)", "ISO/IEC 17025:2017(fr)", "std:iso-iec:17025:2017"),
    ("iso9001", "ISO 9001", "std:iso:9001"),
    ("NTP-ISO 37001:2017", "NTP-ISO 37001:2017", "std:ntp-iso:37001:2017"),
    ("NTP ISO/IEC 17025", "NTP-ISO/IEC 17025", "std:ntp-iso-iec:17025"),
    ("UNE EN ISO 14001:2015", "UNE-EN ISO 14001:2015", "std:une-en-iso:14001:2015"),
    ("UNE-ISO 37001", "UNE-ISO 37001", "std:une-iso:37001"),
    ("NMX-CC-9001-IMNC-2015", "NMX-CC-9001-IMNC-2015", "std:nmx-cc-imnc:9001:2015"),
    ("NCh-ISO 9001", "NCh-ISO 9001", "std:nch-iso:9001"),
    ("NTC GP 1000:2009", "NTCGP 1000:2009", "std:ntcgp:1000:2009"),
    ("SA 8000", "SA8000", "std:sa:8000"),
    ("BS EN ISO 9001:2015", "BS EN ISO 9001:2015", "std:bs-en-iso:9001:2015"),
    ("JIS Q 9001:2015", "JIS Q 9001:2015", "std:jis-q:9001:2015"),
    ("ISO/TS 22163", "ISO/TS 22163", "std:iso-ts:22163"),
    ("WD/ISO 10360-2", "ISO/WD 10360-2", "std:iso-wd:10360-2"),
    ("GUIDE ISO/CEI 65:1996", "ISO/IEC Guide 65:1996", "std:iso-iec-guide:65:1996"),
    ("ISO/IEC DTR 24485.4", "ISO/IEC DTR 24485.4", "std:iso-iec-dtr:24485"),
    ("ISO/IEC VIM:1993", "ISO/IEC VIM:1993", "std:iso-iec-vim:1993"),
    ("CD IWA 37-1", "CD IWA 37-1", "std:iwa-cd:37-1"),
    ("ISO/IEC 11801:2002+AMD1:2008+AMD2:2010 CSV",) * 2
    + ("std:iso-iec:11801:2002:amd-1-2008:amd-2-2010",),
    ("ISO/IEC DIR 1 ISO SUP:2022", "ISO/IEC DIR 1 ISO SUP:2022", "std:iso-iec-dir:1-iso-sup-2022"),
    ("BASC", "BASC", "std:basc"),
    ("ISO/R 657/IV:1969", "ISO/R 657-4:1969", "std:iso-r:657-4:1969"),
    ("ISO 5537:2004|IDF 26:2004", "ISO 5537:2004|IDF 26:2004", "std:iso:5537:2004"),
    ("ISO 9000:2015(E/F/S)", "ISO 9000:2015(en,fr,es)", "std:iso:9000:2015"),
    ("ISO 3758:1991/Suppl:1993", "ISO 3758:1991/Suppl:1993", "std:iso:3758:1991:suppl-1993"),
    ("CSA Z1000", "CSA Z1000", "std:csa-z:1000"),
]


@pytest.mark.parametrize(("text", "canonical", "entity_id"), CANONICAL)
def test_canonical_form_and_entity_id(text, canonical, entity_id):
    found = parse(text)
    assert (found.canonical, found.entity_id) == (canonical, entity_id)
    assert parse(canonical) == found


def test_parts_of_a_designation():
    found = parse("UNE-EN ISO/IEC 17021-1:2015/Amd 1:2020")
    assert found.adopters == ("UNE", "EN")
    assert found.publishers == ("ISO", "IEC")
    assert (found.number, found.parts, found.year, found.country) == ("17021", ("1",), 2015, "ES")
    assert found.supplements == (Supplement("Amd", "1", year=2020),)
    assert found.international().canonical == "ISO/IEC 17021-1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "ISO",
        "9001",
        "ISO certification",
        "Ley 27001",
        "ISO 9001 y 14001",
        "ISO 9001x",
        "ISO/",
    ],
)
def test_what_is_no_designation(text):
    assert parse(text) is None


@given(st.text(max_size=80))
def test_no_string_raises(text):
    parse(text)
    for mention in find(text):
        assert text[mention.start : mention.end] == mention.text


WORDS = (
    "ISO IEC /IEC UNE -EN NTP- 9001 14001 :2015 -2015 (2015) -1 , y and la the TS/ Guide "
    "/Amd 1 norma standard versión version .001 ISO/DIS NMX-CC- IMNC BASC ) ( v 2015"
)
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES, max_size=14), st.sampled_from(["", " "]), st.sampled_from(["en", "es"]))
def test_any_mixture_of_pieces_gives_designations_that_read_back(pieces, space, lang):
    text = space.join(pieces)
    end = 0
    for mention in find(text, lang):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text
        assert parse(mention.value) == mention.designation
        end = mention.end


def test_a_kind_before_an_adopter_is_no_part_of_the_name():
    [mention] = find("TS/UNE 9001")
    assert mention.text == "UNE 9001"
    assert parse(mention.value) == mention.designation


numbers = st.integers(1, 99999).map(str)
years = st.none() | st.integers(1950, 2039)
heads = st.sampled_from(
    ["ISO", "ISO/IEC", "ISO/TS", "ISO/IEC Guide", "NTP-ISO", "UNE-EN ISO", "IWA"]
)


@given(heads, numbers, st.none() | st.integers(1, 99), years)
def test_what_is_printed_is_read_back(head, number, part, year):
    text = f"{head} {number}" + (f"-{part}" if part else "") + (f":{year}" if year else "")
    assert parse(text).canonical == text


@pytest.mark.parametrize(
    "unit", ["ISO/", "ISO 9001, ", "9001 ", "-", "UNE-", "norma ", "x@", "(", "ISO 9001-1"]
)
def test_time_grows_no_faster_than_the_text(unit, counted_matches):
    assert counted_matches(unit * 800) <= 2.6 * counted_matches(unit * 400) + 50
