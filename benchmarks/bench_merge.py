"""Pairwise F1 of merging, on the gold facts of releases that tell one event in two languages.

    python benchmarks/bench_merge.py [--annotations seeds/annotations/a]

What is merged are the annotated ``certified`` facts. Without the registry each holder has an
id minted from its name as its own release gives it, which is the harder half of the task; with
it, names that the registry knows have its ids.
Two facts are truly one event if their releases are of one pair and standard, status and action
agree; where a release of the pair tells several such facts, the year of the date as well.
Constants of the merging were set while looking at pairs of the part ``seen`` (first hexadecimal
digit of the SHA-1 of both ids below 9); of the others, ``unseen``, only the scores were looked
at, three times.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from pipeline import standards
from pipeline.merge.alias import linked
from pipeline.merge.certifications import merge
from pipeline.merge.evidence import Evidence, family, interval
from pipeline.registry import index

SLUG = re.compile(r"[^a-z0-9]+")


def headers(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.md")):
        yield yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])


def holder_id(entity: dict[str, Any], country: str, *, registry: bool) -> str:
    """Return the id of a body: from the registry if it knows the name, else minted from it."""
    found = index.load().by_name(entity["name"]) if registry else ()
    home = [each for each in found if each.country == (entity.get("country") or country)]
    if len(home) == 1:
        return home[0].id
    place = (entity.get("country") or country or "xx").lower()
    return f"{place}:{SLUG.sub('-', entity['name'].casefold()).strip('-')}"


def evidence(header: dict[str, Any], *, registry: bool) -> list[tuple[Evidence, tuple[str, ...]]]:
    """Return the certified facts of a release, each with the name of its true event."""
    found = []
    for number, fact in enumerate(header["facts"]):
        if fact["p"] == "certified":
            found.append(_telling(header, number, fact, registry=registry))
    return found


def _telling(
    header: dict[str, Any], number: int, fact: dict[str, Any], *, registry: bool
) -> tuple[Evidence, tuple[str, ...]]:
    entities = header["entities"]
    parsed = standards.parse(fact["o"])
    standard = parsed.entity_id if parsed else fact["o"]
    timex = str(fact.get("date") or "")
    when = interval(timex)
    published = header["published"]
    published = published[0] if isinstance(published, list) else published
    certifier = entities[fact["certifier"]]["name"] if fact.get("certifier") else ""
    holder = entities[fact["s"]]
    action = fact.get("action", "granted")
    telling = Evidence(
        f"{header['id']}#{number}", header["id"],
        holder_id(holder, header["country"], registry=registry),
        holder["name"], standard, fact["o"], action, fact.get("scheme", ""),
        fact.get("status", "asserted"), timex, when, None,
        SLUG.sub("-", certifier.casefold()), certifier, published=published, lang=header["lang"],
    )  # fmt: skip
    told_in = header.get("pair") or header["id"]
    holder_key = "" if header.get("pair") else fact["s"]
    year = timex[:4]
    return telling, (told_in, holder_key, family(standard), telling.status, action, year)


def pairs_of(groups: dict[Any, list[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups.values() for pair in itertools.combinations(sorted(group), 2)}


def true_events(told: list[tuple[Evidence, tuple[str, ...]]]) -> dict[Any, list[str]]:
    """Group facts by what they tell; the year counts only where a release tells two such facts."""
    years: dict[Any, dict[str, int]] = {}
    for telling, event in told:
        docs = years.setdefault(event[:-1], {})
        docs[telling.doc_id] = docs.get(telling.doc_id, 0) + 1
    truth: dict[Any, list[str]] = {}
    for telling, event in told:
        single = max(years[event[:-1]].values()) == 1
        truth.setdefault(event[:-1] if single else event, []).append(telling.fact_id)
    return truth


def scores(told: list[tuple[Evidence, tuple[str, ...]]]) -> dict[str, float]:
    tellings = [telling for telling, _ in told]
    truth = true_events(told)
    by_family: dict[str, list[Evidence]] = {}
    for telling in tellings:
        by_family.setdefault(telling.family, []).append(telling)
    candidates = (pair for group in by_family.values() for pair in itertools.combinations(group, 2))
    rows = merge(tellings, joined=linked(candidates))
    made = {row["certification_id"]: row["fact_ids"] for row in rows}
    wanted, got = pairs_of(truth), pairs_of(made)
    right = len(wanted & got)
    precision, recall = right / max(1, len(got)), right / max(1, len(wanted))
    return {
        "facts": len(tellings),
        "pairs": len(wanted),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
    }


def seen(name: str) -> bool:
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[0], 16) < 9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, default=Path("seeds/annotations/a"))
    given = parser.parse_args()
    releases = list(headers(given.annotations))
    hidden = {h["pair"] for h in releases if h.get("pair") and not seen(h["id"])}
    for registry in (False, True):
        parts: dict[str, list[tuple[Evidence, tuple[str, ...]]]] = {"seen": [], "unseen": []}
        for header in releases:
            unseen = header["pair"] in hidden if header.get("pair") else not seen(header["id"])
            parts["unseen" if unseen else "seen"] += evidence(header, registry=registry)
        for name, told in parts.items():
            print(json.dumps({"registry": registry, "part": name, **scores(told)}))


if __name__ == "__main__":
    main()
