"""Lists set against each other: "A and B were certified to C and D, respectively"."""

from __future__ import annotations

import pytest

from tests.relations.test_certified import certified, events


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The {AGENCY Port of Ilo} and the {AGENCY Ilo Library} were certified to {STANDARD ISO 9001} and {STANDARD ISO 14001} respectively."),
        ("en", "The {AGENCY Port of Ilo}, of the {AGENCY Ports Authority}, and the {AGENCY Ilo Library}, of the {AGENCY Ministry of Culture}, were certified, respectively, to {STANDARD ISO 9001} and {STANDARD ISO 14001}."),
        ("es", "El {AGENCY Port of Ilo} y la {AGENCY Ilo Library} recibieron los certificados {STANDARD ISO 9001} e {STANDARD ISO 14001}, respectivamente."),
        ("es", "La panadería de la {AGENCY Port of Ilo} y el taller textil de la {AGENCY Ilo Library} obtuvieron las certificaciones {STANDARD ISO 9001} e {STANDARD ISO 14001}, respectivamente."),
        ("es", "El comité otorgó al {AGENCY Port of Ilo} y a la {AGENCY Ilo Library} los certificados {STANDARD ISO 9001} e {STANDARD ISO 14001}, respectivamente."),
    ],
)  # fmt: skip
def test_each_holder_has_its_own_standard(lang, text):
    found = {row[:2] for row in certified(text, lang)}
    assert found == {("Port of Ilo", "ISO 9001"), ("Ilo Library", "ISO 14001")}


def test_each_standard_has_its_own_date():
    found = certified(
        "The {AGENCY Port of Ilo} obtained the {STANDARD ISO 9001} and {STANDARD ISO 14001} "
        "certificates in {DATE 2016} and {DATE 2021}, respectively."
    )
    assert {(row[1], row[3]) for row in found} == {("ISO 9001", "2016"), ("ISO 14001", "2021")}


def test_each_holder_has_its_own_date():
    found = events(
        "The {AGENCY Port of Ilo} and the {AGENCY Ilo Library} were certified to {STANDARD ISO 9001} "
        "in {DATE 2016} and {DATE 2021}, respectively, by {ORG SGS}."
    )
    rows = {(f.subject.name, f.time.timex if f.time else "") for f in found}
    assert rows == {("Port of Ilo", "2016"), ("Ilo Library", "2021")}
    assert {f.qualifiers["certifier"] for f in found} == {("SGS",)}


def test_lists_of_different_length_say_nothing():
    found = certified(
        "The {AGENCY Port of Ilo} was certified to {STANDARD ISO 9001} and {STANDARD ISO 14001} for "
        "its loading and its storage, respectively."
    )
    assert {row[:2] for row in found} == {("Port of Ilo", "ISO 9001"), ("Port of Ilo", "ISO 14001")}
