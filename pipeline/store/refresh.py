"""Bringing the merged certifications up to date: only groups that changed are merged anew."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from pipeline.merge import catalogue
from pipeline.merge.certifications import Discipline, group_key, merge
from pipeline.merge.decisions import Anchor, Decision
from pipeline.merge.evidence import Evidence, family, from_row
from pipeline.store.database import CERTIFICATION_ROWS, HOLDER, Database

Key = tuple[str, str]
_FACTS_AT_ONCE = 5000
_SIZES = f"""
SELECT {HOLDER}, count(*) FROM knowledge WHERE predicate = 'certified' GROUP BY 1
"""  # noqa: S608 - own names
_UNNAMED = {"holder": "", "country": "", "certifier": ""}


def decisions(database: Database) -> list[Decision]:
    """Return what analysts decided, oldest first: of two that clash the later one wins."""
    found = database.rows("SELECT body FROM decisions ORDER BY body->>'decided_at', decision_id")
    return [_read(json.loads(body)) for (body,) in found]


def _read(body: dict[str, Any]) -> Decision:
    sides = {side: tuple(Anchor(**each) for each in body[side]) for side in ("left", "right")}
    moment = dt.datetime.fromisoformat(body["decided_at"]) if body["decided_at"] else None
    return Decision(**{**body, **sides, "decided_at": moment})


def decide(database: Database, decision: Decision) -> str:
    """Keep a decision and mark the groups that it touches; return its id."""
    body = {**asdict(decision), "decided_at": None}
    if decision.decided_at:
        body["decided_at"] = decision.decided_at.astimezone(dt.UTC).isoformat()
    with database.transaction():
        _forget(database, decision.decision_id)
        database.execute(
            "INSERT INTO decisions VALUES (?, ?)",
            [decision.decision_id, json.dumps(body, ensure_ascii=False, sort_keys=True)],
        )
        _mark(database, decision)
    return decision.decision_id


def undecide(database: Database, decision_id: str) -> bool:
    """Take a decision back; return whether there was one."""
    found = [each for each in decisions(database) if each.decision_id == decision_id]
    with database.transaction():
        for each in found:
            _mark(database, each)
        _forget(database, decision_id)
    return bool(found)


def _forget(database: Database, decision_id: str) -> None:
    database.execute("DELETE FROM decisions WHERE decision_id = ?", [decision_id])


def _mark(database: Database, decision: Decision) -> None:
    for anchor in (*decision.left, *decision.right):
        database.execute("INSERT INTO dirty VALUES (?, ?)", [anchor.holder_id, anchor.family])


def tellings(database: Database, certification_id: str) -> list[Evidence]:
    """Return the facts behind a merged row, for a decision about it."""
    found = database.arrow(
        """SELECT k.* FROM knowledge k, (
             SELECT unnest(fact_ids) AS fact_id, doc_ids FROM certification_rows
             WHERE certification_id = ?) c
           WHERE k.predicate = 'certified' AND k.fact_id = c.fact_id
             AND list_contains(c.doc_ids, k.doc_id)""",
        [certification_id],
    )
    return [from_row(row) for row in found.to_pylist()]


def refresh(database: Database, discipline: Discipline = catalogue.discipline) -> int:
    """Merge every group whose facts or decisions changed; return how many there were."""
    choices = decisions(database)
    links = _links(choices)
    marked = database.rows("SELECT DISTINCT holder_id, family FROM dirty")
    keys = sorted(_closure(((holder, family(standard)) for holder, standard in marked), links))
    for part in _portions(database, keys):
        _renew(database, sorted(_closure(part, links)), choices, discipline)
    with database.transaction():
        database.execute("DELETE FROM dirty")
    return len(keys)


def _portions(database: Database, keys: Sequence[Key]) -> Iterator[list[Key]]:
    """Split groups so that only so many facts are in memory at once."""
    portion: list[Key] = []
    facts = 0
    sizes = dict(database.rows(_SIZES)) if keys else {}
    for key in keys:
        portion.append(key)
        facts += sizes.get(key[0], 0)
        if facts >= _FACTS_AT_ONCE:
            yield portion
            portion, facts = [], 0
    if portion:
        yield portion


def _links(choices: Iterable[Decision]) -> dict[Key, set[Key]]:
    """Groups that decisions of sameness join: each to all it is joined with."""
    joined: dict[Key, set[Key]] = {}
    for each in choices:
        if each.kind == "same":
            group = {(a.holder_id, a.family) for a in (*each.left, *each.right)}
            group = set().union(group, *(joined.get(key, set()) for key in group))
            joined.update(dict.fromkeys(group, group))
    return joined


def _closure(keys: Iterable[Key], links: dict[Key, set[Key]]) -> set[Key]:
    return {other for key in keys for other in links.get(key, {key})}


def _renew(
    database: Database, keys: Sequence[Key], choices: Sequence[Decision], discipline: Discipline
) -> None:
    names = [group_key(*key) for key in keys]
    wanted = set(keys)
    found = [each for each in _told(database, keys) if (each.holder_id, each.family) in wanted]
    rows = [{**_UNNAMED, **row} for row in merge(found, choices, discipline=discipline)]
    with database.transaction():
        database.execute(
            "DELETE FROM certification_rows WHERE group_key IN (SELECT unnest(?::VARCHAR[]))",
            [names],
        )
        database.insert("certification_rows", pa.Table.from_pylist(rows, schema=CERTIFICATION_ROWS))


def _told(database: Database, keys: Sequence[Key]) -> list[Evidence]:
    holders = sorted({holder for holder, _ in keys})
    found = database.arrow(
        f"""SELECT * FROM knowledge WHERE predicate = 'certified'
            AND {HOLDER} IN (SELECT unnest(?::VARCHAR[]))""",  # noqa: S608 - own names
        [holders],
    )
    return [from_row(row) for row in found.to_pylist()]
