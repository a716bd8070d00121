"""Designations in running text, as tables of sentences and the mentions in them."""

from pathlib import Path

import pytest

from pipeline.standards import find, parse

HERE = Path(__file__).parent
TABLES = {"es": "running_text_es.tsv", "en": "running_text_en.tsv"}


def cases():
    for lang, name in TABLES.items():
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                text, _, expected = line.replace("\\n", "\n").partition("\t")
                yield lang, text, [_mention(item) for item in expected.split(" | ") if item]


def _mention(item):
    words, value = item.split(" = ")
    return words, value.removeprefix("!"), not value.startswith("!")


@pytest.mark.parametrize(("lang", "text", "expected"), list(cases()))
def test_running_text(lang, text, expected):
    found = find(text, lang)
    assert [(m.text, m.value, m.known) for m in found] == expected


def test_the_tables_hold_enough_of_both_languages_and_of_counter_examples():
    rows = list(cases())
    assert len(rows) >= 150
    assert all(sum(lang == row[0] for row in rows) >= 60 for lang in TABLES)
    assert sum(not expected for *_, expected in rows) >= 40


@pytest.mark.parametrize(("lang", "text", "expected"), list(cases()))
def test_offsets_quote_the_text_and_values_are_canonical(lang, text, expected):
    for mention in find(text, lang):
        assert text[mention.start : mention.end] == mention.text
        assert parse(mention.value) == mention.designation


def test_a_release_in_an_unknown_language_is_read_with_all_words():
    assert [m.value for m in find("certificado ISO 9001 y 14001")] == ["ISO 9001", "ISO 14001"]


def test_the_entity_is_that_of_the_official_name():
    assert find("ISO 27001", "en")[0].entity_id == "std:iso-iec:27001"
    assert find("ISO 54001:2019", "en")[0].entity_id == "std:iso-ts:54001:2019"
