"""What the store costs: a night's new releases, a night without any, growth, memory, workers.

    python benchmarks/bench_store.py [--sizes 1000,10000,50000] [--new 50] [--folder DIR]

The extraction is a stand-in that makes 30 mentions and 6 facts a release in well under a
millisecond, so that what is measured is the store: reading, rows, transactions, merging,
publication. Each measurement runs in a process of its own; its peak memory is its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.engines.inline import Inline
from pipeline.engines.pool import Pool
from pipeline.records import (
    Argument,
    Entity,
    Extraction,
    Fact,
    Mention,
    PublicationDate,
    RawRelease,
    Release,
    TimeValue,
)
from pipeline.release.identity import doc_id
from pipeline.store.run import Options, run
from pipeline.store.stamp import Stamp

WORDS = (
    "port", "harbour", "quality", "system", "audit", "certificate", "office", "minister",
    "standard", "process", "director", "service", "regional", "citizens", "management",
    "national", "improvement", "scope", "laboratory", "water",
)  # fmt: skip
STAMP = Stamp("bench", "bench", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def extract(releases: Sequence[RawRelease]) -> list[Extraction]:
    return [_extraction(each) for each in releases]


def _extraction(raw: RawRelease) -> Extraction:
    number = int(Path(raw.source).stem)
    day = dt.date(2015, 1, 1) + dt.timedelta(days=number * 4000 // 50_000)
    release = Release(
        doc_id(raw.source), raw.source, raw.sha256, raw.text, (),
        title=raw.text[:60], published=PublicationDate(day), lang="en",
    )  # fmt: skip
    body = f"pe:body-{number % 3000}"
    entities = (Entity(body, "AGENCY", f"Body {number % 3000}", ("B.",), "port", "PE"),)
    mentions = tuple(
        Mention(i * 60, i * 60 + 9, raw.text[i * 60 : i * 60 + 9], "AGENCY", "", body)
        for i in range(30)
    )
    return Extraction(release, mentions, entities, _facts(raw, body, day))


def _facts(raw: RawRelease, body: str, day: dt.date) -> tuple[Fact, ...]:
    who = Argument(body, body, "the body", "AGENCY")
    when = TimeValue(day.isoformat(), "DATE", day, day, "day")
    facts = []
    for i in range(6):
        certified = i == 0
        what = Argument("std:iso:9001:2015", "ISO 9001:2015", "ISO 9001", "STANDARD")
        other = Argument(f"pe:body-{i}", f"Body {i}", f"Body {i}", "AGENCY")
        name = hashlib.sha256(f"{body}{day}{i}".encode()).hexdigest()[:16]
        facts.append(
            Fact(
                name,
                who,
                "certified" if certified else "cooperates_with",
                what if certified else other,
                i * 200,
                i * 200 + 180,
                raw.text[i * 200 : i * 200 + 180],
                time=when,
                qualifiers={"action": ("granted",), "scope": (raw.text[:40],)},
                lang="en",
            )
        )
    return tuple(facts)


def slow_loader():
    """An extraction that computes for about 40 ms a release, as a language model does."""

    def slow(releases: Sequence[RawRelease]) -> list[Extraction]:
        for _ in releases:
            end = time.process_time() + 0.04
            while time.process_time() < end:
                sum(range(1000))
        return extract(releases)

    return slow


def make_files(folder: Path, first: int, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        seed = hashlib.sha256(str(number).encode()).digest() * 8
        words = " ".join(WORDS[byte % len(WORDS)] for byte in seed)
        lines = (words[at : at + 39].ljust(39) for at in range(0, 1200, 40))
        text = "\n".join(f"{'Body ' + str(number % 3000):<20}{line}" for line in lines)
        place = folder / f"{number // 1000:03}"
        place.mkdir(exist_ok=True)
        (place / f"{number:06}.txt").write_text(text)


def measured(*arguments: str) -> dict[str, float]:
    """Run a step in a process of its own; return its seconds, peak memory and summary."""
    out = subprocess.run(
        [sys.executable, __file__, "--step", *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    result: dict[str, float] = json.loads(out.stdout)
    return result


def step(kind: str, source: str, out: str, workers: int) -> None:
    """Run once and print the measurement."""
    loader = "bench_store:slow_loader"
    sys.path.insert(0, str(Path(__file__).parent))
    engine = (lambda: Pool(loader, workers)) if kind == "pool" else (lambda: Inline(extract))
    began = time.perf_counter()
    summary = run([source], Path(out), engine, Options(stamp=STAMP))
    print(
        json.dumps(
            {
                "seconds": round(time.perf_counter() - began, 2),
                "cpu_seconds": round(time.process_time(), 2),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
                "new": summary.new,
                "documents": summary.documents,
            }
        )
    )


def at_size(base: Path, size: int, new: int) -> dict[str, object]:
    source, out = base / f"in{size}", base / f"out{size}"
    make_files(source, 0, size)
    time.sleep(2.1)
    first = measured("fast", str(source), str(out))
    nothing = measured("fast", str(source), str(out))
    make_files(source, size, new)
    return {
        "releases": size,
        "first run": first,
        "nothing new": nothing,
        f"{new} new": measured("fast", str(source), str(out)),
        "database_mb": round((out / "store/constancia.duckdb").stat().st_size / 1e6),
    }


def speed(base: Path, count: int) -> dict[str, object]:
    make_files(base / "speed", 0, count)
    one = measured("pool", str(base / "speed"), str(base / "one"), "1")
    two = measured("pool", str(base / "speed"), str(base / "two"), "2")
    return {"one": one, "two": two, "gain": round(one["seconds"] / two["seconds"], 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,50000")
    parser.add_argument("--new", type=int, default=50)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--workers", type=int, default=0, help="releases for the worker test")
    parser.add_argument("--step", nargs="+")
    given = parser.parse_args()
    if given.step:
        step(given.step[0], given.step[1], given.step[2], int((*given.step, "1")[3]))
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        base = Path(name)
        make_files(base / "alone", 0, given.new)
        print(json.dumps({"alone": measured("fast", str(base / "alone"), str(base / "o"))}))
        for size in map(int, given.sizes.split(",")):
            print(json.dumps(at_size(base, size, given.new)), flush=True)
        if given.workers:
            print(json.dumps(speed(base, given.workers)))


if __name__ == "__main__":
    main()
