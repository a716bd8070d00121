"""Other spaCy models in the place of ours."""

from __future__ import annotations

import pytest
import spacy

from pipeline import build, choice
from pipeline.errors import UsageError
from pipeline.extraction import extract_one
from pipeline.records import RawRelease
from pipeline.resources import CHOICE
from pipeline.store import stamp

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
