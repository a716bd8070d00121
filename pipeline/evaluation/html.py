"""The report as one HTML file that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from pipeline.evaluation import svg
from pipeline.evaluation.baseline import Comparison
from pipeline.evaluation.confusion import Confusion
from pipeline.evaluation.errors import LAYERS, Error
from pipeline.evaluation.figures import ALL, Figure
from pipeline.evaluation.report import Part, Report, sorts
from pipeline.evaluation.terminal import LAYERS as TABLE_LAYERS
from pipeline.evaluation.terminal import number

_STYLE = """
:root{color-scheme:light dark;--ink:#1a1d21;--soft:#667;--paper:#fff;--line:#dde;--bar:#3b6ea5;
--mark:#ffe08a}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#9aa;--paper:#16191d;--line:#334;
--bar:#6fa3d8;--mark:#6b5600}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:72rem;
margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}
td,th{padding:.15rem .6rem;border-bottom:1px solid var(--line);text-align:right}
td:first-child,th:first-child,td:nth-child(2){text-align:left}
tr.total td{font-weight:600}
svg{max-width:100%;height:auto}svg text{font-size:12px;fill:var(--ink)}
svg .name{text-anchor:end}svg .tick{text-anchor:middle;fill:var(--soft)}
.bar{fill:var(--bar);opacity:.75}.interval{stroke:var(--ink);stroke-width:2}
.grid{stroke:var(--line)}.frame{fill:none;stroke:var(--line)}.dot{fill:var(--bar);opacity:.7}
mark{background:var(--mark);color:inherit}details{margin:.4rem 0}summary{cursor:pointer}
.error{border-left:3px solid var(--line);margin:.6rem 0;padding:.1rem .8rem}
.error p{margin:.2rem 0;overflow-wrap:anywhere}.meta{color:var(--soft);font-size:13px}
nav a{margin-right:1rem}
"""


def write(report: Report, path: Path, comparisons: Sequence[Comparison] = ()) -> None:
    """Write the page of a report."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(report, comparisons), encoding="utf-8")


def page(report: Report, comparisons: Sequence[Comparison] = ()) -> str:
    """Return the page of a report, every word of it escaped."""
    links = "".join(f'<a href="#{_id(p.split)}">{escape(p.split)}</a>' for p in report.parts)
    body = [
        "<h1>constancia: evaluation</h1>",
        f"<p class=meta>version {escape(report.version)} · system {escape(report.system)} · gold "
        f"{escape(report.gold)}</p><nav>{links}</nav>",
        *(_comparison(each) for each in comparisons),
        *(_part(part) for part in report.parts),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>constancia: evaluation</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(body)}</body></html>\n"
    )


def _id(*names: str) -> str:
    words = "-".join(names).lower()
    return escape("".join(c if c.isalnum() else "-" for c in words))


def _part(part: Part) -> str:
    total = [f for f in part.figures if f.slice == ALL and f.group == ALL]
    order = {layer: i for i, layer in enumerate(TABLE_LAYERS)}
    known = sorted((f for f in total if f.layer in order), key=lambda f: order[f.layer])
    plots = [
        svg.bars([(f.layer, f) for f in known]),
        *(_groups(part, layer) for layer in ("mentions.strict", "facts", "facts.given")),
    ]
    unread = "".join(f"<p>not read: {escape(line)}</p>" for line in part.unread)
    return (
        f'<section id="{_id(part.split)}"><h2>{escape(part.split)}: {part.releases} releases</h2>'
        f"<p class=meta>corpus {escape(part.corpus)}</p>{unread}{''.join(plots)}"
        f"{_figures(part)}{_slices(part, 'lang')}{_slices(part, 'genre')}"
        f"{''.join(_confusion(each) for each in part.confusions)}{_calibration(part)}"
        f"{_errors(part)}</section>"
    )


def _groups(part: Part, layer: str) -> str:
    rows = [f for f in part.figures if f.layer == layer and f.slice == ALL and f.group != ALL]
    return f"<h3>{escape(layer)}</h3>{svg.bars([(f.group, f) for f in rows])}" if rows else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]], bold: Sequence[bool] = ()) -> str:
    """Return a table, every cell escaped."""
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    lines = []
    for i, row in enumerate(rows):
        style = " class=total" if i < len(bold) and bold[i] else ""
        lines.append(f"<tr{style}>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>")
    return f"<table><tr>{top}</tr>{''.join(lines)}</table>"


def _figures(part: Part) -> str:
    shown = [f for f in part.figures if f.slice == ALL]
    rows = [
        (f.layer, f.group, number(f.precision), number(f.recall), number(f.f1),
         f"{number(f.low)}–{number(f.high)}", f"{f.known:g}", f"{f.said:g}")
        for f in shown
    ]  # fmt: skip
    head = ("layer", "group", "P", "R", "F1", "95 %", "gold", "system")
    body = table(head, rows, [f.group == ALL for f in shown])
    return f"<details><summary>All figures</summary>{body}</details>"


def _slices(part: Part, kind: str) -> str:
    """Return F1 of each layer (all groups together) by language or genre."""
    names = sorted({f.slice for f in part.figures if f.slice.startswith(f"{kind}=")})
    found: dict[tuple[str, str], Figure] = {
        (f.layer, f.slice): f for f in part.figures if f.group == ALL
    }
    rows = [
        (layer, "", *(number(f.f1 if (f := found.get((layer, name))) else None) for name in names))
        for layer in TABLE_LAYERS
        if (layer, ALL) in found
    ]
    head = ("layer", "", *(name.partition("=")[2] for name in names))
    return f"<details><summary>F1 by {kind}</summary>{table(head, rows)}</details>" if names else ""


def _confusion(matrix: Confusion) -> str:
    if not matrix.names:
        return ""
    rows = []
    for name, counts in zip(matrix.names, matrix.counts, strict=True):
        whole = sum(counts) or 1
        cells = "".join(
            f'<td style="background:rgb(59 110 165/{count / whole * 0.6:.2f})">{count or ""}</td>'
            for count in counts
        )
        rows.append(f"<tr><th>{escape(name)}</th>{cells}</tr>")
    top = "".join(f"<th>{escape(name)}</th>" for name in matrix.names)
    return (
        f"<h3>Confusion of {escape(matrix.name)}</h3><p class=meta>rows gold, columns system</p>"
        f"<table><tr><th></th>{top}</tr>{''.join(rows)}</table>"
    )


def _calibration(part: Part) -> str:
    measured = part.calibration
    if measured.error is None:
        return ""
    count = sum(each.count for each in measured.bins)
    return (
        f"<h3>Calibration</h3><p>{count} facts; expected calibration error "
        f"{measured.error:.3f}</p>{svg.reliability(measured.bins)}"
    )


def _errors(part: Part) -> str:
    if not part.errors:
        return ""
    counts = sorts(part.errors)
    rows = "".join(
        f'<tr><td>{escape(layer)}</td><td><a href="#{_id(part.split, layer, error)}">'
        f"{escape(error)}</a></td><td>{count}</td></tr>"
        for (layer, error), count in sorted(
            counts.items(), key=lambda item: (LAYERS.index(item[0][0]), -item[1], item[0][1])
        )
    )
    index = f"<table><tr><th>layer</th><th>error</th><th>count</th></tr>{rows}</table>"
    if part.hidden:
        note = (
            "<p class=meta>The errors of this part are counted and not shown: it stays unseen.</p>"
        )
        return f"<h3>Errors</h3>{note}{index}"
    lists = [
        _error_list(part.split, layer, sort, list(each))
        for (layer, sort), each in groupby(part.errors, key=lambda e: (e.layer, e.error))
    ]
    return f"<h3>Errors</h3>{index}{''.join(lists)}"


def _error_list(split: str, layer: str, sort: str, found: Sequence[Error]) -> str:
    items = "".join(_error(split, error) for error in found)
    return (
        f'<details id="{_id(split, layer, sort)}"><summary>{escape(layer)}: {escape(sort)} '
        f"({len(found)})</summary>{items}</details>"
    )


def _error(split: str, error: Error) -> str:
    anchor = _id(split, error.key)
    sure = f" · confidence {error.confidence:.2f}" if error.confidence >= 0 else ""
    return (
        f'<div class=error id="{anchor}"><p class=meta><a href="#{anchor}">#</a> '
        f"{escape(error.release)} · {escape(error.genre)} · {escape(error.group)}{sure} · "
        f"{escape(error.rule)}</p><p>{escape(error.before)}<mark>{escape(error.marked)}</mark>"
        f"{escape(error.after)}</p><p>gold: {escape(error.gold or '–')}<br>"
        f"system: {escape(error.system or '–')}</p></div>"
    )


def _comparison(each: Comparison) -> str:
    rows = [
        (m.layer, m.group, number(m.before), number(m.after), f"{m.by:+.3f}") for m in each.moves
    ]
    note = "" if each.same_gold else "<p>The gold has changed since the baseline was made.</p>"
    lists = "".join(
        f"<details><summary>{name} {len(found)}</summary>"
        f"{''.join(_error(f'{each.split}-{name}', error) for error in found)}</details>"
        for name, found in (("won", each.won), ("lost", each.lost))
    )
    return (
        f"<section><h2>{escape(each.split)} against the baseline</h2>{note}"
        f"{table(('layer', 'group', 'before', 'after', 'change'), rows)}{lists}</section>"
    )
