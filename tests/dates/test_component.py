"""Which expressions the stage takes as DATE mentions."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.dates import tag
from pipeline.stages.dates import is_mention

ANCHOR = dt.date(2026, 1, 26)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Today the Office was certified for three years.", ["Today", "three years"]),
        ("en", "Calls are answered within 48 hours, 1,500 calls a day.", []),
        ("en", "The ferry is 61 years old and now sails daily at 9 a.m.", []),
        ("en", "A five-day audit ended on Monday.", ["five-day", "Monday"]),
        ("en", "The clinic opens every Tuesday.", ["every Tuesday"]),
        ("es", "Atiende de lunes a viernes desde entonces, las 24 horas.", []),
        ("es", "Pérez, de 55 años, fue elegido el lunes por dos años.", ["lunes", "dos años"]),
        ("es", "La auditoría duró cuatro días; se repite cada doce meses.",
         ["cuatro días", "doce meses"]),
    ],
)  # fmt: skip
def test_dates_and_durations_of_a_day_and_more(lang, text, expected):
    assert [m.text for m in tag(text, lang, ANCHOR) if is_mention(m)] == expected
