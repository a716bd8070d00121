"""What may be a statement."""

from __future__ import annotations

import pytest

from pipeline.records import Release, Section
from pipeline.relations.facts import Builder
from pipeline.relations.grammar import grammar
from pipeline.relations.said import statements
from pipeline.relations.view import build


def _found(text: str, lang: str) -> list[tuple[str, str]]:
    whole = (Section(0, len(text), "body", lang),)
    view = build(Release("", "", "", text, whole, lang=lang), [], grammar(lang))
    return [(s.form, text[s.start : s.end]) for s in statements(view)]


def test_each_sentence_of_a_quotation() -> None:
    found = _found("“The mains were old then. The new pumps are fine,” she said.", "en")
    assert ("quotation", "The mains were old then.") in found
    assert any(form == "quotation" and "new pumps" in words for form, words in found)
    assert not any("old then" in words and "new pumps" in words for _, words in found)


def test_a_short_end_stays_with_its_sentence() -> None:
    found = _found("“We came to see the mains. Thanks,” she said.", "en")
    assert [form for form, _ in found].count("quotation") == 1


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("According to the board, the mains leak badly.", "en", "the mains leak badly."),
        ("The mains leak badly, according to the board.", "en", "The mains leak badly"),
        ("Según la junta, las tuberías son viejas.", "es", "las tuberías son viejas."),
        ("De acuerdo con la jefa, de la junta, el agua falta hoy.", "es", "el agua falta hoy."),
    ],
)
def test_sources(text: str, lang: str, words: str) -> None:
    assert ("sourced", words) in [(form, said.strip()) for form, said in _found(text, lang)]


def test_a_missing_mark_does_not_turn_quotations_inside_out() -> None:
    text = (
        '"We lost the mains," she said. The pumps are new", he added. "The well is deep," he said.'
    )
    found = [words for form, words in _found(text, "en") if form == "quotation"]
    assert "We lost the mains," in found
    assert "The well is deep," in found
    assert not any(words.startswith(",") for words in found)


def test_the_words_told_do_not_begin_with_a_comma() -> None:
    assert Builder.literal(", the old mains leak").text == "the old mains leak"


def test_the_answers_of_an_interview_are_statements():
    found = _found("Who paid for the audit?\n— The province did, all of it. They came twice.", "en")
    assert ("answer", "The province did, all of it.") in found
    assert ("answer", "They came twice.") in found


def test_an_answer_ends_with_its_paragraph_and_begins_behind_its_letter():
    text = "Q: Who came first?\nA: Nobody came at all.\nThe hall was opened in May."
    answers = [words for form, words in _found(text, "en") if form == "answer"]
    assert answers == ["Nobody came at all."]


def test_a_question_within_a_paragraph_has_no_answer():
    found = _found("What is it worth? Not much, we think here.", "en")
    assert not [words for form, words in found if form == "answer"]


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("La alcaldesa ha recordado que el pozo está listo.", "es", "el pozo está listo."),
        ("Para la alcaldesa, el pozo ya está listo.", "es", "el pozo ya está listo."),
        ("The mayor made it clear that the well is ready.", "en", "the well is ready."),
        ("For the mayor, the well is ready now.", "en", "the well is ready now."),
    ],
)
def test_wider_words_of_saying(text, lang, words):
    assert words in [told for _, told in _found(text, lang)]


def test_words_that_seldom_say_something_need_a_clause():
    assert not _found("The board held a hall of glass and steel.", "en")
