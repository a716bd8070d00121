"""How far two annotators agree: F1 per layer, and kappa where both name a class.

Kappa (J. Cohen, Educational and Psychological Measurement 20, 1960) corrects agreement for
chance; it needs items that both have, so it is taken over matched mentions and facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluation import markup
from pipeline.evaluation.convert import as_system
from pipeline.evaluation.errors import errors
from pipeline.evaluation.evaluate import Result, compare
from pipeline.evaluation.figures import ALL, Figure, figures

LAYERS = (
    "mentions.strict", "mentions.type", "mentions.partial", "nominals.strict", "values",
    "linking.b3", "linking.nominal", "facts", "facts.full", "facts.qualifiers", "published",
)  # fmt: skip
NEEDED = {"mentions.strict": 0.90, "facts": 0.85}


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement on a class: over ``items`` pairs, the share alike and Cohen's kappa."""

    name: str
    items: int
    alike: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of two passes over the releases that both have."""

    releases: tuple[str, ...]
    figures: tuple[Figure, ...]
    kappas: tuple[Kappa, ...]


def compare_passes(
    folder: Path, one: str = "a", other: str = "b"
) -> tuple[list[Result], list[GoldError]]:
    """Compare two passes of a corpus folder, the first taken as gold.

    Returns:
        The comparison of every release that both have, and the annotations that are broken.

    Raises:
        GoldError: no release has both.
    """
    left, right = (folder / "annotations" / name for name in (one, other))
    names = sorted({p.stem for p in left.glob("*.md")} & {p.stem for p in right.glob("*.md")})
    results, broken = [], []
    for name in names:
        try:
            first, second = (markup.read(each / f"{name}.md") for each in (left, right))
        except GoldError as error:
            broken.append(error)
            continue
        results.append(compare(first, as_system(second, first)))
    if not results:
        raise GoldError(f"no release has the passes {one} and {other}", where=folder)
    return results, broken


def agreement(results: Sequence[Result]) -> Agreement:
    """Sum up comparisons of two annotations."""
    found = [f for f in figures(results) if f.layer in LAYERS]
    kappas = (
        kappa("labels of mentions", _pairs(results, "mentions.partial", "nominals.partial")),
        kappa("actions", _pairs(results, "facts.qualifiers", group="certified.action")),
        kappa("statuses", _pairs(results, "facts.status")),
    )
    return Agreement(tuple(r.gold.id for r in results), tuple(found), kappas)


def _pairs(results: Iterable[Result], *layers: str, group: str = "") -> list[tuple[str, str]]:
    return [
        (outcome.gold.split(" ", 1)[0], outcome.system.split(" ", 1)[0])
        for result in results
        for outcome in result.outcomes
        if outcome.layer in layers
        and group in ("", outcome.group)
        and outcome.gold
        and outcome.system
    ]


def kappa(name: str, pairs: Sequence[tuple[str, str]]) -> Kappa:
    """Return Cohen's kappa of pairs of classes; ``None`` where it is not defined."""
    if not pairs:
        return Kappa(name, 0, None, None)
    size = len(pairs)
    alike = sum(one == other for one, other in pairs) / size
    left, right = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(left[each] * right[each] for each in left) / size**2
    value = None if chance == 1 else round((alike - chance) / (1 - chance), 4)
    return Kappa(name, size, round(alike, 4), value)


def markdown(found: Agreement) -> str:
    """Return the report as Markdown."""
    lines = [
        f"Two independent annotations of {len(found.releases)} releases, before adjudication.",
        "", "| layer | group | F1 | 95 % | items |", "|---|---|---|---|---|",
    ]  # fmt: skip
    order = {layer: i for i, layer in enumerate(LAYERS)}
    ranked = sorted(found.figures, key=lambda f: (order[f.layer], f.group != ALL, f.group))
    lines += [
        _line(figure)
        for figure in ranked
        if figure.slice == ALL and (figure.group == ALL or figure.layer in NEEDED)
    ]
    lines += ["", "| class | items | alike | kappa |", "|---|---|---|---|"]
    lines += [
        f"| {k.name} | {k.items} | {_number(k.alike)} | {_number(k.kappa)} |" for k in found.kappas
    ]
    return "\n".join(lines) + "\n"


def _line(figure: Figure) -> str:
    needed = NEEDED.get(figure.layer) if figure.group == ALL else None
    short = needed is not None and (figure.f1 or 0.0) < needed
    note = f" (below {needed:.2f}: mend the guidelines)" if short else ""
    interval = f"{_number(figure.low)}–{_number(figure.high)}"
    return (
        f"| {figure.layer} | {figure.group} | {_number(figure.f1)}{note} | {interval} "
        f"| {figure.known:g} / {figure.said:g} |"
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def differences(results: Sequence[Result]) -> dict[str, str]:
    """Return what an adjudicator must decide, as plain text for each release with differences."""
    found: dict[str, list[str]] = {}
    for error in errors(results):
        words = f"{error.layer} {error.group}: {error.error}"
        place = f"{error.before}>>{error.marked}<<{error.after}" if error.marked else ""
        lines = [words, f"  first:  {error.gold or '-'}", f"  second: {error.system or '-'}"]
        found.setdefault(error.release, []).append("\n".join([*lines, f"  {place}".rstrip()]))
    return {name: "\n\n".join(each) + "\n" for name, each in sorted(found.items())}
