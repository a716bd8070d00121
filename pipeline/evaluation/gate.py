"""Quality is a gate: floors per language and layer that a change must not fall below.

``seeds/floors.json`` holds them with the hash of the corpus that they were measured on.
Raising is free; lowering needs a reason, which is kept in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import DataError, UsageError
from pipeline.evaluation.figures import ALL
from pipeline.evaluation.report import Part

LAYERS = (
    "language", "published", "title", "mentions.strict", "nominals.strict", "values",
    "linking.b3", "linking.nominal", "facts", "facts.full", "facts.given", "facts.qualifiers",
)  # fmt: skip
SLACK = 0.005
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Floors:
    """Least F1 by split, slice (``lang=en``) and layer; and why some were lowered, in order.

    ``corpus`` is the hash of each split that they were measured on.
    """

    corpus: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[Key, float] = field(default_factory=dict)
    lowered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """A figure below its floor."""

    key: Key
    floor: float
    value: float | None

    def __str__(self) -> str:
        shown = "nothing" if self.value is None else f"{self.value:.3f}"
        return f"{' '.join(self.key)}: {shown}, floor {self.floor:.3f}"


def measured(parts: Iterable[Part]) -> dict[Key, float]:
    """Return the F1 that floors are set for: each layer in each language."""
    return {
        (part.split, f.slice, f.layer): f.f1
        for part in parts
        for f in part.figures
        if f.layer in LAYERS and f.group == ALL and f.slice.startswith("lang=") and f.f1 is not None
    }


def breaches(
    floors: Floors, corpus: Mapping[str, str], values: Mapping[Key, float]
) -> list[Breach]:
    """Return the figures that fell below their floor; only splits that were measured count.

    Args:
        floors: the floors.
        corpus: hash of each split that was measured.
        values: what was measured.

    Raises:
        DataError: a split has no floors, or they were measured on another corpus.
    """
    if missing := sorted(set(corpus) - set(floors.corpus)):
        cause = f"there are no floors for {', '.join(missing)}"
        raise DataError(cause, where="floors.json", remedy="set them with --raise-floors")
    if changed := sorted(s for s, each in corpus.items() if floors.corpus[s] != each):
        raise DataError(
            f"the floors of {', '.join(changed)} belong to another corpus",
            where="floors.json",
            remedy='set them anew with --lower "the corpus changed"',
        )
    return [
        Breach(key, floor, values.get(key))
        for key, floor in sorted(floors.floors.items())
        if key[0] in corpus and values.get(key, 0.0) < floor
    ]


def raised(floors: Floors, corpus: Mapping[str, str], values: Mapping[Key, float]) -> Floors:
    """Return floors raised to what was measured, less a little slack; none is lowered.

    Raises:
        DataError: the floors of a split were measured on another corpus.
    """
    breaches(Floors({**corpus, **floors.corpus}, floors.floors), corpus, values)
    found = dict(floors.floors)
    for key, value in values.items():
        found[key] = max(found.get(key, 0.0), floor_of(value))
    return Floors({**floors.corpus, **corpus}, found, floors.lowered)


def lowered(
    floors: Floors, corpus: Mapping[str, str], values: Mapping[Key, float], reason: str
) -> Floors:
    """Return floors set to what was measured, with the reason; other splits keep theirs.

    Raises:
        UsageError: the reason is empty.
    """
    if not reason.strip():
        raise UsageError("lowering a floor needs a reason", remedy='--lower "why"')
    kept = {key: floor for key, floor in floors.floors.items() if key[0] not in corpus}
    found = kept | {key: floor_of(value) for key, value in values.items()}
    return Floors({**floors.corpus, **corpus}, found, (*floors.lowered, reason.strip()))


def floor_of(value: float) -> float:
    """Return the floor for a measured figure."""
    return round(max(0.0, value - SLACK), 3)


def load(path: Path) -> Floors:
    """Read the floors; none yet is an empty set.

    Raises:
        DataError: the file is not well-formed.
    """
    if not path.exists():
        return Floors()
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        floors = {
            (split, part, layer): float(floor)
            for split, parts in value["floors"].items()
            for part, layers in parts.items()
            for layer, floor in layers.items()
        }
        return Floors(dict(value["corpus_sha256"]), floors, tuple(value["lowered"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"no floors: {error}", where=path) from error


def write(floors: Floors, path: Path) -> None:
    """Write the floors, sorted."""
    nested: dict[str, Any] = {}
    for (split, part, layer), floor in sorted(floors.floors.items()):
        nested.setdefault(split, {}).setdefault(part, {})[layer] = floor
    value = {
        "corpus_sha256": dict(floors.corpus),
        "floors": nested,
        "lowered": list(floors.lowered),
    }
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
