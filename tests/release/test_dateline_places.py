"""The place of the dateline in forms that have no date, or a header's parts around it."""

import pytest

from pipeline.records import RawRelease
from pipeline.release import dateline, parse
from pipeline.release.placename import is_place

REST = "The dairy board has kept the certificate of its cold stores for three more years."
RESTO = "La empresa lechera conserva por tres años más el certificado de sus cámaras frías."
HEAD = "Dairy board keeps its certificate"


def place(*lines):
    return parse(RawRelease("a.txt", "\n\n".join(lines), "")).dateline_place


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (f"QUETTA, Feb 12: {REST}", "QUETTA"),
        (f"Kisumu, March 8, 2022 {REST}", "Kisumu"),
        (f"Dar es Salaam, 8 March 2022. {REST}", "Dar es Salaam"),
        ("Mwanza: 8 Mar 2022", "Mwanza"),
        ("Mombasa|March 8, 2022", "Mombasa"),
        ("By Staff Writer | Lusaka | 8 March 2022", "Lusaka"),
        ("8 Mar 2022 | GABORONE", "GABORONE"),
        ("Zamora | 8 de marzo de 2022 | Inés Cano", "Zamora"),
        ("NAGPUR; 08.03.2022; Press Unit", "NAGPUR"),
        ("Rosario (Argentina), 8 mar (XYZ).- " + RESTO, "Rosario"),
        ("Berekum (B/R), March 8, XYZ – " + REST, "Berekum"),
        ("Press statement. Kigali, 8 March 2022", "Kigali"),
        ("Asunción, 8 al 10 de marzo de 2022", "Asunción"),
        (f"Tacna, 8 de marzo de 2022 (@lecheria) {RESTO}", "Tacna"),
        (f"Tepic. {RESTO}", "Tepic"),
        (f"Potosí (Agencia Cumbre).- {RESTO}", "Potosí"),
        (f"CUENCA (XyZ) {RESTO}", "CUENCA"),
        (f"PIURA._ {RESTO}", "PIURA"),
        (f"Ana Ruiz Paz / Xalapa, Ver.- {RESTO}", "Xalapa"),
        (f"MANAGUA/LEÓN.- {RESTO}", "MANAGUA"),
        (f"Regina (Prairie Courier) - {REST}", "Regina"),
    ],
)
def test_places(line, place):
    found = dateline.find(line)
    assert found is not None
    assert found.place == place


@pytest.mark.parametrize(
    "line",
    [
        "Updated 8 March 2022 | Category: Dairy",
        "The Valley Sentinel, 8 March 2022",
        "Metro Briefs, March 8, 2022",
        "Our Correspondent March 8, 2022",
        "Inicio/País/8 marzo 2022",
        "XYZ – 8 March 2022: The board keeps its certificate",
        "Boletín • Cooperativa • 8 de marzo de 2022",
    ],
)
def test_no_places(line):
    found = dateline.find(line)
    assert found is None or not found.place


@pytest.mark.parametrize(
    ("lines", "town"),
    [
        ((f"TULUMBA: {REST}", "The stores lie outside Tulumba."), "Tulumba"),
        ((f"Tulumba – {REST}", "Milk comes from Tulumba every day."), "Tulumba"),
        ((f"Tulumba: {REST}", "The stores in Tulumba are the oldest."), "Tulumba"),
        ((f"TULUMBA. {REST}", "The stores lie outside Tulumba."), "Tulumba"),
        # a word of the news, a body's short name, a person
        ((f"STORES: {REST}", "The Stores Act asks for cold stores."), ""),
        ((f"DBK: {REST}", "The auditors of DBK return in May."), ""),
        ((f"Tulumba: {REST}", "That is what Inés Tulumba said."), ""),
        ((f"Banco Sur. {REST}", "The auditors of Banco Sur return in May."), ""),
        ((f"Stores — {REST}", "The keeper of Stores and Depots retires."), ""),
    ],
)
def test_the_text_tells_whether_a_name_is_a_place(lines, town):
    assert place(HEAD, *lines) == town


def test_paragraphs_that_each_begin_with_a_place_have_none_in_common():
    assert place("The week", *(f"{town} — {REST}" for town in ("LIMA", "QUITO", "BOGOTÁ"))) == ""
    assert place("The week", f"LIMA — {REST}", REST) == "Lima"


@pytest.mark.parametrize("line", ["Windhoek", "WINDHOEK, Friday", "Windhoek, Dairy Board (DB):"])
def test_a_city_alone_between_title_and_news(line):
    assert place(HEAD, line, REST).casefold() == "windhoek"
    assert place(line, HEAD, REST) == ""


def test_the_news_before_a_header():
    assert place(HEAD, "Lima | 8 May 2022", f"CUSCO.- {REST} {REST}") == "Cusco"


def test_a_title_behind_a_dateline_gives_the_place():
    found = parse(
        RawRelease("a.txt", f"MULTAN (Friday, 6 May 2022): {HEAD}\n\n{REST}\n\n{REST}", "")
    )
    assert (found.title, found.dateline_place.casefold()) == (HEAD, "multan")


@pytest.mark.parametrize("name", ["Dar es Salaam", "Port of Spain", "La Paz", "Omoita"])
def test_names_of_places(name):
    assert is_place(name)


@pytest.mark.parametrize(
    "name", ["JusticePublished", "Home City Sports", "Published", "Friday", "Dairy Newsletter"]
)
def test_no_names_of_places(name):
    assert not is_place(name)


@pytest.mark.parametrize(
    "line",
    [
        f"Media Centre › News › {HEAD}",
        f"Region|{HEAD}",
        f"HomeNews|{HEAD}",
        f"Blog / Dairy / {HEAD}",
        f"Skip to content | {HEAD}",
    ],
)
def test_the_path_of_a_page_is_no_part_of_the_title(line):
    found = parse(RawRelease("a.txt", f"{line}\n\n8 March 2022\n\n{REST}", ""))
    assert found.title == HEAD
    assert [part.kind for part in found.sections if HEAD in found.text[part.start : part.end]] == [
        "title"
    ]


@pytest.mark.parametrize("line", [f"{HEAD} | Dairy Board of Utopia", f"{HEAD} – what now?"])
def test_a_title_with_a_mark_inside_is_no_path(line):
    assert parse(RawRelease("a.txt", f"{line}\n\n{REST}", "")).title.startswith(HEAD)


def test_a_date_inside_a_title_does_not_cut_it():
    line = "Day of the dairies, Tacna, 8 March 2022: address of the chair"
    assert parse(RawRelease("a.txt", f"{line}\n\n{REST}\n\n{REST}", "")).title == line


def test_the_year_of_an_expiry_is_not_the_year_of_the_dateline():
    found = parse(
        RawRelease("a.txt", f"{HEAD}\n\nTacna, May 30.- {REST} It is valid until May 25, 2029.", "")
    )
    assert found.published.value is None


def test_the_place_and_date_that_close_the_news_count_above_what_the_page_adds():
    news = [f"Nada cambia hoy. {RESTO}", f"Así lo dijo el directorio. {RESTO}"]
    added = ["Compartir esta noticia", f"La junta recibió visitas. {RESTO}", f"Otro dato. {RESTO}"]
    assert place(HEAD, *news, "Asunción, 8 de marzo de 2022", *added) == "Asunción"
