"""Small plots as inline SVG: bars with intervals, and a reliability plot."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pipeline.evaluation.calibration import Bin
from pipeline.evaluation.figures import Figure

_ROW, _LABEL, _WIDTH = 22, 230, 420
_SIDE = 260


def bars(rows: Sequence[tuple[str, Figure]]) -> str:
    """Return a bar for each figure's F1 with its interval."""
    height = _ROW * len(rows) + 24
    parts = [_grid(height)]
    for number, (name, figure) in enumerate(rows):
        parts.append(_bar(number * _ROW + 4, name, figure))
    width = _LABEL + _WIDTH + 60
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<title>F1 with 95 % intervals</title>{''.join(parts)}</svg>"
    )


def _grid(height: int) -> str:
    lines = []
    for tenth in range(0, 11, 2):
        x = _LABEL + _WIDTH * tenth / 10
        lines.append(f'<line x1="{x}" x2="{x}" y1="0" y2="{height - 18}" class="grid"/>')
        lines.append(f'<text x="{x}" y="{height - 4}" class="tick">{tenth / 10:.1f}</text>')
    return "".join(lines)


def _bar(y: float, name: str, figure: Figure) -> str:
    f1 = figure.f1 or 0.0
    middle = y + _ROW / 2 - 3
    shown = "–" if figure.f1 is None else f"{f1:.3f}"
    interval = ""
    if figure.low is not None and figure.high is not None:
        left, right = _LABEL + _WIDTH * figure.low, _LABEL + _WIDTH * figure.high
        interval = f'<line x1="{left}" x2="{right}" y1="{middle}" y2="{middle}" class="interval"/>'
    return (
        f'<text x="{_LABEL - 8}" y="{middle + 4}" class="name">{escape(name)}</text>'
        f'<rect x="{_LABEL}" y="{y}" width="{_WIDTH * f1}" height="{_ROW - 7}" class="bar"/>'
        f"{interval}"
        f'<text x="{_LABEL + _WIDTH + 8}" y="{middle + 4}">{shown}</text>'
    )


def reliability(bins: Sequence[Bin]) -> str:
    """Return the reliability plot: share right over confidence; on the diagonal all is well."""
    points = []
    for each in bins:
        x, y = 30 + _SIDE * each.confidence, 10 + _SIDE * (1 - each.right)
        size = 3 + min(9.0, each.count**0.5)
        points.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" class="dot"><title>'
            f"{each.count} facts of confidence {each.confidence:.2f}: {each.right:.2f} right"
            "</title></circle>"
        )
    edge, low = 30 + _SIDE, 10 + _SIDE
    return (
        f'<svg role="img" viewBox="0 0 {_SIDE + 50} {_SIDE + 40}" width="{_SIDE + 50}">'
        "<title>Reliability of the confidences</title>"
        f'<rect x="30" y="10" width="{_SIDE}" height="{_SIDE}" class="frame"/>'
        f'<line x1="30" y1="{low}" x2="{edge}" y2="10" class="grid"/>{"".join(points)}'
        f'<text x="30" y="{low + 16}">0</text><text x="{edge - 6}" y="{low + 16}">1</text>'
        f'<text x="{30 + _SIDE / 2 - 40}" y="{low + 28}">confidence</text>'
        f'<text x="14" y="14">1</text><text x="14" y="{low}">0</text></svg>'
    )
