"""The published tables as queries over the store: entities, named certifications, timeline."""

from __future__ import annotations

import datetime as dt
import itertools
import operator
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from pipeline import schema
from pipeline.merge.timeline import timeline
from pipeline.store.database import Database

# Rows of a summed-up table that are in memory at once, and in a row group.
ROWS = 1_000
# Of those that are worked out row by row.
_AT_ONCE = 250
# An entity is described as most releases describe it, the fullest description first.
# Names are every name that a release knew or used. One step at a time: each stays small.
_COUNTED = """
CREATE OR REPLACE TEMP TABLE counted AS
SELECT version_id, count(*) AS n FROM entity_docs GROUP BY version_id
"""
_NAMED = """
CREATE OR REPLACE TEMP TABLE named AS
SELECT entity_id, list(name ORDER BY name) AS names FROM (
  SELECT DISTINCT entity_id, unnest(names) AS name FROM entity_versions
  WHERE version_id IN (SELECT version_id FROM counted)
) GROUP BY entity_id
"""
_DESCRIBED = """
CREATE OR REPLACE TEMP TABLE described AS
SELECT entity_id, type, name, kind, country, parent_id, sum(n) AS n,
  (kind <> '')::INT + (country <> '')::INT + (parent_id <> '')::INT AS fullness
FROM entity_versions JOIN counted USING (version_id) GROUP BY ALL
"""
_ENTITIES = """
CREATE OR REPLACE TEMP TABLE entities_now AS
WITH ranked AS (
  SELECT *, sum(n) OVER (PARTITION BY entity_id) AS n_docs, row_number() OVER (
    PARTITION BY entity_id
    ORDER BY fullness DESC, n DESC, name, type, kind, country, parent_id) AS place
  FROM described
)
SELECT entity_id, type, name, coalesce(names, []) AS names, kind, country, parent_id,
  n_docs::INTEGER AS n_docs
FROM ranked LEFT JOIN named USING (entity_id) WHERE place = 1
"""
# Ids begin with the country's code (pe:...); `int:` and `std:` are no countries, and `xx:` says
# that the country is not known.
_COUNTRIES = r"""
CREATE OR REPLACE TEMP TABLE countries_now AS
WITH RECURSIVE up AS (
  SELECT entity_id AS start, country, parent_id, 0 AS step FROM entities_now
  UNION ALL
  SELECT up.start, e.country, e.parent_id, step + 1
  FROM up JOIN entities_now e ON e.entity_id = up.parent_id
  WHERE up.country = '' AND step < 6
)
SELECT start AS entity_id, coalesce(
  nullif(arg_min(country, step) FILTER (country <> ''), ''),
  CASE WHEN regexp_matches(start, '^[a-z]{2}:') AND start[1:3] <> 'xx:'
    THEN upper(start[1:2]) ELSE '' END
) AS country FROM up GROUP BY start
"""
_CERTIFICATIONS = """
CREATE OR REPLACE TEMP TABLE certifications_now AS
SELECT c.* EXCLUDE (holder_told, certifier_told, group_key) REPLACE (
  coalesce(h.name, c.holder_told) AS holder,
  coalesce(n.country, '') AS country,
  coalesce(b.name, nullif(c.certifier_told, ''), c.certifier_id) AS certifier)
FROM certification_rows c
LEFT JOIN entities_now h ON h.entity_id = c.holder_id
LEFT JOIN countries_now n ON n.entity_id = c.holder_id
LEFT JOIN entities_now b ON b.entity_id = c.certifier_id
"""
_DONE = "DROP TABLE counted; DROP TABLE named; DROP TABLE described"
_STEPS = (_COUNTED, _NAMED, _DESCRIBED, _ENTITIES, _DONE, _COUNTRIES, _CERTIFICATIONS)


def prepare(database: Database) -> None:
    """Work out what is summed up over all releases, into temporary tables."""
    for statement in _STEPS:
        database.execute(statement)


def slices(database: Database, table: schema.Table) -> Iterator[Any]:
    """Yield a summed-up table in parts, sorted and typed as published. Call ``prepare`` first."""
    if table is schema.TIMELINE:
        yield from _timeline(database)
        return
    columns = ", ".join(f'"{name}"' for name in table.column_names)
    (key,) = table.order
    for part in _sliced(database, f"{table.name}_now", columns, (key,), ROWS):
        yield typed(part, table)


def _sliced(
    database: Database, name: str, columns: str, order: Sequence[str], size: int
) -> Iterator[Any]:
    """Yield a sorted view in parts of about ``size`` rows; none parts rows of one key."""
    key = order[0]
    sql = f"""SELECT {columns} FROM {name}
              WHERE {key} >= ? AND ({key} < ? OR ? IS NULL) ORDER BY {", ".join(order)}"""  # noqa: S608 - own names
    starts = _starts(database, name, key, size)
    for start, end in itertools.pairwise([*starts, None]):
        yield database.arrow(sql, [start, end, end])


def _starts(database: Database, name: str, key: str, size: int) -> list[str]:
    """Return the key that each part begins with: rows are sorted a part at a time."""
    found = database.rows(
        f"""SELECT {key} FROM (
              SELECT {key}, row_number() OVER (ORDER BY {key}) AS n FROM {name})
            WHERE n % {size} = 1 ORDER BY n"""  # noqa: S608 - own names
    )
    return [start for (start,) in found]


def as_of(database: Database) -> dt.date | None:
    """Return the newest publication date."""
    ((newest,),) = database.rows("SELECT max(published) FROM documents WHERE status = 'ok'")
    found: dt.date | None = newest
    return found


def _timeline(database: Database) -> Iterator[Any]:
    columns = (
        "certification_id, holder_id, holder, country, standard_id, standard, discipline, scheme, "
        "status, action, date_start, date_end, published, first_certified, valid_until_date, "
        "doc_ids"
    )
    parts = _sliced(
        database, "certifications_now", columns, ("holder_id", "certification_id"), _AT_ONCE
    )
    day = as_of(database)
    events = (row for part in parts for row in part.to_pylist())
    holders = itertools.groupby(events, key=operator.itemgetter("holder_id"))
    rows = (row for _, group in holders for row in timeline(group, day))
    wanted = schema.arrow_schema(schema.TIMELINE)
    pages = (pa.Table.from_pylist(page, schema=wanted) for page in _paged(rows, _AT_ONCE))
    for few in _paged(pages, ROWS // _AT_ONCE):
        yield pa.concat_tables(few).combine_chunks()


def _paged(stream: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while page := list(itertools.islice(stream, size)):
        yield page


def typed(rows: Any, table: schema.Table) -> Any:
    """Return rows with the described schema of a table.

    A column of the right type is left as it is: a cast would load pyarrow's functions first.
    """
    wanted = schema.arrow_schema(table)
    columns = ((rows.column(field.name), field.type) for field in wanted)
    arrays = [column if column.type == kind else column.cast(kind) for column, kind in columns]
    return pa.table(arrays, schema=wanted)
