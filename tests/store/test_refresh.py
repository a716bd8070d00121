"""Merging bit by bit in the store gives what merging everything at once gives."""

from __future__ import annotations

import dataclasses
import random

from pipeline import schema
from pipeline.records import Extraction
from pipeline.store import views
from pipeline.store.database import Database
from pipeline.store.publish import rows_of
from pipeline.store.refresh import refresh
from pipeline.store.rows import to_batch
from pipeline.store.stamp import Stamp
from pipeline.tables import build
from tests.store import make

STAMP = Stamp("1", "f1", make.NOW)
TONGUES = {"en": "National Water Institute", "es": "Instituto Nacional del Agua"}


def release(name, lang, line):
    """A release in a language, its holder under an id minted in that language."""
    (found,) = make.extract([make.raw(name, line)])
    fact = found.facts[0]
    body = TONGUES[lang]
    subject = dataclasses.replace(
        fact.subject, entity_id=f"pe:{body.lower().replace(' ', '-')}", name=body
    )
    told = dataclasses.replace(fact, subject=subject, lang=lang, fact_id=f"{name}-{lang}")
    return Extraction(dataclasses.replace(found.release, lang=lang), facts=(told,))


def everything():
    lines = [f"2026-0{1 + i % 6}-1{i % 3} Quay granted ISO {9001 + i % 2}" for i in range(12)]
    return [
        release(f"{lang}{i}", lang, line)
        for i, line in enumerate(lines)
        for lang in TONGUES
        if (i + len(lang)) % 5 or lang == "en"
    ]


def tables(database):
    views.prepare(database)
    return {each.name: rows_of(database, each) for each in schema.TABLES}


def test_two_languages_become_one_event_and_part_again():
    both = [release(lang, lang, "2026-01-26 Quay granted ISO 9001") for lang in TONGUES]
    with Database() as database:
        with database.transaction():
            database.put(to_batch(both[:1], STAMP))
        refresh(database)
        with database.transaction():
            database.put(to_batch(both[1:], STAMP))
        refresh(database)
        (row,) = tables(database)["certifications"].to_pylist()
        assert (row["n_sources"], row["langs"]) == (2, ["en", "es"])
        with database.transaction():
            database.drop([both[0].release.doc_id])
        refresh(database)
        (row,) = tables(database)["certifications"].to_pylist()
        assert (row["n_sources"], row["holder"]) == (1, TONGUES["es"])


def test_any_history_gives_the_tables_of_its_end():
    wanted = build(everything(), version="1", processed_at=make.NOW, fingerprint="f1")
    for seed in range(6):
        chance = random.Random(seed)  # noqa: S311 - a shuffle
        left = everything()
        chance.shuffle(left)
        with Database() as database:
            while left:
                batch, left = left[:3], left[3:]
                with database.transaction():
                    database.put(to_batch(batch, STAMP))
                    if chance.random() < 0.4:
                        gone = chance.choice(batch)
                        database.drop([gone.release.doc_id])
                        left.append(gone)
                refresh(database)
            for name, found in tables(database).items():
                assert found.equals(getattr(wanted, name).to_arrow()), (seed, name)
