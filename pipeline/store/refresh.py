"""Bringing the merged certifications up to date: only groups that changed are merged anew."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from pipeline.merge import alias, catalogue
from pipeline.merge.certifications import Discipline, group_key, merge
from pipeline.merge.decisions import Anchor, Decision
from pipeline.merge.evidence import Evidence, family, from_row
from pipeline.store.database import CERTIFICATION_ROWS, HOLDER, Database

Key = tuple[str, str]
# Pairs of tellings that may be of one body under two ids: two rows a pair, one after the other.
_CANDIDATES = f"""
WITH told AS (
  SELECT rowid AS id, subject_id, lang, published, date_start, date_end, doc_id,
    split_part(subject_id, ':', 1) AS country, date_trunc('month', published) AS month,
    regexp_extract(object_id, ':([0-9][0-9-]*)', 1) AS number
  FROM knowledge
  WHERE predicate = 'certified' AND published IS NOT NULL
    AND regexp_matches(subject_id, '^[a-z]{{2}}:')
), pairs AS (
  SELECT DISTINCT a.id AS one, b.id AS two, a.doc_id AS first, b.doc_id AS second
  FROM told a
  JOIN (SELECT *, unnest([month - INTERVAL 2 MONTH, month - INTERVAL 1 MONTH, month,
                          month + INTERVAL 1 MONTH, month + INTERVAL 2 MONTH]) AS near FROM told) b
    ON b.near = a.month AND a.country = b.country AND a.number = b.number
  WHERE a.lang < b.lang AND a.subject_id <> b.subject_id
    AND abs(a.published - b.published) <= {alias.DAYS}
), sides AS (
  SELECT one, two, unnest([one, two]) AS id, unnest([1, 2]) AS side FROM pairs
)
SELECT k.* FROM sides JOIN knowledge k ON k.rowid = sides.id ORDER BY one, two, side
"""  # noqa: S608 - own numbers
_FACTS_AT_ONCE = 1000
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
    joined = _join(database)
    links = _links(choices, joined)
    marked = database.rows("SELECT DISTINCT holder_id, family FROM dirty")
    keys = sorted(_closure(((holder, family(standard)) for holder, standard in marked), links))
    for part in _portions(database, keys):
        found = merge(
            _told(database, sorted(_closure(part, links))),
            choices,
            joined=joined,
            discipline=discipline,
        )
        _replace(database, sorted(_closure(part, links)), found)
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


def _join(database: Database) -> dict[Key, Key]:
    """Find the groups that tell of one body under two ids; mark those where that changed."""
    rows = database.arrow(_CANDIDATES).to_pylist()
    joined = alias.linked(
        (from_row(one), from_row(two)) for one, two in zip(rows[::2], rows[1::2], strict=True)
    )
    now = {(*key, *other) for key, other in joined.items()}
    before = set(database.rows("SELECT holder_id, family, to_holder, to_family FROM joined"))
    if now != before:
        changed = [row[:2] for row in now ^ before]
        with database.transaction():
            database.execute("DELETE FROM joined")
            for row in sorted(now):
                database.execute("INSERT INTO joined VALUES (?, ?, ?, ?)", row)
            for key in sorted(changed):
                database.execute("INSERT INTO dirty VALUES (?, ?)", key)
    return joined


def _links(choices: Iterable[Decision], pairs: Mapping[Key, Key]) -> dict[Key, set[Key]]:
    """Groups that decisions or events join: each to all it is joined with."""
    joined: dict[Key, set[Key]] = {}
    for other in set(pairs.values()):
        group = {key for key in pairs if pairs[key] == other}
        joined.update(dict.fromkeys(group, group))
    for each in choices:
        if each.kind == "same":
            group = {(a.holder_id, a.family) for a in (*each.left, *each.right)}
            whole = set().union(group, *(joined.get(key, set()) for key in group))
            joined.update(dict.fromkeys(whole, whole))
    return joined


def _closure(keys: Iterable[Key], links: dict[Key, set[Key]]) -> set[Key]:
    return {other for key in keys for other in links.get(key, {key})}


def _replace(database: Database, keys: Sequence[Key], found: Sequence[dict[str, Any]]) -> None:
    names = [group_key(*key) for key in keys]
    rows = pa.Table.from_pylist([{**_UNNAMED, **row} for row in found], schema=CERTIFICATION_ROWS)

    def replace() -> None:
        database.connection.execute(
            "DELETE FROM certification_rows WHERE group_key IN (SELECT unnest(?::VARCHAR[]))",
            [names],
        )
        database.insert("certification_rows", rows)

    database.commit(replace)


def _told(database: Database, keys: Sequence[Key]) -> list[Evidence]:
    holders = sorted({holder for holder, _ in keys})
    found = database.arrow(
        f"""SELECT * FROM knowledge WHERE predicate = 'certified'
            AND {HOLDER} IN (SELECT unnest(?::VARCHAR[]))""",  # noqa: S608 - own names
        [holders],
    )
    wanted = set(keys)
    told = [from_row(row) for row in found.to_pylist()]
    return [each for each in told if (each.holder_id, each.family) in wanted]
