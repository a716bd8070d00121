import json
from dataclasses import replace

import pytest

from pipeline.errors import GoldError, UsageError
from pipeline.evaluation import formats, jsonl
from pipeline.evaluation.gold import GoldFact
from tests.evaluation.make import ANNOTATION, release

WHOLE = ("jsonl", "brat", "doccano", "labelstudio", "spacy")


def round_trip(folder, name, releases):
    formats.write(releases, folder, name)
    return list(formats.read(folder, name))


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_is_lost(tmp_path, name):
    other = release(
        ANNOTATION.replace("en-900", "en-901").replace("until [[", "\t—until\u2028 “ñ” 𝄞 [[")
    )
    given = [release(), other]
    found = round_trip(tmp_path, name, given)
    assert [replace(r, source="") for r in found] == [replace(r, source="") for r in given]


def test_columns_keep_text_and_mentions(tmp_path):
    (found,) = round_trip(tmp_path, "conll", [release()])
    gold = release()
    assert (found.id, found.lang, found.text) == (gold.id, gold.lang, gold.text)
    assert [(m.start, m.end, m.label) for m in found.mentions] == [
        (m.start, m.end, m.label) for m in gold.mentions
    ]


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_folder_tells_its_format(tmp_path, name):
    formats.write([release()], tmp_path, name)
    assert formats.guess(tmp_path) == name


def test_columns_of_others_are_read(tmp_path):
    path = tmp_path / "a.conll"
    path.write_text(
        "Norte NNP B-ORG\nCert NNP I-ORG\n# NN O\n\nQuilca NNP I-GPE\n", encoding="utf-8"
    )
    (found,) = formats.read(path, "conll")
    assert found.text == "Norte Cert # Quilca"
    assert [(m.text, m.label) for m in found.mentions] == [("Norte Cert", "ORG"), ("Quilca", "GPE")]


def test_brat_of_others_is_read(tmp_path):
    (tmp_path / "a.txt").write_text("Ana Ruiz runs Quilca.", encoding="utf-8")
    lines = [
        "T1\tPERSON 0 8\tAna Ruiz",
        "T2\tAGENCY 14 20\tQuilca",
        "R1\tholds_role Arg1:T1 Arg2:T2",
    ]
    (tmp_path / "a.ann").write_text("\n".join(lines), encoding="utf-8")
    (found,) = formats.read(tmp_path, "brat")
    assert [(m.text, m.entity_id) for m in found.mentions] == [("Ana Ruiz", "m1"), ("Quilca", "m2")]
    assert [(f.subject, f.predicate, f.object) for f in found.facts] == [("m1", "holds_role", "m2")]


@pytest.mark.parametrize("key", ["label", "labels"])
def test_older_doccano_triples_are_read(tmp_path, key):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "In Quilca.", key: [[3, 9, "GPE"]]}), encoding="utf-8")
    (found,) = formats.read(path, "doccano")
    assert [(m.text, m.label) for m in found.mentions] == [("Quilca", "GPE")]


def test_a_relation_that_an_annotator_drew_is_a_fact_and_one_he_took_away_is_none(tmp_path):
    formats.write([release()], tmp_path, "doccano")
    path = tmp_path / "doccano.jsonl"
    row = json.loads(path.read_text(encoding="utf-8"))
    place = {row["text"][e["start_offset"] : e["end_offset"]]: e["id"] for e in row["entities"]}
    kept = [r for r in row["relations"] if r["type"] != "holds_role"]
    new = {
        "id": 99,
        "from_id": place["Quilca Harbour Board"],
        "to_id": place["Quilca"],
        "type": "located_in",
    }
    row["relations"] = [*kept, new]
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = formats.read(path, "doccano")
    gold = release().facts
    assert found.facts == (gold[0], gold[1], gold[3], GoldFact("located_in", "e1", "e4"))


def test_finished_work_goes_before_a_prediction(tmp_path):
    formats.write([release()], tmp_path, "labelstudio")
    path = tmp_path / "labelstudio.json"
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    first = task["predictions"][0]["result"][:1]
    task["annotations"] = [{"result": first}, {"result": [], "was_cancelled": True}]
    path.write_text(json.dumps([task]), encoding="utf-8")
    (found,) = formats.read(path, "labelstudio")
    assert [m.text for m in found.mentions] == ["Quilca Harbour Board"]


@pytest.mark.parametrize(
    ("name", "file", "text"),
    [
        ("brat", "a.ann", "T1\tPERSON zero 8\tAna"),
        ("brat", "a.ann", "E1\t"),
        ("doccano", "a.jsonl", '{"entities": []}'),
        ("labelstudio", "a.json", '[{"data": {}}]'),
        ("spacy", "a.spacy", "not a DocBin"),
        ("jsonl", "a.jsonl", '{"id": "a"}'),
    ],
)
def test_a_broken_file_is_a_gold_error(tmp_path, name, file, text):
    (tmp_path / "a.txt").write_text("Ana Ruiz", encoding="utf-8")
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(GoldError):
        list(formats.read(tmp_path / file, name))


def test_an_unknown_format_is_a_wrong_argument(tmp_path):
    with pytest.raises(UsageError):
        formats.write([], tmp_path, "docx")


@pytest.mark.parametrize(
    "change",
    [{"start": 5}, {"label": "PLACE"}, {"entity": "e77"}],
)
def test_a_line_that_does_not_fit_its_text_is_refused(change):
    row = jsonl.to_json(release())
    row["mentions"][0] |= change
    with pytest.raises(GoldError):
        jsonl.loads(json.dumps(row), "a:1")
