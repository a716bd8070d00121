"""Any string is answered; what is written out is read back; time grows with length only."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import tag, to_timeml
from pipeline.dates.grammar import grammar
from pipeline.dates.numeric import read, readings

LANGS = ("en", "es")
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
ANCHOR = dt.date(2026, 1, 26)


def vocabulary():
    words = {w for lang in LANGS for w in grammar(lang).lexicon.lower}
    phrases = {
        " ".join(p) for lang in LANGS for e in grammar(lang).lexicon.phrases.values() for p, _ in e
    }
    numbers = [
        "0",
        "1",
        "31",
        "32",
        "99",
        "2026",
        "9999",
        "10:35",
        "26/1",
        "31/12/9999",
        "1/2",
        "2.5",
        "99999999999",
    ]
    return sorted(words | phrases) + numbers


@given(st.text(), st.sampled_from(LANGS), st.one_of(st.none(), st.dates()))
def test_any_string_is_answered(text, lang, anchor):
    for mention in tag(text, lang, anchor):
        assert text[mention.start : mention.end] == mention.text


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(vocabulary()), max_size=12),
    st.sampled_from(LANGS),
    st.one_of(st.none(), st.dates()),
)
def test_any_string_of_calendar_words_is_answered(words, lang, anchor):
    text = " ".join(words)
    found = tag(text, lang, anchor)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for value in (mention.value for mention in found):
        assert value.start is None or value.end is None or value.start <= value.end
        assert value.alternatives == () or value.timex not in value.alternatives


def month_name(lang, number):
    """The longest word of a language for a month, as in running text."""
    lexicon = grammar(lang).lexicon
    tables = {**lexicon.lower, **lexicon.capital}.items()
    return max((w for w, c in tables if c.get("month") == str(number)), key=len).capitalize()


FORMS = {
    "en": ["{month} {d}, {y}", "{d} {month} {y}", "the {d}th of {month}, {y}", "{month} {d} {y}"],
    "es": [
        "{d} de {month} de {y}",
        "{d} de {month} del {y}",
        "{d} de {month}, {y}",
        "{month} {d}, {y}",
    ],
}
NUMERIC = ["{y:04d}-{m:02d}-{d:02d}", "{y:04d}.{m:02d}.{d:02d}", "{y:04d}/{m}/{d}"]


@pytest.mark.parametrize(("lang", "form"), [(lang, form) for lang in LANGS for form in FORMS[lang]])
@given(day=DAYS)
def test_a_date_written_out_is_read_back(lang, form, day):
    month = month_name(lang, day.month)
    [mention] = tag(form.format(month=month, d=day.day, y=day.year), lang, ANCHOR)
    assert (mention.value.start, mention.value.end) == (day, day)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", NUMERIC)
@given(day=DAYS)
def test_a_numeric_date_is_read_back(lang, form, day):
    [mention] = tag(form.format(y=day.year, m=day.month, d=day.day), lang, None)
    assert mention.value.timex == day.isoformat()


@given(DAYS, st.sampled_from("/-."))
def test_both_readings_of_a_numeric_date_are_kept(day, sign):
    text = f"{day.day}{sign}{day.month}{sign}{day.year}"
    assert read(text, "dmy") == (day, ())
    assert day in readings(text).values()
    preferred, others = read(text)
    assert preferred == day
    assert bool(others) == (sign != "." and day.day <= 12 and day.day != day.month)


@given(st.text(), st.sampled_from(LANGS))
def test_timeml_is_well_formed(text, lang):
    root = ElementTree.fromstring(to_timeml(text, tag(text, lang, ANCHOR), created=ANCHOR))  # noqa: S314
    assert len("".join(root.find("TEXT").itertext())) <= len(text)


HOSTILE = (
    "1 ", "1,", "1/1/", "a.", "mil ", "y ", "de ", "March ", "de la de ", "los últimos ", "1 de ",
    "two and a half ", "the ", "10:35 ", "1-", "\n\n", "May 3, ", "31 de diciembre de ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("lang", LANGS)
def test_time_grows_with_length_only(lang, piece):
    def seconds(n):
        text = piece * (n // len(piece))
        best = []
        for _ in range(3):
            began = time.process_time()
            tag(text, lang, ANCHOR)
            best.append(time.process_time() - began)
        return min(best)

    tag(piece, lang, ANCHOR)
    # 8 times the length: a quadratic tagger would take 64 times as long
    assert seconds(32_000) < 24 * seconds(4_000) + 0.05
