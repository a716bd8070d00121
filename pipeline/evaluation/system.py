"""What the system says about a release, with its offsets in the gold text.

Comes from the pipeline itself, or from the tables of an earlier run.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from pipeline.errors import UsageError
from pipeline.evaluation.align import Alignment
from pipeline.evaluation.gold import GoldRelease
from pipeline.records import Argument, Entity, Extraction, Fact, Mention, RawRelease, TimeValue

_TABLES = ("documents", "mentions", "entities", "knowledge")


@dataclass(frozen=True, slots=True)
class SystemRelease:
    """One release as the system read it; ``status`` is ``missing`` if it never saw it."""

    id: str
    lang: str = "und"
    published: tuple[dt.date, ...] = ()
    title: str = ""
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    status: str = "ok"
    error: str = ""


def from_extraction(gold: GoldRelease, found: Extraction) -> SystemRelease:
    """Return an extraction with its offsets carried over to the gold text."""
    release = found.release
    days = (release.published.value, *release.published.alternatives)
    alignment = Alignment(release.text, gold.text)
    mentions, facts = _carried(alignment, gold.text, found.mentions, found.facts)
    return SystemRelease(
        gold.id, release.lang, tuple(day for day in days if day), release.title,
        mentions, found.entities, facts, found.status, found.error,
    )  # fmt: skip


def _carried(
    alignment: Alignment, text: str, mentions: Iterable[Mention], facts: Iterable[Fact]
) -> tuple[tuple[Mention, ...], tuple[Fact, ...]]:
    moved = tuple(
        replace(mention, start=span[0], end=span[1], text=text[slice(*span)])
        for mention in mentions
        if (span := alignment.span(mention.start, mention.end))
    )
    placed = []
    for fact in facts:
        span = alignment.span(fact.start, fact.end) or (0, 0)
        placed.append(replace(fact, start=span[0], end=span[1]))
    return moved, tuple(placed)


def raw(gold: GoldRelease) -> RawRelease:
    """Return the release as a reader would yield it; nothing of the gold goes with it."""
    digest = hashlib.sha256(gold.text.encode()).hexdigest()
    return RawRelease(f"seeds/{gold.lang}/{gold.id}.txt", gold.text, digest)


def run(gold: GoldRelease) -> SystemRelease:
    """Run the pipeline on a release."""
    from pipeline.extraction import extract_one  # noqa: PLC0415 # loads the patterns

    return from_extraction(gold, extract_one(raw(gold)))


class Outputs:
    """The tables of an earlier run.

    Args:
        folder: the folder of ``documents.parquet`` and its companions.

    Raises:
        UsageError: the tables are not there.
    """

    def __init__(self, folder: Path) -> None:
        rows = {name: _rows(folder / f"{name}.parquet") for name in _TABLES}
        self._documents = {PurePath(row["source"]).stem: row for row in rows["documents"]}
        self._entities = {row["entity_id"]: _entity(row) for row in rows["entities"]}
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        for row in rows["mentions"]:
            self._mentions[row["doc_id"]].append(_mention(row))
        for row in rows["knowledge"]:
            self._facts[row["doc_id"]].append(_fact(row))

    def __call__(self, gold: GoldRelease) -> SystemRelease:
        """Return what the run says about a release, found by the stem of its source."""
        row = self._documents.get(gold.id)
        if row is None:
            return SystemRelease(gold.id, status="missing", error="the run has no such release")
        mentions, facts = self._mentions[row["doc_id"]], self._facts[row["doc_id"]]
        used = {m.entity_id for m in mentions}
        used |= {a.entity_id for fact in facts for a in (fact.subject, fact.object)}
        days = (row["published"], *(row.get("published_alternatives") or ()))
        moved, placed = _carried(Alignment(row["text"], gold.text), gold.text, mentions, facts)
        return SystemRelease(
            gold.id, row["lang"], tuple(day for day in days if day), row["title"] or "", moved,
            tuple(e for key, e in sorted(self._entities.items()) if key in used), placed,
            row["status"], row["error"] or "",
        )  # fmt: skip


def _rows(path: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq  # noqa: PLC0415 # only when tables are read

    if not path.is_file():
        raise UsageError("there is no such table", where=path, remedy="run: constancia run")
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def _entity(row: Mapping[str, Any]) -> Entity:
    return Entity(
        row["entity_id"], row["type"], row["name"], tuple(row["names"] or ()),
        row["kind"] or "", row["country"] or "", row["parent_id"] or "",
    )  # fmt: skip


def _mention(row: Mapping[str, Any]) -> Mention:
    return Mention(
        row["char_start"], row["char_end"], row["text"], row["label"], row["value"] or "",
        row["entity_id"] or "", row["source"] or "ruler", row["confidence"] or 0.0,
        row.get("rule") or "", row.get("kind") or "",
    )  # fmt: skip


def _fact(row: Mapping[str, Any]) -> Fact:
    time = TimeValue(row["date_value"]) if row["date_value"] else None
    return Fact(
        row["fact_id"], _argument(row, "subject"), row["predicate"], _argument(row, "object"),
        row["char_start"], row["char_end"], row["sentence"], row["status"], time,
        row["date_text"] or "", {k: tuple(v) for k, v in row["qualifiers"] or ()},
        row["confidence"] or 0.0, row["rule"] or "", row["lang"] or "und",
    )  # fmt: skip


def _argument(row: Mapping[str, Any], side: str) -> Argument:
    return Argument(
        row[f"{side}_id"] or "", row[side] or "", row[f"{side}_text"] or "", row[f"{side}_type"]
    )
