"""One HTML page on what the tables hold: plots, timeline, coverage, quality.

The page needs nothing but itself: no script, no font, no image from elsewhere. Every
text comes from releases that anybody may have written, so every text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from pipeline.analysis import cells, plots
from pipeline.analysis.query import Query
from pipeline.store import layout, publish

_LIMIT = 20
_ROWS = 200
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Certifications</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; color: #1a202c; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem }
h1, h2, h3 { line-height: 1.2 } h2 { margin-top: 2.5rem; border-bottom: 1px solid #e2e8f0 }
svg { width: 100%; font-size: 12px } svg text { fill: #2d3748 }
table { border-collapse: collapse; width: 100%; font-size: 13px }
th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #e2e8f0;
  vertical-align: top; overflow-wrap: anywhere }
.tiles { display: flex; flex-wrap: wrap; gap: 1rem } .tiles div { background: #edf2f7;
  padding: .5rem 1rem; border-radius: 6px } .tiles b { display: block; font-size: 1.4rem }
.legend i { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 .8em }
.none { color: #718096 }
</style></head><body>
"""
_HELD = "status = 'asserted' AND action IN ('granted', 'renewed', 'maintained', 'extended')"
_TILES = f"""
SELECT (SELECT count(*) FROM documents) AS "releases",
  (SELECT count(*) FROM documents WHERE status <> 'ok') AS "not read",
  (SELECT count(*) FROM certifications WHERE {_HELD}) AS "certification events",
  (SELECT count(DISTINCT holder_id) FROM certifications WHERE {_HELD}) AS "certified bodies",
  (SELECT count(*) FROM knowledge) AS "facts",
  (SELECT count(*) FROM entities) AS "entities"
"""  # noqa: S608 - own names
_TOP = """
SELECT coalesce(nullif({column}, ''), '(not told)') AS what, count(*) AS n
FROM certifications WHERE {held} GROUP BY 1 ORDER BY n DESC, what LIMIT {limit}
"""
_YEARS = """
SELECT year(coalesce(date_start, published))::VARCHAR AS place, action AS name, count(*) AS n
FROM certifications WHERE status <> 'negated' AND coalesce(date_start, published) IS NOT NULL
GROUP BY 1, 2 ORDER BY 1, 2
"""
_MONTHS = """
SELECT strftime(published, '%Y-%m') AS place, lang AS name, count(*) AS n FROM documents
WHERE published IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
"""
_TIMELINE = f"""
SELECT holder, country, standard, scheme, state, first_granted, last_renewed, last_maintained,
  valid_until, lapsed, n_sources FROM timeline
ORDER BY coalesce(lapsed, last_renewed, last_maintained, first_granted) DESC NULLS LAST, holder
LIMIT {_ROWS}
"""  # noqa: S608 - own names
_COVERAGE = """
SELECT lang AS "language", count(*) AS "releases",
  count(*) FILTER (status = 'failed') AS "failed",
  count(*) FILTER (status = 'skipped') AS "skipped",
  count(*) FILTER (published IS NULL) AS "undated",
  count(*) FILTER (published_ambiguous) AS "ambiguous date",
  count(*) FILTER (doc_id IN (SELECT doc_id FROM knowledge)) AS "with a fact",
  count(*) FILTER (doc_id IN (
    SELECT doc_id FROM knowledge WHERE predicate = 'certified')) AS "with a certification"
FROM documents GROUP BY lang ORDER BY 2 DESC, 1
"""
_CONFIDENCE = """
SELECT printf('%.1f to %.1f', b / 10, (b + 1) / 10) AS what, count(*) AS n
FROM (SELECT least(floor(confidence * 10), 9)::DOUBLE AS b FROM knowledge) GROUP BY b ORDER BY b
"""
_QUALITY = """
SELECT count(*) AS "events", count(*) FILTER (n_sources > 1) AS "from several releases",
  count(*) FILTER (cardinality(conflicts) > 0) AS "with a conflict",
  count(*) FILTER (len(decisions) > 0) AS "with a decision",
  count(*) FILTER (date_value = '') AS "without a date",
  count(*) FILTER (certifier_id = '' AND certifier = '') AS "without a certifier"
FROM certifications
"""
_CONFLICTS = """
SELECT holder, standard, action, conflicts, reasons FROM certifications
WHERE cardinality(conflicts) > 0 ORDER BY holder, standard LIMIT 50
"""
_PROBLEMS = """
SELECT source, status, error FROM documents WHERE status <> 'ok' ORDER BY status, source LIMIT 50
"""


def report(folder: Path) -> str:
    """Return the page.

    Args:
        folder: the output folder.

    Raises:
        StoreError: the published tables cannot be read.
    """
    manifest = publish.read_manifest(folder)
    with Query(folder) as query:
        parts = [
            _HEAD,
            "<h1>Certifications in government press releases</h1>",
            _about(manifest, query.state),
            _tiles(query),
            _certificates(query),
            _times(query),
            _coverage(query),
            _quality(query),
            "</body></html>\n",
        ]
    return "\n".join(parts)


def write(folder: Path, target: Path) -> None:
    """Write the page to a file, whole or not at all.

    Raises:
        StoreError: the tables cannot be read, or the file cannot be written.
    """
    page = report(folder)
    fresh = target.with_name(f".{target.name}.tmp")
    try:
        fresh.write_text(page, encoding="utf-8", errors="replace")
        fresh.replace(target)
    except OSError as error:
        raise layout.trouble(error, target) from error


def _about(manifest: dict[str, Any], state: str) -> str:
    told = ("run", "published_at", "pipeline_version", "fingerprint")
    words = [f"{name.replace('_', ' ')} {manifest[name]}" for name in told if name in manifest]
    return f"<p>{escape(', '.join([*words, f'state {state}']))}</p>"


def _tiles(query: Query) -> str:
    (record,) = query.run(_TILES).records()
    tiles = (f"<div><b>{number:,}</b>{escape(name)}</div>" for name, number in record.items())
    return f"<div class=tiles>{''.join(tiles)}</div>"


def _certificates(query: Query) -> str:
    parts = ["<h2>Certificates</h2>"]
    for column, title in (
        ("country", "by country"),
        ("standard", "by standard"),
        ("discipline", "by discipline"),
        ("certifier", "by certifier"),
    ):
        sql = _TOP.format(column=column, held=_HELD, limit=_LIMIT)
        parts += [f"<h3>{title.capitalize()}</h3>", plots.bars(_pairs(query, sql), title)]
    parts += ["<h3>By year and action</h3>", plots.columns(_stacks(query, _YEARS), "by year")]
    return "\n".join(parts)


def _times(query: Query) -> str:
    result = query.run(_TIMELINE)
    title = f"<h2>Timeline</h2><p>The {_ROWS} latest, newest first.</p>"
    return title + _table(result.columns, result.rows)


def _coverage(query: Query) -> str:
    result = query.run(_COVERAGE)
    months = plots.columns(_stacks(query, _MONTHS), "releases by month and language")
    return (
        "<h2>Coverage</h2>"
        + _table(result.columns, result.rows)
        + f"<h3>Releases by month</h3>{months}"
    )


def _quality(query: Query) -> str:
    events, conflicts, problems = (query.run(sql) for sql in (_QUALITY, _CONFLICTS, _PROBLEMS))
    return "\n".join(
        [
            "<h2>Quality</h2>",
            _table(events.columns, events.rows),
            "<h3>Confidence of facts</h3>",
            plots.bars(_pairs(query, _CONFIDENCE), "confidence"),
            "<h3>Conflicts between sources</h3>",
            _table(conflicts.columns, conflicts.rows),
            "<h3>Releases not read</h3>",
            _table(problems.columns, problems.rows),
        ]
    )


def _pairs(query: Query, sql: str) -> list[tuple[str, float]]:
    return [(str(what), float(number)) for what, number in query.run(sql).rows]


def _stacks(query: Query, sql: str) -> dict[str, dict[str, int]]:
    stacks: dict[str, dict[str, int]] = {}
    for place, name, number in query.run(sql).rows:
        stacks.setdefault(place, {})[name] = number
    return stacks


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    body = [
        "<tr>" + "".join(f"<td>{escape(cells.short(value, 400))}</td>" for value in row) + "</tr>"
        for row in rows
    ]
    if not body:
        return "<p class=none>None.</p>"
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in columns)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
