"""Rebuilds ``patterns/standards/catalogue.jsonl`` and ``numbers.txt`` from ISO's catalogue.

Usage: python -m pipeline.standards.build_catalogue iso_catalogue.csv.gz

``catalogue.jsonl``: one standard a line, with all its editions, as ``selection.yaml`` says.
``numbers.txt``: every number that ISO ever published and its years, to flag a wrong designation.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from pipeline.resources import patterns

_DATED = re.compile(r"(?P<id>[^\d]*\d+(?:-\w+)*):(?P<year>\d{4})(?:-\d\d)?")
_SUPPLEMENT = re.compile(
    r"(?P<id>[^\d]*\d+(?:-\w+)*):(?P<year>\d{4})/(?P<extra>(?:Amd|Cor) \d+:\d{4})"
)
_BARE = re.compile(r"[^\d]*?(?P<number>\d+)(?:-\w+)*")
_STATUS = {"60": "current", "90": "current", "95": "withdrawn"}

Row = dict[str, str]
Standard = dict[str, Any]


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of ISO's catalogue (CSV, gzip)."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def select(rows: Iterable[Row], selection: dict[str, Any]) -> list[Standard]:
    """Return the selected standards with their editions, in the order of their ids."""
    named = {entry["id"]: entry for entry in selection["standards"]}
    found: dict[str, Standard] = {}
    extras: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for row in rows:
        supplement = _SUPPLEMENT.fullmatch(row["identifier"])
        if supplement:
            extras[supplement["id"]].add((int(supplement["year"]), supplement["extra"]))
        dated = _DATED.fullmatch(row["identifier"])
        if dated is None or not (dated["id"] in named or _wanted(row, selection)):
            continue
        standard = found.setdefault(dated["id"], {"id": dated["id"], "editions": {}})
        standard["editions"][int(dated["year"])] = row
    return [_finished(found[key], named, extras[key], selection) for key in sorted(found)]


def _wanted(row: Row, selection: dict[str, Any]) -> bool:
    title = row["title_en"].casefold()
    return _committee(row, selection) is not None or any(w in title for w in selection["titles"])


def _committee(row: Row, selection: dict[str, Any]) -> str | None:
    name = row["committee"]
    prefixes = (name, *(name[: m.start()] for m in re.finditer("/", name)))
    return next(
        (selection["committees"][p] for p in prefixes if p in selection["committees"]), None
    )


def _finished(
    standard: Standard,
    named: dict[str, Standard],
    extras: set[tuple[int, str]],
    selection: dict[str, Any],
) -> Standard:
    years = sorted(standard["editions"])
    latest = standard["editions"][years[-1]]
    own = named.get(standard["id"], {})
    record: Standard = {
        "id": standard["id"],
        "en": re.sub(r" --? ", " — ", latest["title_en"]),
        "es": own.get("es", ""),
        "discipline": own.get("discipline") or _discipline(standard["id"], latest, selection),
        "certifiable": bool(own),
        "editions": [_edition(standard["editions"][year], year, extras) for year in years],
    }
    return {key: value for key, value in record.items() if value}


def _discipline(identifier: str, row: Row, selection: dict[str, Any]) -> str:
    number = int(re.findall(r"\d+", identifier)[0])
    for entry in selection["ranges"]:
        if entry["from"] <= number <= entry["to"]:
            return str(entry["discipline"])
    return _committee(row, selection) or "other"


def _edition(row: Row, year: int, extras: set[tuple[int, str]]) -> list[Any]:
    published = row["published"] if len(row["published"]) >= 7 else ""
    status = _STATUS.get(row["stage"][:2], "draft")
    edition = int(row["edition"]) if row["edition"].isdigit() else 0
    mine = sorted(extra for own, extra in extras if own == year)
    return [year, published[:7], edition, status, *([mine] if mine else [])]


def numbers(rows: Iterable[Row]) -> dict[int, set[int]]:
    """Return every number of the catalogue and the years of its dated publications."""
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        dated = _DATED.fullmatch(row["identifier"])
        bare = _BARE.match(row["identifier"])
        if dated:
            number = _BARE.match(dated["id"])
            if number:
                found[int(number["number"])].add(int(dated["year"]))
        elif bare:
            found[int(bare["number"])].update()
    return found


def build(source: Path, target: Path) -> tuple[int, int]:
    """Write both files under ``target``; return how many standards and numbers they hold."""
    selection = yaml.safe_load((target / "selection.yaml").read_text(encoding="utf-8"))
    rows = list(read_rows(source))
    standards = select(rows, selection)
    lines = [json.dumps(s, ensure_ascii=False, separators=(",", ":")) for s in standards]
    (target / "catalogue.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    known = numbers(rows)
    dated = (" ".join(map(str, [n, *sorted(known[n])])) for n in sorted(known))
    latest = max(row["published"][:7] for row in rows if row["stage"].startswith("60"))
    text = f"# number years... ; snapshot {latest}\n" + "\n".join(dated) + "\n"
    (target / "numbers.txt").write_text(text, encoding="utf-8")
    return len(standards), len(known)


def main(arguments: list[str]) -> int:
    """Run from the command line."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m pipeline.standards.build_catalogue CATALOGUE.csv.gz\n")
        return 2
    standards, known = build(Path(arguments[0]), patterns() / "standards")
    sys.stdout.write(f"{standards} standards, {known} numbers\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
