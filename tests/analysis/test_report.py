from __future__ import annotations

from html.parser import HTMLParser

import pytest

from pipeline.analysis import plots, report
from pipeline.errors import StoreError


class Page(HTMLParser):
    """Collects the tags, the attributes and the words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def page(out):
    return Page(report.report(out))


def test_the_page_has_plots_and_tables(page):
    assert page.tags.count("svg") >= 6
    assert page.tags.count("table") >= 4
    said = " ".join(page.words)
    for word in (
        "By country",
        "By certifier",
        "Timeline",
        "Coverage",
        "Quality",
        "Port of Harbour1",
    ):
        assert word in said


def test_words_of_releases_stay_words(page):
    assert "script" not in page.tags
    assert any("alert('x')" in words for words in page.words)


def test_the_page_needs_nothing_else(page):
    names = {name for name, _ in page.attributes}
    assert not names & {"src", "href", "srcset", "onclick", "onload"}
    assert not {"link", "script", "img", "iframe"} & set(page.tags)
    policy = [value for _, value in page.attributes if value and "default-src" in value]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_a_report_is_the_same_each_time(out, tmp_path):
    report.write(out, tmp_path / "x.html")
    assert (tmp_path / "x.html").read_text() == report.report(out)


def test_writing_where_one_cannot_is_told(out, tmp_path):
    with pytest.raises(StoreError):
        report.write(out, tmp_path / "no" / "x.html")


def test_plots_escape_and_scale():
    drawn = plots.bars([("<b>", 2), ("half", 1)], '"title"')
    assert "<b>" not in drawn
    assert 'width="460.0"' in drawn
    assert 'width="230.0"' in drawn
    stacked = plots.columns({"2020": {"<i>": 1}}, "by year")
    assert "<i>" not in stacked.replace("<i style", "")


def test_nothing_to_show_is_said():
    assert "nothing to show" in plots.bars([], "empty")
    assert "nothing to show" in plots.columns({}, "empty")
