from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.entities import TokenView, find
from pipeline.linking import link
from pipeline.linking.decisions import Decisions
from pipeline.records import Mention, Section
from tests.entities.helpers import marked, mentions, release, table
from tests.registry.sample import sample

LINES = [line for name in ("en.tsv", "es.tsv") for line in table(name)]
WORDS = sorted({word for line in LINES for word in marked(line)[0].split()})
MARKS = ["(", ")", ",", ".", "\n", "“", "”", "'", "/", "-", ":", "S.A.C.", "No.", "2015", "E.", "´"]
TEXTS = st.lists(st.sampled_from(WORDS + MARKS), max_size=40).map(" ".join) | st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["en", "es"]))
@example("Quito, Fern", "en")
@example("Fue asesor técnico de", "es")
def test_mentions_quote_the_text_in_order_and_do_not_overlap(text: str, lang: str) -> None:
    found = mentions(text, lang)
    assert all(text[m.start : m.end] == m.text and m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(["en", "es"]))
def test_linking_keeps_the_words_and_knows_every_id(text: str, lang: str) -> None:
    linked, entities = link(mentions(text, lang), release(text), lang, Decisions(), sample())
    ids = {entity.entity_id for entity in entities}
    assert all(text[m.start : m.end] == m.text for m in linked)
    assert all(m.entity_id in ids for m in linked if m.entity_id)


def test_nothing_overlaps_what_was_found_before() -> None:
    text = "The Ministry of Health of Peru met."
    occupied = [Mention(4, 12, "Ministry", "STANDARD")]
    found = find(TokenView.from_text(text), "en", release(text), occupied, registry=sample())
    assert [m.text for m in found] == ["Peru"]


def test_a_models_mentions_fill_the_gaps_only() -> None:
    text = "Zorb met the Ministry of Health."
    ner = [
        Mention(0, 4, "Zorb", "ORG", source="ner", confidence=0.4),
        Mention(13, 21, "Ministry", "ORG", source="ner"),
    ]
    found = find(TokenView.from_text(text), "en", release(text), ner=ner, registry=sample())
    assert [(m.text, m.source) for m in found] == [("Zorb", "ner"), ("Ministry of Health", "ruler")]


def test_credits_and_footers_are_not_searched_but_a_letterhead_is() -> None:
    text = "MINISTRY OF HEALTH\nA new start\nPhoto: Ministry of Health"
    sections = (
        Section(0, 18, "boilerplate"),
        Section(19, 30, "title"),
        Section(31, len(text), "credit"),
    )
    told = release(text)
    told = type(told)(told.doc_id, told.source, told.sha256, text, sections)
    found = find(TokenView.from_text(text), "en", told, registry=sample())
    assert [m.start for m in found] == [0]
