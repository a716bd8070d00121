"""Other spaCy models in the place of ours."""

from __future__ import annotations

import pytest
import spacy

from pipeline import build, choice
from pipeline.errors import UsageError
from pipeline.extraction import extract_one, process
from pipeline.records import RawRelease
from pipeline.release import parse
from pipeline.resources import CHOICE
from pipeline.store import stamp

RELEASE = (
    "LIMA, 4 May 2021. The Quality Office of Peru was certified under ISO 9001:2015 by SGS on "
    "3 May 2021."
)
TEXT = "The zorblat met Quexaltin Vrum yesterday in the hall of the town."


def _forget() -> None:
    build.load.cache_clear()


@pytest.fixture
def fresh(monkeypatch):
    """Pipelines are built anew, before and after."""
    monkeypatch.setenv(CHOICE, "")
    _forget()
    yield
    _forget()


@pytest.fixture
def other(tmp_path):
    """A model of another origin: its labels are not ours."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "PER", "pattern": "Quexaltin Vrum"}, {"label": "NORP", "pattern": "zorblat"}]
    )
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


def found() -> list[tuple[str, str, str]]:
    extraction = extract_one(RawRelease("x.txt", TEXT, "", {"lang": "en"}))
    return [(m.text, m.label, m.source) for m in extraction.mentions if "Vrum" in m.text]


def test_another_model_finds_names_under_our_labels(fresh, other):
    choice.choose([f"en={other}"])
    assert found() == [("Quexaltin Vrum", "PERSON", "ner")]
    assert "constancia_names" not in build.load("en").pipe_names


def test_the_rules_alone(fresh):
    choice.choose(["en=none"])
    names = build.load("en").pipe_names
    assert "constancia_names" not in names
    assert "constancia_model" not in names
    assert "constancia_names" in build.load("es").pipe_names


def test_another_model_marks_the_rows(fresh, other):
    own = stamp.fingerprint("1")
    choice.choose([f"en={other}"])
    assert stamp.fingerprint("1") != own


@pytest.mark.parametrize("wrong", ["en", "en=", "xx=model"])
def test_a_malformed_choice_is_told(fresh, wrong):
    with pytest.raises(UsageError, match="--model"):
        choice.choose([wrong])


def test_a_model_that_is_not_installed_is_told(fresh):
    choice.choose(["en=no_such_model"])
    with pytest.raises(UsageError, match="no_such_model"):
        build.load("en")


def test_only_another_model_needs_words_in_the_doc_of_extraction(fresh, other):
    assert len(build.load("en", lean=True).make_doc(TEXT)) == 0
    _forget()
    choice.choose([f"en={other}"])
    assert len(build.load("en", lean=True).make_doc(TEXT)) == 13


def test_extraction_finds_what_a_pipeline_with_words_finds(fresh):
    release = parse(RawRelease("x.txt", RELEASE, "", {"lang": "en"}))
    doc = build.load("en").make_doc(release.text)
    doc._.release = release
    for _, pipe in build.load("en").pipeline:
        doc = pipe(doc)
    found = process(release, "en", ["en"])
    assert doc._.mentions == found.mentions != []
    assert doc._.facts == found.facts != []
