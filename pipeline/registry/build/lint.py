"""Lint the registry files: ``python -m pipeline.registry.build.lint [--write]``.

Every line must be an entry the loader takes, with a known kind, a country of ISO 3166, a parent
that exists, a source of ``SOURCES.yaml``, and names without doubles. With ``--write`` the files
are put into their order (ids sorted, keys in the order of the format) before they are read.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry
import yaml

from pipeline.folding import fold
from pipeline.patternfiles import Problem
from pipeline.registry.entries import Entry, files, read
from pipeline.resources import patterns

KINDS = (
    "ministry", "vice_ministry", "secretariat", "agency", "programme", "court",
    "legislature", "electoral_body", "regulator", "superintendency", "state_company",
    "regional_government", "municipality", "university", "hospital", "central_bank",
    "police", "armed_forces", "prosecutor", "ombudsman", "comptroller", "directorate",
    "embassy", "intergovernmental", "presidency", "council", "institute", "authority",
    "registry", "port_authority", "certification_body", "accreditation_body",
    "standards_publisher", "other",
)  # fmt: skip
KEYS = (
    "id", "type", "kind", "country", "parent", "names", "acronyms", "acronyms_weak", "domains",
    "source",
)  # fmt: skip
LANGUAGES = ("es", "en")
SHORTEST = 3


def problems(entries: Iterable[Entry], sources: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong in ``entries`` taken together and each by itself."""
    rows = list(entries)
    known, told = {entry.id for entry in rows}, frozenset(sources)
    counts = Counter(entry.id for entry in rows)
    yield from (Problem(i, f"the id is used {n} times") for i, n in counts.items() if n > 1)
    for entry in rows:
        yield from (Problem(entry.id, what) for what in _fields(entry))
        yield from (Problem(entry.id, what) for what in _names(entry))
        yield from (Problem(entry.id, what) for what in _acronyms(entry))
        if entry.parent and (entry.parent not in known or entry.parent == entry.id):
            yield Problem(entry.id, f"no such parent: {entry.parent}")
        if entry.source not in told:
            yield Problem(entry.id, f"no such source: {entry.source!r}")


def _fields(entry: Entry) -> Iterator[str]:
    if entry.kind not in KINDS:
        yield f"unknown kind {entry.kind!r}"
    if entry.country and pycountry.countries.get(alpha_2=entry.country) is None:
        yield f"unknown country {entry.country!r}"
    prefix = entry.id.partition(":")[0]
    if len(prefix) == 2 and prefix.upper() != entry.country:
        yield f"the id says {prefix!r}, the country is {entry.country!r}"
    yield from (f"not a domain: {each!r}" for each in entry.domains if " " in each)


def _names(entry: Entry) -> Iterator[str]:
    for language, names in entry.names.items():
        if language not in LANGUAGES:
            yield f"unknown language {language!r}"
        if not names:
            yield f"no names under {language!r}"
        yield from (f"badly spaced name {n!r}" for n in names if n != " ".join(n.split()) or not n)
        doubles = [n for n, count in Counter(names).items() if count > 1]
        yield from (f"the name {n!r} is there twice" for n in doubles)


def _acronyms(entry: Entry) -> Iterator[str]:
    yield from (
        f"{each!r} is both an acronym and a weak one"
        for each in entry.acronyms
        if each in entry.acronyms_weak
    )
    yield from (
        f"the acronym {each!r} is too short: put it under acronyms_weak"
        for each in entry.acronyms
        if len(fold(each).replace(".", "")) < SHORTEST
    )


def ordered(record: dict[str, Any]) -> dict[str, Any]:
    """Return ``record`` with its keys in the order of the format and no empty ones."""
    return {key: record[key] for key in (*KEYS, *record) if record.get(key)}


def rewrite(path: Path) -> None:
    """Put the lines of ``path`` into the order of their ids."""
    lines = path.read_text(encoding="utf-8").splitlines()
    records = [ordered(json.loads(line)) for line in lines if line.strip()]
    records.sort(key=lambda record: str(record["id"]))
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text(text, encoding="utf-8")


def unsorted(path: Path) -> Iterator[Problem]:
    """Yield the first place where the ids of ``path`` are out of order."""
    ids = [entry.id for entry in read(path)]
    for before, after in pairwise(ids):
        if before >= after:
            yield Problem(str(path), f"{after} stands after {before}: run with --write")
            return


def lint(folder: Path) -> list[Problem]:
    """Return all problems of the registry files under ``folder``."""
    paths = files(folder)
    sources = yaml.safe_load((folder / "SOURCES.yaml").read_text(encoding="utf-8"))
    found = [problem for path in paths for problem in unsorted(path)]
    return found + list(problems((entry for path in paths for entry in read(path)), sources))


def counts(folder: Path) -> dict[str, int]:
    """Return how many entries each file has."""
    return {
        path.relative_to(folder).as_posix(): sum(1 for _ in read(path)) for path in files(folder)
    }


def main(arguments: list[str]) -> int:
    """Lint the registry of this installation; ``--write`` sorts it first, ``--counts`` counts."""
    folder = patterns() / "registry"
    if "--write" in arguments:
        for path in files(folder):
            rewrite(path)
    found = lint(folder)
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    if "--counts" in arguments:
        sys.stdout.writelines(f"{count:5} {name}\n" for name, count in counts(folder).items())
    total = sum(counts(folder).values())
    sys.stdout.write(f"{total} entries, {len(found)} problems\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
