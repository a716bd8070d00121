"""``from pipeline import load, extract``, and what extraction promises whatever the text."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
from pipeline import components, extract, extraction, load
from pipeline.errors import UsageError
from pipeline.extraction import extract_one
from pipeline.records import RawRelease

TEXT = (
    "La Municipalidad de Ate renueva la ISO 9001\n\n"
    "Lima, 3 de mayo de 2024. La Municipalidad de Ate renovó la certificación ISO 9001:2015, "
    "otorgada por AENOR, informó el alcalde Juan Pérez Soto.\n"
)


def test_extract_takes_a_text():
    tables = extract(TEXT)
    (row,) = [r for r in tables.knowledge.to_arrow().to_pylist() if r["predicate"] == "certified"]
    assert (row["object"], row["status"]) == ("ISO 9001:2015", "asserted")
    assert dict(row["qualifiers"])["action"] == ["renewed"]


def test_extract_takes_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    frame = extract(tmp_path).documents.to_pandas()
    assert sorted(frame["status"]) == ["failed", "ok"]


def test_a_path_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="no such file or folder"):
        extract(tmp_path / "nothing")


def test_load_gives_a_spacy_pipeline_with_named_stages():
    assert load("es").pipe_names[0] == "constancia_sentences"
    with pytest.raises(UsageError, match="one of: en, es"):
        load("fr")


def test_a_component_serves_other_pipelines():
    nlp = spacy.blank("en")
    nlp.add_pipe("constancia_sentences")
    nlp.add_pipe("constancia_standards")
    doc = nlp("It holds ISO 9001. It is Jan. 26 today.")
    assert len(list(doc.sents)) == 2
    assert [m.value for m in doc._.mentions] == ["ISO 9001"]


def test_other_programs_find_the_mentions_where_spacy_has_them():
    doc = load("es")("La Municipalidad de Ate obtuvo ayer la certificación ISO 9001 de AENOR.")
    ents = {e.text: (e.label_, e.kb_id_) for e in doc.ents}
    assert ents["AENOR"] == ("ORG", "cert:aenor")
    assert ents["ISO 9001"] == ("STANDARD", "std:iso:9001")


@pytest.mark.parametrize(
    ("text", "lang"),
    [("The agency renewed its certificate", "en"), ("El puerto renovó su certificado", "es")],
)
def test_the_language_of_a_text_is_on_its_doc(text, lang):
    nlp = spacy.blank("xx")
    nlp.add_pipe("constancia_language")
    doc = nlp(text)
    assert doc._.language == lang
    assert doc._.language_confidence > 0.5
    assert nlp("12345")._.language == "und"


def test_every_component_is_an_entry_point():
    found = {e.name: e.value for e in metadata.entry_points(group="spacy_factories")}
    folder = Path(components.__file__).parent
    stages = {path.stem for path in folder.glob("*.py")} - {"__init__", "state"}
    assert {n: v for n, v in found.items() if n.startswith("constancia_")} == {
        f"constancia_{stage}": f"pipeline.components.{stage}:make" for stage in stages
    }


def test_every_offset_quotes_its_words():
    found = extract_one(RawRelease("a.txt", TEXT, ""))
    text = found.release.text
    assert all(text[m.start : m.end] == m.text for m in found.mentions)
    assert all(text[f.start : f.end] == f.sentence for f in found.facts)


def test_a_language_without_patterns_is_skipped():
    text = (
        "Das Ministerium hat heute in Berlin die Zertifizierung seines Systems bekannt gegeben.\n"
        * 3
    )
    found = extract_one(RawRelease("a.txt", text, ""))
    assert found.status == "skipped"
    assert "de" in found.error


def test_a_text_too_long_for_one_release_is_told(monkeypatch):
    monkeypatch.setattr(extraction, "LONGEST", 100)
    found = extract_one(RawRelease("a.txt", TEXT, ""))
    assert found.status == "failed"
    assert "a.txt: longer than 100 characters" in found.error


def test_a_bad_release_does_not_stop_its_batch(monkeypatch):
    monkeypatch.setattr(extraction, "LONGEST", 2 * len(TEXT))
    raws = [RawRelease("a.txt", TEXT, ""), RawRelease("b.txt", 3 * TEXT, "")] * 9
    found = extraction.extract_batch(raws)
    assert [each.status for each in found] == ["ok", "failed"] * 9
    assert found[-2] == extract_one(raws[-2])


def test_a_bilingual_release_is_read_in_both_languages():
    english = (
        "The Port Authority of Ilo has received the ISO 9001 certification from Bureau Veritas, its "
        "general manager said on Monday at a ceremony held in the city."
    )
    spanish = (
        "La Municipalidad Provincial de Arequipa renovó ayer la certificación ISO 14001, otorgada por "
        "AENOR, según informó la alcaldesa en una ceremonia realizada en la plaza."
    )
    found = extract_one(RawRelease("a.txt", f"{english}\n\n{spanish}\n", ""))
    standards = {f.object.name for f in found.facts if f.predicate == "certified"}
    assert standards == {"ISO 9001", "ISO 14001"}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_an_extraction(text):
    found = extract_one(RawRelease("a.txt", text, ""))
    assert found.status in ("ok", "skipped"), found.error
    assert all(found.release.text[m.start : m.end] == m.text for m in found.mentions)


def test_the_function_stays_a_function_after_its_use():
    extract(TEXT)
    assert callable(pipeline.extract)
