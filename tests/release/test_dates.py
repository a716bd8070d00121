import datetime as dt

import pytest

from pipeline.records import RawRelease
from pipeline.release import calendar, dateline, parse

BODY = "The laboratory of the county was accredited to ISO/IEC 17025 after an audit of four days."


def published(text, source="a.txt", **metadata):
    return parse(RawRelease(source, text, "", metadata)).published


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("26 ene. 2026", [(2026, 1, 26)]),
        ("5th March, 2024", [(2024, 3, 5)]),
        ("martes 7 de marzo del 2023", [(2023, 3, 7)]),
        ("1° de mayo de 2020", [(2020, 5, 1)]),
        ("Dec 10", [(0, 12, 10)]),
        ("26/1/2026", [(2026, 1, 26)]),
        ("07/09/2022", [(2022, 9, 7), (2022, 7, 9)]),
        ("05/05/2022", [(2022, 5, 5)]),
        ("4/5/24", [(2024, 5, 4), (2024, 4, 5)]),
        ("2024-05-03T10:00", [(2024, 5, 3)]),
        ("26-ene-2026", [(2026, 1, 26)]),
    ],
)
def test_written_dates(text, readings):
    (written,) = calendar.find(text)
    assert [(r.year, r.month, r.day) for r in written.readings] == readings


@pytest.mark.parametrize(
    "text", ["31/02/2024", "ISO 9001:2015", "3 de los 5", "10.5.2", "may 2", "tel 01/02"]
)
def test_no_dates(text):
    assert not [w for w in calendar.find(text) if w.dates]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("17:03 | Lima, Jan. 26.", "Lima"),
        ("LIMA, 26 ene. 2026 (ANDINA).- El ministerio informó", "LIMA"),
        ("Kingston, Jamaica – 3 May 2024: The agency", "Kingston"),
        ("Santiago, 12 de mayo.- La empresa", "Santiago"),
        ("San Salvador, El Salvador. 4/5/24", "San Salvador"),
        ("Nairobi, Tuesday, 5th March, 2024", "Nairobi"),
        ("Sydney, Nova Scotia, May 27, 2019 — The town", "Sydney"),
        ("26 January 2026, Geneva – The council", "Geneva"),
        ("Ciudad de México, a 5 de marzo de 2024.", "Ciudad de México"),
        ("Jeddah, May 16, 2023, SNA -- The academy", "Jeddah"),
        ("Entebbe, 5th March 2016, Lake Press Centre. The laboratory", "Entebbe"),
        ("Gondar, March 5/2023 - The exporters", "Gondar"),
        ("(5 de marzo de 2024, Ponce, Puerto Rico) – La oficina", "Ponce"),
        ("Cali (mar. 5/24). La embajadora", "Cali"),
        ("SANTO DOMINGO, 5 de marzo de 2024.- La aduana", "SANTO DOMINGO"),
        ("Lima, domingo 3 de marzo de 2024.- La aduana", "Lima"),
        ("MANZANILLO, Col., 28 de septiembre (INF).- La terminal", "MANZANILLO"),
    ],
)
def test_datelines(line, place):
    found = dateline.find(line)
    assert found is not None
    assert found.place == place


@pytest.mark.parametrize(
    "line",
    [
        "Lima, January 26 was a holiday for the whole staff",
        "El 12 de mayo de 2024 se inició la auditoría del puerto",
        "Primero.- Dar publicidad a los certificados obtenidos por el consorcio provincial",
        "Background: the ministry began to prepare for its certificate four years ago",
        "From 3 June 2024 the laboratory is accredited again",
    ],
)
def test_no_datelines(line):
    assert dateline.find(line) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            f"Lab accredited\n\n16:00 | Lima, Dec. 10.\n\n{BODY}\n\nPublished: 12/10/2025",
            "2025-12-10",
        ),
        (f"Lab accredited\n\n{BODY}\n\nPublicado: 26/1/2026", "2026-01-26"),
        (f"Press Release\n\nLab accredited\n\nNovember 30, 2011\n\n{BODY}", "2011-11-30"),
        (f"Lab accredited\n\n{BODY}\n\nPosted: Tuesday 08/11/2022", "2022-11-08"),
        (
            f"Lab accredited\n\n{BODY} It ended on Monday 5 September.\n\nPosted: 07/09/2022",
            "2022-09-07",
        ),
        (f"Lab accredited\n\n{BODY} It began on 29/08/2022.\n\nPosted: 07/09/2022", "2022-09-07"),
        (f"Lab accredited\n\nLIMA, 8 JUL (ABC).- {BODY}\n\n© 2019 The Herald", "2019-07-08"),
        (f"Lab accredited\n\n{BODY}\n\nSoria, 18 de junio de 2018.", "2018-06-18"),
        (
            "Caja renueva su sello\n\nLima, a tres de mayo de dos mil dieciocho.\n\n"
            "La caja de la ciudad renovó su certificado con la entidad que la audita cada año.",
            "2018-05-03",
        ),
        (f"Lab accredited\n\n{BODY} The first certificate is of 25 January 2006.", None),
    ],
)
def test_publication_date(text, date):
    found = published(text)
    assert str(found.value) == str(date)
    assert not found.ambiguous


def test_numeric_date_alone_keeps_both_readings():
    found = published(f"Lab accredited\n\n{BODY}\n\nPosted: 07/09/2022")
    assert {found.value, *found.alternatives} == {dt.date(2022, 9, 7), dt.date(2022, 7, 9)}
    assert found.confidence == 0.5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"Lab accredited\n\n{BODY}\n\nPosted: 07/09/2022", "2022-07-09"),
        (f"Lab accredited\n\nNairobi – {BODY}\n\nPosted: 07/09/2022", "2022-09-07"),
        ("Caja renueva\n\nLa caja de la ciudad renovó su certificado con la entidad que la audita."
         "\n\nPublicado: 07/09/2022", "2022-09-07"),
    ],
)  # fmt: skip
def test_habit_prefers_a_reading_but_does_not_decide(text, value):
    found = published(text)
    assert str(found.value) == value
    assert found.ambiguous


def test_address_and_metadata_are_clues():
    text = f"Lab accredited\n\n{BODY}\n\nPosted: 07/09/2022"
    assert str(published(text, "https://x.org/2022/09/07/lab").value) == "2022-09-07"
    assert str(published(text, published="2022-09-07").value) == "2022-09-07"
