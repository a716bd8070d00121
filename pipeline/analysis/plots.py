"""Plots as inline SVG: bars and stacked columns, every word escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

COLOURS = ("#2b6cb0", "#2f855a", "#b7791f", "#c05621", "#6b46c1", "#718096", "#b83280")
_BAR, _GAP, _LABEL, _WIDTH = 18, 6, 230, 760
_HEIGHT, _AXIS = 180, 34


def bars(values: Sequence[tuple[str, float]], title: str) -> str:
    """Draw horizontal bars: a label and a number each."""
    if not values:
        return f"<p class=none>{escape(title)}: nothing to show.</p>"
    top = max(number for _, number in values) or 1
    height = len(values) * (_BAR + _GAP) + _GAP
    marks = [_bar(i, label, number, top) for i, (label, number) in enumerate(values)]
    return _svg(height, title, marks)


def _bar(place: int, label: str, number: float, top: float) -> str:
    y = _GAP + place * (_BAR + _GAP)
    width = max(1.0, (_WIDTH - _LABEL - 70) * number / top)
    middle = y + _BAR * 0.72
    return (
        f'<text x="{_LABEL - 8}" y="{middle:.1f}" text-anchor="end">{_cut(label, 34)}</text>'
        f'<rect x="{_LABEL}" y="{y}" width="{width:.1f}" height="{_BAR}" fill="{COLOURS[0]}">'
        f"<title>{escape(label)}: {number:g}</title></rect>"
        f'<text x="{_LABEL + width + 6:.1f}" y="{middle:.1f}">{number:g}</text>'
    )


def columns(values: Mapping[str, Mapping[str, int]], title: str) -> str:
    """Draw stacked columns: for each place on the axis, a number for each name."""
    if not values:
        return f"<p class=none>{escape(title)}: nothing to show.</p>"
    names = sorted({name for stack in values.values() for name in stack})
    colours = {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(names)}
    top = max(sum(stack.values()) for stack in values.values()) or 1
    step = (_WIDTH - 50) / len(values)
    marks = [_scale(top)]
    for i, (place, stack) in enumerate(values.items()):
        marks.append(_stack(40 + i * step, step, stack, top, colours))
        if i % max(1, len(values) // 18) == 0:
            x = 40 + (i + 0.5) * step
            spot = f'x="{x:.1f}" y="{_HEIGHT + 16}" text-anchor="middle"'
            marks.append(f"<text {spot}>{_cut(place, 10)}</text>")
    return _svg(_HEIGHT + _AXIS, title, marks) + _legend(colours)


def _stack(
    x: float, step: float, stack: Mapping[str, int], top: float, colours: Mapping[str, str]
) -> str:
    base = float(_HEIGHT)
    marks = []
    for name, number in sorted(stack.items()):
        height = (_HEIGHT - 12) * number / top
        base -= height
        marks.append(
            f'<rect x="{x + step * 0.1:.1f}" y="{base:.1f}" width="{max(1.0, step * 0.8):.1f}" '
            f'height="{height:.1f}" fill="{colours[name]}">'
            f"<title>{escape(name)}: {number}</title></rect>"
        )
    return "".join(marks)


def _scale(top: float) -> str:
    return (
        f'<line x1="38" y1="{_HEIGHT}" x2="{_WIDTH}" y2="{_HEIGHT}" stroke="#a0aec0"/>'
        f'<text x="34" y="16" text-anchor="end">{top:g}</text>'
        f'<text x="34" y="{_HEIGHT}" text-anchor="end">0</text>'
    )


def _legend(colours: Mapping[str, str]) -> str:
    keys = (
        f'<span><i style="background:{colour}"></i>{escape(name)}</span>'
        for name, colour in colours.items()
    )
    return f"<p class=legend>{' '.join(keys)}</p>"


def _svg(height: float, title: str, marks: Sequence[str]) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {_WIDTH} {height:g}" aria-label="{escape(title)}">'
        f"{''.join(marks)}</svg>"
    )


def _cut(words: str, length: int) -> str:
    return escape(words if len(words) <= length else words[: length - 1] + "…")
