from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import schema
from pipeline.errors import StoreError, UsageError
from pipeline.records import Entity, Extraction, Fact, Mention, PublicationDate, Release
from pipeline.tables import build
from tests.store import make

RELEASES = make.extract(
    [
        make.raw(f"{i}.txt", f"2026-01-{1 + i % 9:02} Harbour{i % 4} granted ISO 900{i % 2}\n")
        for i in range(30)
    ]
)


def tables(extractions, **given):
    return build(extractions, version="1", processed_at=make.NOW, **given)


def test_the_order_of_releases_does_not_matter():
    shuffled = random.Random(5).sample(RELEASES, len(RELEASES))  # noqa: S311 - a shuffle
    for one, two in zip(tables(RELEASES), tables(shuffled), strict=True):
        assert one.to_arrow().equals(two.to_arrow())


def test_no_releases_give_empty_tables_of_the_right_schema():
    for each in tables([]):
        assert len(each) == 0
        assert each.to_arrow().schema.equals(schema.arrow_schema(each.description))


def test_written_tables_read_back(tmp_path):
    made = tables(RELEASES)
    made.write(tmp_path / "out")
    for each in made:
        found = pq.read_table(tmp_path / "out" / f"{each.description.name}.parquet")
        assert found.equals(each.to_arrow())
    assert len(list((tmp_path / "out").iterdir())) == len(schema.TABLES)


def test_writing_where_one_cannot_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        tables(RELEASES).write(tmp_path / "file")


def test_an_entity_counts_its_releases_and_gathers_its_names():
    frame = tables(RELEASES).entities.to_pandas().set_index("entity_id")
    assert frame.loc["pe:Harbour0", "n_docs"] == 8
    assert list(frame.loc["pe:Harbour0", "names"]) == ["Harbour0", "Port of Harbour0"]


def test_the_fullest_description_of_an_entity_counts():
    bare = Entity("x:quay", "ORG", "Quay")
    full = Entity("x:quay", "AGENCY", "The Quay", ("TQ",), "port", "CL")
    rows = tables(
        [
            Extraction(Release(name, name, "", "", ()), entities=(entity,))
            for name, entity in (("a", bare), ("b", bare), ("c", full))
        ]
    ).entities
    (row,) = rows.to_arrow().to_pylist()
    assert (row["name"], row["country"], row["n_docs"]) == ("The Quay", "CL", 3)
    assert row["names"] == ["Quay", "TQ", "The Quay"]


def test_words_of_coreference_are_no_names():
    mention = Mention(0, 3, "the body", "AGENCY", entity_id="x:quay", source="coref")
    named = Mention(0, 3, "Quay", "AGENCY", entity_id="x:quay")
    release = Release("a", "a", "", "the body Quay", ())
    (row,) = tables([Extraction(release, (named, mention))]).entities.to_arrow().to_pylist()
    assert row["names"] == ["Quay"]


def test_the_country_comes_from_the_parent_or_the_registry_id():
    holder = Entity("x:lab", "AGENCY", "Lab", parent_id="pe:Quay")
    base = make.extract([make.raw("a", "2026-01-01 Quay granted ISO 9001")])[0]
    fact = base.facts[0]
    told = Fact(
        "f2", fact.subject.__class__("x:lab", "Lab", "Lab", "AGENCY"), "certified", fact.object,
        0, 1, "s", time=fact.time,
    )  # fmt: skip
    found = tables([Extraction(base.release, (), (*base.entities, holder), (told,))])
    assert found.certifications.to_arrow()["country"].to_pylist() == ["PE"]


@pytest.mark.parametrize(
    ("holder", "country"), [("pe:quay", "PE"), ("xx:quay", ""), ("int:oas", ""), ("x", "")]
)
def test_a_country_may_only_be_in_the_id(holder, country):
    base = make.extract([make.raw("a", "2026-01-01 Quay granted ISO 9001")])[0]
    subject = dataclasses.replace(base.facts[0].subject, entity_id=holder)
    fact = dataclasses.replace(base.facts[0], subject=subject)
    found = tables([Extraction(base.release, facts=(fact,))])
    assert found.certifications.to_arrow()["country"].to_pylist() == [country]


def test_both_readings_of_a_date_are_kept():
    dates = PublicationDate(dt.date(2022, 9, 7), (dt.date(2022, 7, 9),), 0.5, ("header",))
    (row,) = (
        tables([Extraction(Release("a", "a", "", "", (), published=dates))])
        .documents.to_arrow()
        .to_pylist()
    )
    assert row["published"] == dt.date(2022, 9, 7)
    assert row["published_ambiguous"]
    assert row["published_alternatives"] == [dt.date(2022, 7, 9)]


def test_the_edition_in_force_is_a_column_and_not_in_the_name():
    found = tables(make.extract([make.raw("a", "2010-03-01 Quay granted ISO 9001")]))
    (row,) = found.knowledge.to_arrow().to_pylist()
    assert (row["object"], row["edition_in_force"]) == ("ISO 9001", "ISO 9001:2008")
    (row,) = found.certifications.to_arrow().to_pylist()
    assert (row["edition_in_force"], row["discipline"]) == ("ISO 9001:2008", "quality")


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=30), st.dictionaries(st.text(max_size=4), st.lists(st.text(max_size=4))))
def test_any_text_and_qualifiers_survive(text, qualifiers):
    text = text.encode("utf-8", "ignore").decode()
    told = {
        k.encode("utf-8", "ignore").decode(): tuple(
            v.encode("utf-8", "ignore").decode() for v in values
        )
        for k, values in qualifiers.items()
    }
    told.pop("edition_in_force", None)
    base = make.extract([make.raw("a", "2026-01-01 Quay granted ISO 9001")])[0]
    fact = Fact(
        "f", base.facts[0].subject, "said", base.facts[0].object, 0, 1, text, qualifiers=told
    )
    release = Release("a", "a", "", text, ())
    found = tables([Extraction(release, facts=(fact,))])
    (row,) = found.knowledge.to_arrow().to_pylist()
    assert row["sentence"] == text
    assert dict(row["qualifiers"]) == {k: list(v) for k, v in told.items()}
    assert found.documents.to_arrow()["text"].to_pylist() == [text]


def test_the_dictionary_names_every_column():
    text = schema.data_dictionary()
    rows = list(schema.dictionary_rows())
    assert len(rows) == sum(len(each.columns) for each in schema.TABLES)
    assert all(f"| `{row['column']}` | `{row['type']}` |" in text for row in rows)
    assert all(row["description"] for row in rows)


def test_an_unknown_table_is_an_error():
    with pytest.raises(UsageError, match="documents, mentions"):
        schema.table("nothing")
