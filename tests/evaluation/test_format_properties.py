"""Any text survives every format, and any bytes end in a gold error or in gold."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import GoldError
from pipeline.evaluation import formats, markup, namegold
from pipeline.evaluation.gold import GoldEntity, GoldFact, GoldRelease
from pipeline.records import Mention

FILES = {
    "jsonl": "gold.jsonl", "brat": "a.ann", "doccano": "doccano.jsonl",
    "labelstudio": "labelstudio.json", "conll": "gold.conll", "spacy": "gold.spacy",
}  # fmt: skip
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(" \n\t\u2028\u00a0"), min_size=1, max_size=60)  # fmt: skip


@st.composite
def releases(draw):
    """A release with mentions (none begins or ends in a blank, none overlaps) and facts."""
    text = draw(TEXT)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    mentions = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        words = text[start:end]
        if words and words == words.strip():
            nominal = draw(st.booleans())
            mentions.append(
                Mention(start, end, words, "AGENCY", entity_id="e1",
                        source="coref" if nominal else "ruler")
            )  # fmt: skip
    said = GoldFact("said", "e1", draw(TEXT), qualifiers={"quote": ("direct",)}, end=len(text), evidence=text)  # fmt: skip
    entity = GoldEntity("e1", "AGENCY", draw(TEXT), "ministry", "PE")
    for_release = [Mention(m.start, m.end, m.text, m.label, entity_id="e1", source=m.source, kind="ministry") for m in mentions]  # fmt: skip
    return GoldRelease(
        "r", "en", text, entities=(entity,), mentions=tuple(for_release), facts=(said,)
    )


def _round_trip(name, release):
    with tempfile.TemporaryDirectory() as folder:
        formats.write([release], Path(folder), name)
        (found,) = formats.read(Path(folder), name)
    return found


@pytest.mark.parametrize("name", ["jsonl", "brat", "doccano", "labelstudio", "spacy"])
@FEW
@given(release=releases())
def test_any_text_survives(name, release):
    found = _round_trip(name, release)
    assert (found.text, found.mentions) == (release.text, release.mentions)
    assert (found.entities, found.facts) == (release.entities, release.facts)


@FEW
@given(release=releases())
def test_any_text_survives_columns(release):
    found = _round_trip("conll", release)
    whole = [m for m in release.mentions if any(c.isalnum() or not c.isspace() for c in m.text)]
    assert found.text == release.text
    assert [(m.start, m.end, m.label) for m in found.mentions] == [
        (m.start, m.end, m.label) for m in whole
    ]


@pytest.mark.parametrize("name", FILES)
@FEW
@given(data=st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_any_bytes_end_in_gold_or_in_a_gold_error(name, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILES[name]
        path.write_bytes(data)
        (Path(folder) / "a.txt").write_text("Some words of a release.", encoding="utf-8")
        try:
            found = list(formats.read(path, name))
        except GoldError:
            return
    assert all(r.text[m.start : m.end] == m.text for r in found for m in r.mentions)


@FEW
@given(data=st.text(max_size=120))
def test_any_annotation_ends_in_gold_or_in_a_gold_error(data):
    for source in (data, f"---\n{data}\n---\n{data}", f"---\nid: x\n---\n[[{data}|x]]"):
        with pytest.raises(GoldError):
            markup.parse(source)


@FEW
@given(data=st.binary(max_size=80))
def test_any_names_end_in_a_gold_error(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("x", encoding="utf-8")
        with pytest.raises(GoldError):
            namegold.read(path)
