"""What the command line prints for each designation."""

import datetime as dt
import json

import pytest

from pipeline.errors import PatternError
from pipeline.standards import parse_lines
from pipeline.standards.build_catalogue import numbers, select
from pipeline.standards.context import context


def test_a_line_becomes_its_parts():
    (found,) = parse_lines(["NTP-ISO 37001:2017\n"], dt.date(2020, 1, 1))
    assert json.loads(json.dumps(found)) == found
    assert found["canonical"] == "NTP-ISO 37001:2017"
    assert (found["adopters"], found["publishers"]) == (["NTP"], ["ISO"])
    assert (found["discipline"], found["country"], found["known"]) == ("anti-bribery", "PE", True)


def test_the_edition_in_force_is_beside_the_name_and_never_in_it():
    (found,) = parse_lines(["ISO 9001"], dt.date(2010, 1, 1))
    assert (found["canonical"], found["edition_in_force"]) == ("ISO 9001", "ISO 9001:2008")


def test_what_is_no_designation_says_so_and_empty_lines_are_left_out():
    (found,) = parse_lines(["", "Ley 27001", "  "])
    assert (found["canonical"], found["error"]) == (None, "not a designation of a standard")


def row(identifier, committee="ISO/TC 176/SC 2", stage="95.99"):
    return {
        "identifier": identifier,
        "committee": committee,
        "stage": stage,
        "edition": "1",
        "published": f"{identifier[-4:]}-05",
        "title_en": "A title - Requirements",
    }


SELECTION = {
    "committees": {"ISO/TC 176": "quality"},
    "titles": ["management system"],
    "standards": [{"id": "ISO 9001", "discipline": "quality", "es": "Título"}],
    "ranges": [],
}


def test_the_catalogue_is_built_from_the_selected_rows():
    rows = [row("ISO 9001:2015"), row("ISO 9001:2008"), row("ISO 5:2001", "ISO/TC 1")]
    (found,) = select([*rows, row("ISO 9001:2015/Amd 1:2024")], SELECTION)
    assert found["editions"] == [
        [2008, "2008-05", 1, "withdrawn"],
        [2015, "2015-05", 1, "withdrawn", ["Amd 1:2024"]],
    ]
    assert (found["id"], found["es"], found["certifiable"]) == ("ISO 9001", "Título", True)
    assert numbers(rows) == {9001: {2008, 2015}, 5: {2001}}


def test_a_language_file_must_have_every_list(tmp_path, monkeypatch):
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "standards.yaml").write_text("nouns: []\n", encoding="utf-8")
    monkeypatch.setattr("pipeline.standards.context.patterns", lambda: tmp_path)
    context.cache_clear()
    with pytest.raises(PatternError, match="must have exactly"):
        context("xx")
    context.cache_clear()
