"""The report of an evaluation as one JSON object, from which all views are made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import DataError
from pipeline.evaluation import calibration, confusion
from pipeline.evaluation.errors import Error, errors
from pipeline.evaluation.evaluate import Result
from pipeline.evaluation.figures import Figure, figures
from pipeline.evaluation.splits import fingerprint

FORMAT = "constancia evaluation 1"
HIDDEN = frozenset({"test"})


@dataclass(frozen=True, slots=True)
class Part:
    """The evaluation of one split (``all`` where gold has none); ``corpus`` is its hash."""

    split: str
    corpus: str
    releases: int
    unread: tuple[str, ...]
    figures: tuple[Figure, ...]
    confusions: tuple[confusion.Confusion, ...]
    calibration: calibration.Calibration
    errors: tuple[Error, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation: of what, on what, and its parts by split."""

    version: str
    system: str
    gold: str
    parts: tuple[Part, ...]

    def part(self, split: str) -> Part | None:
        """Return the part of a split."""
        return next((each for each in self.parts if each.split == split), None)


def part(split: str, results: Sequence[Result], *, hidden: bool | None = None) -> Part:
    """Sum up the results of a split.

    Args:
        split: its name.
        results: what was measured on its releases.
        hidden: whether texts of releases stay out of the report; by default those of test do.
    """
    kept_back = split in HIDDEN if hidden is None else hidden
    return Part(
        split, fingerprint([r.gold for r in results]), len(results),
        tuple(f"{r.gold.id}: {r.status}: {r.error}" for r in results if r.status != "ok"),
        tuple(figures(results)),
        (confusion.labels(results), confusion.actions(results), confusion.statuses(results)),
        calibration.calibration(results),
        tuple(errors(results, hidden=kept_back)),
        kept_back,
    )  # fmt: skip


def to_json(report: Report) -> dict[str, Any]:
    """Return a report as a JSON object."""
    return {"format": FORMAT, **asdict(report)}


def write(report: Report, path: Path) -> None:
    """Write a report as JSON."""
    value = json.dumps(to_json(report), ensure_ascii=False, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value + "\n", encoding="utf-8")


def read(path: Path) -> Report:
    """Read a report from its JSON.

    Raises:
        DataError: it is none.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        if value.pop("format") != FORMAT:
            raise DataError(f"this is not {FORMAT!r}", where=path, remedy="evaluate anew")
        return Report(**{**value, "parts": tuple(_part(each) for each in value["parts"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        cause = f"no evaluation report: {type(error).__name__}: {error}"
        raise DataError(cause, where=path, remedy="write one with --json") from error


def _part(value: Mapping[str, Any]) -> Part:
    measured = value["calibration"]
    bins = tuple(calibration.Bin(**each) for each in measured["bins"])
    return Part(
        **{
            **value,
            "unread": tuple(value["unread"]),
            "figures": _each(Figure, value["figures"]),
            "confusions": tuple(
                confusion.Confusion(
                    each["name"], tuple(each["names"]), tuple(map(tuple, each["counts"]))
                )
                for each in value["confusions"]
            ),
            "calibration": calibration.Calibration(bins, measured["error"]),
            "errors": _each(Error, value["errors"]),
        }
    )


def _each(record: Callable[..., Any], rows: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(record(**row) for row in rows)


def sorts(found: Sequence[Error]) -> Counter[tuple[str, str]]:
    """Count errors by layer and sort."""
    return Counter((error.layer, error.error) for error in found)
