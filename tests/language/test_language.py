from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language import detect, detect_sections
from pipeline.language.detect import weighed
from pipeline.records import Section

HEADLINES = Path(__file__).parent / "headlines"
FLOORS = {"en": 0.96, "es": 0.86, "pt": 0.9, "fr": 0.95, "it": 0.95, "ca": 0.8, "de": 0.95}


@pytest.mark.parametrize(("code", "floor"), FLOORS.items())
def test_headlines(code, floor):
    lines = (HEADLINES / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    right = sum(detect(line).code == code for line in lines)
    assert right / len(lines) >= floor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The agency renewed its certificate", "en"),
        ("LA CAJA RENOVO SU CERTIFICADO DE CALIDAD", "es"),
        ("Wizara ya Afya yapata cheti cha ubora kwa huduma zake bora", "sw"),
        ("министерство здравоохранения получило сертификат", "ru"),
        ("", "und"),
        ("12345 - 67", "und"),
        ("\x00\x01", "und"),
        ("https://example.org/the-agency-renewed", "und"),
    ],
)
def test_detect(text, code):
    assert detect(text).code == code


@settings(deadline=None)  # the first call loads the data
@given(st.text(max_size=200))
def test_any_text_gets_a_code_and_a_confidence(text):
    guess = detect(text, thorough=False)
    assert 2 <= len(guess.code) <= 3
    assert 0.0 <= guess.confidence <= 1.0


def test_both_detectors_count():
    fast, lingua = {"pt": 0.5, "es": 0.4}, {"pt": 0.1, "es": 0.9}
    scores = weighed(fast, lingua)
    assert scores["es"] > scores["pt"]
    assert sum(scores.values()) == pytest.approx(1)


def test_language_unknown_to_the_second_detector_stays():
    fast = {"sw": 0.6, "en": 0.1}
    assert weighed(fast, {"en": 1.0}) == fast


def test_without_the_second_detector_the_first_decides():
    assert weighed({"es": 0.7}, {}) == {"es": 0.7}


def test_short_sections_are_in_the_language_of_the_release():
    text = "Quality\nThe agency renewed its certificate for the quality of the services it gives."
    sections = (Section(0, 7, "heading"), Section(8, len(text), "body"))
    assert [part.lang for part in detect_sections(text, sections, "es")] == ["es", "en"]
