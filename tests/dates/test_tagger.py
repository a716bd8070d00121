"""What hangs on the anchor, the numeric order and the options of ``tag``."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from pipeline import dates
from pipeline.dates import intervals, read, readings, tag
from pipeline.dates.intervals import interval
from pipeline.errors import PatternError
from pipeline.records import PublicationDate

ANCHOR = dt.date(2026, 1, 26)


def test_public_names():
    assert dates.__all__ == ["TimeMention", "intervals", "read", "readings", "tag", "to_timeml"]


def test_a_mention_has_interval_precision_rule_and_anchor():
    [mention] = tag("Sales rose last month.", "en", ANCHOR)
    value = mention.value
    assert (value.start, value.end) == (dt.date(2025, 12, 1), dt.date(2025, 12, 31))
    assert (value.precision, value.anchor) == ("month", ANCHOR)
    assert (mention.rule, mention.kind) == ("period", "relative")


def test_without_an_anchor_nothing_is_guessed():
    for mention in tag("It opened last Friday and closes tomorrow, Dec. 3.", "en", None):
        assert mention.value.start is None
        assert mention.value.timex.startswith("XXXX")


def test_an_ambiguous_anchor_leaves_its_other_reading():
    anchor = PublicationDate(dt.date(2022, 9, 7), (dt.date(2022, 7, 9),), 0.5)
    relative, absolute = tag("It renewed it last month, after April 2019.", "en", anchor)
    assert (relative.value.timex, relative.value.alternatives) == ("2022-08", ("2022-06",))
    assert absolute.value.alternatives == ()


@pytest.mark.parametrize(
    ("text", "order", "timex", "others"),
    [
        ("Dated 03/04/2025.", None, "2025-03-04", ("2025-04-03",)),
        ("Dated 03/04/2025.", "dmy", "2025-04-03", ()),
        ("Issued 25/03/2025, renewed 03/04/2025.", None, "2025-04-03", ()),
        ("Dated 25/03/2025, 03/25/2025 and 03/04/2025.", None, "2025-03-04", ("2025-04-03",)),
    ],
    ids=["open", "settled by the caller", "by a day above twelve", "by nothing: contradiction"],
)
def test_the_order_of_a_numeric_date(text, order, timex, others):
    last = tag(text, "en", None, numeric_order=order)[-1]
    assert (last.value.timex, last.value.alternatives) == (timex, others)


def test_ends_of_an_interval_apart_keep_their_articles():
    found = tag("del 2 al 15 de agosto de 2025", "es", None, join=False)
    assert [m.text for m in found] == ["del 2", "15 de agosto de 2025"]


def test_more_than_is_no_exact_year():
    [mention] = tag("Se creó hace más de veinte años.", "es", ANCHOR)
    assert (mention.value.timex, mention.value.start) == ("2006", None)


def test_an_unknown_language_says_which_file_is_missing():
    with pytest.raises(PatternError, match=r"xx.dates\.yaml"):
        tag("x", "xx", None)


@pytest.mark.parametrize(
    ("timex", "first", "last", "precision"),
    [
        ("2026-02", "2026-02-01", "2026-02-28", "month"),
        ("2026-Q2", "2026-04-01", "2026-06-30", "quarter"),
        ("2026-H2", "2026-07-01", "2026-12-31", "half"),
        ("2026-W01", "2025-12-29", "2026-01-04", "week"),
        ("2026-W01-WE", "2026-01-03", "2026-01-04", "range"),
        ("2026", "2026-01-01", "2026-12-31", "year"),
        ("198X", "1980-01-01", "1989-12-31", "range"),
        ("19", "1900-01-01", "1999-12-31", "range"),
        ("2026/2027", "2026-01-01", "2027-12-31", "range"),
        ("2026-01-26T10:35", "2026-01-26", "2026-01-26", "day"),
    ],
)
def test_intervals(timex, first, last, precision):
    days = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert interval(timex) == (*days, precision)


@pytest.mark.parametrize(
    "timex", ["XXXX-05", "2026-02-30", "2025-W53", "P3D", "2026-SU", "PAST_REF", "2027/2026", "0"]
)
def test_values_without_days(timex):
    assert interval(timex) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26/1/2026", {"dmy": "2026-01-26"}),
        ("12/10/2025", {"dmy": "2025-10-12", "mdy": "2025-12-10"}),
        ("2026.01.26", {"ymd": "2026-01-26"}),
        ("26-01-26", {"dmy": "2026-01-26"}),
        ("31/31/2026", {}),
        ("9001:2015", {}),
        ("123/4/2026", {}),
    ],
)
def test_readings(text, expected):
    assert {k: day.isoformat() for k, day in readings(text).items()} == expected


def test_read_of_no_date():
    assert read("2026") is None


@pytest.mark.parametrize(
    ("lang", "text", "timex", "words"),
    [
        ("en", "It ran from 2019 to 2021.", "2019/2021", "2019 to 2021"),
        ("es", "Va desde enero hasta marzo de 2026.", "2026-01/2026-03", "enero hasta marzo de 2026"),
    ],
)  # fmt: skip
def test_ends_kept_apart_give_an_interval_on_demand(lang, text, timex, words):
    found = tag(text, lang, ANCHOR)
    assert len(found) == 2
    [both] = intervals(found, text, lang)
    assert (both.value.timex, both.text, both.value.precision) == (timex, words, "range")


def test_two_years_that_no_word_joins_stay_two():
    text = "Se renovó en 2016 y 2019."
    assert len(intervals(tag(text, "es", ANCHOR), text, "es")) == 2


@pytest.mark.parametrize(
    ("lang", "text", "words", "timex"),
    [
        ("en", "It came at 10:35 a.m. Friday.", "10:35 a.m. Friday", "2026-01-23T10:35"),
        ("en", "They spoke Friday night.", "Friday night", "2026-01-23TNI"),
        ("en", "He left at noon on Friday.", "noon on Friday", "2026-01-23T12:00"),
        ("es", "Salió a las 12:00 UTC del viernes.", "las 12:00 UTC del viernes", "2026-01-23T12:00Z"),
        ("es", "Llegó el viernes por la mañana.", "el viernes por la mañana", "2026-01-23TMO"),
        ("es", "Llegó la noche del sábado.", "la noche del sábado", "2026-01-24TNI"),
    ],
)  # fmt: skip
def test_a_time_and_its_day_are_one_expression_in_timeml(lang, text, words, timex):
    [mention] = tag(text, lang, ANCHOR, join=False)
    assert (mention.text, mention.value.timex, mention.kind) == (words, timex, "moment")


@pytest.mark.parametrize(
    ("lang", "text", "words", "timex"),
    [
        ("en", "Signed on 17 février 2026 in Dakar.", "17 février 2026", "2026-02-17"),
        ("en", "Lima, 26 de enero de 2026 (PNA).", "26 de enero de 2026", "2026-01-26"),
        ("es", "Bern, 3. März 2024.", "3. März 2024", "2024-03-03"),
        ("es", "Firmado el 15 March 2024.", "15 March 2024", "2024-03-15"),
    ],
)
def test_months_of_other_languages(lang, text, words, timex):
    [found] = tag(text, lang, ANCHOR)
    assert (found.text, found.value.timex, found.rule) == (words, timex, "foreign_month")


@pytest.mark.parametrize("text", ["On 31 février 2024.", "The 12 companies 2024 won."])
def test_what_is_no_date_in_any_language_keeps_its_year(text):
    assert [m.value.timex for m in tag(text, "en", ANCHOR)] == ["2024"]


def test_dateparser_is_not_loaded_for_plain_dates():
    code = (
        "import sys, datetime as dt; from pipeline.dates import tag;"
        "tag('On 17 February 2026 and 3 March.', 'en', dt.date(2026, 3, 1));"
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
