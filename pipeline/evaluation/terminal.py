"""The figures in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from pipeline.evaluation.baseline import Comparison
from pipeline.evaluation.figures import ALL, Figure
from pipeline.evaluation.report import Part, Report, sorts

LAYERS = (
    "language", "published", "title", "mentions.strict", "mentions.type", "mentions.partial",
    "mentions.exact", "nominals.strict", "nominals.type", "values", "values.found", "linking.b3",
    "linking.pairs", "linking.aligned", "linking.registry", "linking.nominal", "linking.across",
    "facts", "facts.full", "facts.status", "facts.qualifiers", "facts.given", "facts.given.full",
)  # fmt: skip
_DETAILED = frozenset({
    "mentions.strict", "values", "linking.b3", "facts", "facts.full", "facts.qualifiers",
    "facts.given",
})  # fmt: skip
_MOST_MOVES = 30
_WIDTH = 124


def console() -> Console:
    """Return a console wide enough for the tables, even where the output is a file."""
    made = Console()
    return made if made.width >= _WIDTH or made.is_terminal else Console(width=_WIDTH)


def show(report: Report, console: Console) -> None:
    """Print the tables of a report."""
    for part in report.parts:
        console.print(_table(part))
        measured = part.calibration
        if measured.error is not None:
            console.print(
                f"calibration of {sum(b.count for b in measured.bins)} facts: "
                f"expected error {measured.error:.3f}"
            )
        for line in part.unread:
            console.print(f"not read: {line}", style="red", markup=False)
        _show_sorts(part, console)


def _table(part: Part) -> Table:
    langs = sorted({f.slice for f in part.figures if f.slice.startswith("lang=")})
    table = Table(title=f"{part.split}: {part.releases} releases", title_justify="left")
    table.add_column("layer", no_wrap=True)
    table.add_column("group", no_wrap=True)
    for name in ("P", "R", "F1", "95 %", *(lang[5:] for lang in langs), "gold", "system"):
        table.add_column(name, justify="right", no_wrap=True)
    for layer in LAYERS:
        rows = [f for f in part.figures if f.layer == layer and f.slice == ALL]
        rows.sort(key=lambda f: (f.group != ALL, f.group))
        shown = rows if layer in _DETAILED else [f for f in rows if f.group == ALL]
        for figure in shown:
            others = [_of_slice(part.figures, figure, lang) for lang in langs]
            table.add_row(*_row(figure, others), style="bold" if figure.group == ALL else None)
    return table


def _of_slice(figures: Sequence[Figure], figure: Figure, part: str) -> str:
    wanted = (figure.layer, figure.group, part)
    return number(next((f.f1 for f in figures if f.key == wanted), None))


def _row(figure: Figure, others: Iterable[str]) -> list[str]:
    interval = "" if figure.low is None else f"{number(figure.low)}–{number(figure.high)}"
    head = ["" if figure.group != ALL else figure.layer, figure.group]
    values = [number(figure.precision), number(figure.recall), number(figure.f1)]
    return [*head, *values, interval, *others, f"{figure.known:g}", f"{figure.said:g}"]


def number(value: float | None) -> str:
    """Return a share with three places, a dash for none."""
    return "–" if value is None else f"{value:.3f}"


def _show_sorts(part: Part, console: Console) -> None:
    table = Table(title=f"{part.split}: most frequent errors", title_justify="left")
    for name in ("layer", "error", "count"):
        table.add_column(name)
    for (layer, error), count in sorts(part.errors).most_common(15):
        table.add_row(layer, error, str(count))
    if part.errors:
        console.print(table)


def show_comparison(comparisons: Iterable[Comparison], console: Console) -> None:
    """Print what was won and lost against a baseline."""
    for each in comparisons:
        if not each.same_gold:
            console.print("the gold has changed since the baseline was made", style="yellow")
        table = Table(title=f"{each.split}: against the baseline", title_justify="left")
        for name in ("layer", "group", "before", "after", "change"):
            table.add_column(name)
        for move in each.moves[:_MOST_MOVES]:
            style = "green" if move.by > 0 else "red"
            values = (number(move.before), number(move.after), f"{move.by:+.3f}")
            table.add_row(move.layer, move.group, *values, style=style)
        console.print(table)
        console.print(f"won {len(each.won)} items, lost {len(each.lost)}")
        for error in each.lost:
            words = (
                f"lost: {error.release} {error.layer} {error.error}: {error.gold or error.system}"
            )
            console.print(words, markup=False, highlight=False)
