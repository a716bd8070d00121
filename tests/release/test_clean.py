import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.release import clean, doc_id


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("one  two\u00a0three \t", "one two three"),
        ("a\n\n\n\n b", "a\n\nb"),
        ("certificacio\u0301n", "certificación"),
        ("qual\u00adity\u200b \ufeffplan\x00", "quality plan"),
        ("a\u2028b", "a\nb"),
        ("", ""),
    ],
)
def test_clean(raw, text):
    assert clean(raw) == text


def test_wrapped_lines_are_put_together():
    raw = (
        "The laboratory of the water company was accredited on Monday by the\n"
        "national body after an audit that took four days and covered all of\n"
        "the methods it had asked for."
    )
    assert clean(raw) == raw.replace("\n", " ")


@pytest.mark.parametrize(
    "raw",
    [
        "Process: payments\nProcess: purchases\nProcess: archives",
        "The director thanked the staff.\nThe certificate is valid for three years.",
        "Scope\nReception of samples of water",
    ],
)
def test_lists_and_paragraphs_stay_lines(raw):
    assert clean(raw) == raw


@settings(deadline=None)  # the first call loads the data
@given(st.text(max_size=400))
def test_cleaning_twice_is_cleaning_once(raw):
    text = clean(raw)
    assert clean(text) == text
    assert "  " not in text
    assert "\n\n\n" not in text


def test_doc_id_is_of_the_source_as_such():
    assert doc_id("a/./b.txt") == doc_id("a/b.txt") != doc_id("b.txt")
    assert doc_id("HTTPS://Example.org/n#top") == doc_id("https://example.org/n")
    assert len(doc_id("x")) == 16


PARAGRAPHS = """El puerto de Ilo abrió ayer una bodega nueva para la pesca de toda la región,
con sitio para ochenta botes y una sala de frío que evitará que se pierda
pescado cuando el mar esté bravo.
Ana Ruiz, del puerto
La bodega costó dos millones de soles y ocupa un terreno que estuvo vacío
por más de diez años, según contó la directora, quien recordó que
los vecinos la pedían desde siempre."""


def test_paragraphs_without_a_blank_line_between_are_put_together():
    title = "Una línea de título que es bastante más larga que todas las demás líneas de este texto"
    lines = clean(f"{title}\n{PARAGRAPHS}").split("\n")
    assert [line.split(" ")[0] for line in lines] == ["Una", "El", "Ana", "La"]
    assert lines[1].endswith("mar esté bravo.")
    assert lines[3].endswith("desde siempre.")
    assert clean("\n".join(lines)) == "\n".join(lines)


def test_short_lines_among_those_that_run_on_are_left():
    text = PARAGRAPHS.replace("botes y una", "botes\ny una")
    assert clean(text) == text
