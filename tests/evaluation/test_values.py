import pytest

from pipeline.evaluation import fold
from pipeline.evaluation.values import designation, editionless, same_value, valid_timex


@pytest.mark.parametrize(
    "value",
    ["2024", "2024-05", "2024-05-13", "2024-Q2", "2024-H1", "2024-W05", "2024-W05-WE", "2026/2027",
     "2024-05-13/2024-05-15", "P3Y", "P4D", "P6M/P12M", "P1W", "PT2H", "XXXX-05-13", "XXXX", "2024-05-13T09:30",
     "PAST_REF", "2024-SU", "199X", "XXXX-WXX-1"],
)  # fmt: skip
def test_timex_values(value):
    assert valid_timex(value)


@pytest.mark.parametrize(
    "value", ["", "soon", "2024-S2", "13/05/2024", "May 2024", "24-05-13", "P3D/", "P"]
)
def test_no_timex_values(value):
    assert not valid_timex(value)


@pytest.mark.parametrize(
    ("label", "gold", "system", "same"),
    [
        ("STANDARD", "ISO 9001:2015", "iso  9001:2015", True),
        ("STANDARD", "ISO 9001:2015", "ISO 9001", False),
        ("STANDARD", "NB/ISO 9001", "NB-ISO 9001", True),
        ("STANDARD", "ISO/IEC 27001-1", "ISO/IEC 27001 1", False),
        ("DATE", "2024-05-13", "2024-05-13T09:00", True),
        ("DATE", "2024-05", "2024-05-13", False),
        ("DATE", "XXXX-05", "XXXX-05-XX", True),
        ("DATE", "P3Y", "P36M", False),
    ],
)
def test_the_same_value(label, gold, system, same):
    assert same_value(label, gold, system) is same


def test_designations():
    assert designation("une–en  iso 14001:2015") == "UNE EN ISO 14001:2015"
    assert editionless("ISO 9001:2015") == "ISO 9001"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("the Ministry of Health", "ministry of health"),
        ("La Cancillería", "cancilleria"),
        ("Peru’s Jury", "peru jury"),
        ("El", "el"),
        ("", ""),
    ],
)
def test_names_as_they_are_compared(text, folded):
    assert fold.name(text) == folded


def test_overlap_is_of_the_shorter_text():
    assert fold.overlap("we lost it", "they said we lost it again") == 1.0
    assert fold.overlap("a a", "a b") == 0.5
    assert fold.overlap("", "a") == 0.0
