import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import RawRelease
from pipeline.release import parse

HEAD = "Lab accredited again"
CAJA = "Caja renueva su sello"
BODY = "The laboratory of the county was accredited to ISO/IEC 17025 after an audit of four days."
CUERPO = "La caja de la ciudad renovó su certificado ISO 9001 tras una auditoría de cuatro días."


def release(text, **metadata):
    return parse(RawRelease("a.txt", text, "", metadata))


def kind_of(text, words):
    found = release(text)
    start = found.text.index(words)
    return next(part.kind for part in found.sections if part.start <= start < part.end)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{HEAD}\n\n{BODY}", HEAD),
        (f"Media Center\n\nPress Release\n\n{HEAD}\n\nMay 3, 2024\n\n{BODY}", HEAD),
        (f"Lab of the county wins | News | THE HERALD\n\n{BODY}", "Lab of the county wins"),
        (f"MINISTRY OF WORKS\nRepublic of Utopia\n\n{HEAD}\n\n{BODY}", HEAD),
        (f"{BODY} It will move in May.\n\n{BODY} It is the first one of the region.", ""),
        (f"Home | News | Tenders\n\n{HEAD}\n\n{BODY}", HEAD),
        (f"Tema: two labs accredited again\n\n{BODY}", "Tema: two labs accredited again"),
    ],
)  # fmt: skip
def test_title(text, title):
    assert release(text).title == title


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"{HEAD}\n\n{BODY}", ""),
        (f"MINISTRY OF WORKS\n\n{HEAD}\n\n{BODY}", "Ministry of Works"),
        (f"Lab of the county accredited | News | The Herald\n\n{BODY}", "The Herald"),
        (f"{HEAD}\n\n{BODY}\n\nSource: County of Embu", "County of Embu"),
        (f"{CAJA}\n\n{CUERPO}\n\nOficina de Prensa – Ministerio X", "Ministerio X"),
        (f"{HEAD}\n\n{BODY}\n\n© 2024 Delta Observer. Home", "Delta Observer"),
        (f"{HEAD}\n\nEMBU, May 3, 2024 (KNA) - {BODY}", "KNA"),
        (f"{HEAD}\n\nPhoto: ANDINA/Archive\n\n{BODY}", ""),
    ],
)  # fmt: skip
def test_publisher(text, publisher):
    assert release(text).publisher == publisher


def test_publisher_of_the_format_comes_first():
    found = release(f"Lab accredited\n\n{BODY}\n\nSource: County of Embu", publisher="The Herald")
    assert found.publisher == "The Herald"


PAGE = f"""Caja renueva su sello

Foto: Archivo

Lima, 3 de mayo de 2024

{CUERPO} Es la segunda vez. (FIN) ABC/DEF

Un nuevo reto

{CUERPO}

Lea también: Otra caja pierde su certificado ISO 9001
Compartir en Facebook
Etiquetas: ISO 9001, calidad

Noticias relacionadas
Otra caja pierde su certificado
Banco obtiene sello

Contacto: Ana Ruiz
prensa@caja.example

Deja un comentario
Felicidades, el certificado ISO 14001 también es nuestro."""


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Caja renueva", "title"),
        ("Foto: Archivo", "credit"),
        ("Lima, 3 de mayo", "dateline"),
        ("Es la segunda", "body"),
        ("(FIN) ABC", "footer"),
        ("Un nuevo reto", "heading"),
        ("Lea también", "boilerplate"),
        ("Compartir", "boilerplate"),
        ("Etiquetas", "boilerplate"),
        ("Banco obtiene", "boilerplate"),
        ("prensa@", "footer"),
        ("Felicidades", "boilerplate"),
    ],
)
def test_sections_of_a_page(words, kind):
    assert kind_of(PAGE, words) == kind


@pytest.mark.parametrize(
    "paragraph",
    [
        "Photo identification services are certified and the registry will keep its sources open.",
        "Comments are received at the counter and every one of them is answered in five days.",
        "Share of certified hospitals rose to a third in May, said the press office.",
        "Published in 2019 after long work, the standard is now used by twenty laboratories.",
        "Contact with citizens is one of the processes that the auditors looked at (see above).",
        "By law the tags on every cable are checked, and cookies of the bakery are tested too.",
        "The audit was closed with no findings (ISO/IEC).",
    ],
)
def test_paragraphs_with_such_words_are_not_lost(paragraph):
    assert kind_of(f"{HEAD}\n\n{BODY}\n\n{paragraph}\n\n{BODY}", paragraph) == "body"


def test_rows_of_a_table_stay_in_the_news():
    text = f"Playas renuevan su sello\n\n{CUERPO}\n\nNorte | Gurugú | ISO 13009 | 2022\n\n{CUERPO}"
    assert kind_of(text, "Norte |") == "body"


def test_both_languages_of_a_release():
    more = (
        "The agency renewed its certificate for quality management and for the services it gives."
    )
    found = release(f"{CAJA}\n\n{CUERPO}\n\n{CUERPO} {CUERPO}\n\n{more}")
    assert found.lang == "es"
    assert [part.lang for part in found.sections] == ["es", "es", "es", "en"]


def test_empty_text_gives_an_empty_release():
    found = release(" \n ")
    assert (found.text, found.sections, found.title, found.lang) == ("", (), "", "und")


@settings(deadline=None)  # the first call loads the data
@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_gives_sections_in_order(text):
    found = release(text)
    edges = [edge for part in found.sections for edge in (part.start, part.end)]
    assert edges == sorted(edges)
    assert all(part.start < part.end <= len(found.text) for part in found.sections)
    assert len({part.start for part in found.sections}) == len(found.sections)


LINES = [
    "Press Release", "Photo: X", "Lima, May 3, 2024.- " + BODY, BODY, "Share", "Contact: a@b.org",
    "Related news", "Heading here", "", "A | B | C", "07/09/2022", "(END) AB/CD", "Tel: 123",
]  # fmt: skip


@settings(deadline=None)  # the first call loads the data
@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_any_order_of_lines_covers_all_words(lines):
    found = release("\n".join(lines))
    covered = "".join(found.text[part.start : part.end] for part in found.sections)
    assert "".join(covered.split()) == "".join(found.text.split())


def test_a_list_of_entries_that_begin_alike_is_news():
    text = f"{HEAD}\n\n{BODY}\n\nMinistra de Salud: Ana Paz\n\nMinistro de la Presidencia: Leo Gil"
    assert kind_of(text, "Ministro de la Presidencia") == "body"


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("LIMA, March 4, 2024 - Kenya has joined the Solar Union.", ["dateline", "body"]),
        ("LIMA, March 4, 2024 - Press Office of the Solar Union.", ["dateline"]),
    ],
)
def test_a_short_sentence_behind_a_dateline_is_news(line, kinds):
    text = (
        f"Union Grows Again\n{line}\nThe papers were signed on Monday at noon in the main hall.\n"
    )
    release = parse(RawRelease("a.txt", text, ""))
    start = text.index("LIMA")
    inside = [s.kind for s in release.sections if start <= s.start < start + len(line)]
    assert inside == kinds


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Subject: Harbour lab wins its accreditation", "Harbour lab wins its accreditation"),
        ("Asunto: El puerto renueva su certificado", "El puerto renueva su certificado"),
        (
            "Harbour lab: staff win their accreditation",
            "Harbour lab: staff win their accreditation",
        ),
    ],
)
def test_a_title_begins_behind_the_header_of_a_letter(line, title):
    text = f"{line}\n\nLIMA, March 4, 2024 - Kenya has joined the Solar Union. The papers were signed.\n"
    assert parse(RawRelease("a.txt", text, "")).title == title
