"""Kill runs at random moments and compare what is left with an undisturbed run.

python tests/store/kill.py --kills 100 --releases 500
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from pipeline import schema

SCRIPT = Path(__file__).with_name("killable.py")


def make_input(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    for number in range(count):
        day = f"2026-01-{1 + number % 28:02}"
        text = f"{day} Harbour{number % 37} granted ISO {9001 + number % 3}\n" * (1 + number % 4)
        (folder / f"{number:04}.txt").write_text(text)


def start(source: Path, out: Path, pause: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(SCRIPT), str(source), str(out), str(pause)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603 - own script


def finish(source: Path, out: Path) -> float:
    began = time.monotonic()
    process = start(source, out, 0)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()
    return time.monotonic() - began


def readable(out: Path) -> None:
    """Whatever is published at this moment can be read whole."""
    for table in schema.TABLES:
        path = out / f"{table.name}.parquet"
        if path.exists():
            pq.read_table(path).validate(full=True)


def digests(out: Path) -> dict[str, str]:
    """Hashes of the published files; of the documents, of their rows without the moment."""
    found = {}
    for table in schema.TABLES:
        path = out / f"{table.name}.parquet"
        data = path.read_bytes()
        if table is schema.DOCUMENTS:
            rows = pq.read_table(path).drop_columns(["processed_at"])
            data = repr(rows.to_pylist()).encode()
        found[table.name] = hashlib.sha256(data).hexdigest()
    return found


def disturb(source: Path, out: Path, kills: int, chance: random.Random, lasts: float) -> int:
    """Start runs until so many were killed alive; return how many were.

    Half of the kills fall anywhere in a run with slow batches, half near the end of a
    quick one, where it merges and publishes. Now and then a file changes between runs, so
    that there is always something to do.
    """
    turns = killed = 0
    while killed < kills and turns < 4 * kills:
        quick = bool(turns % 2)
        changed = source / f"{chance.randrange(500):04}.txt"
        if changed.exists():
            changed.write_text(changed.read_text() + "\n")
        process = start(source, out, 0 if quick else 0.05)
        time.sleep(chance.uniform(0.3 * lasts, 1.1 * lasts))
        killed += process.poll() is None
        process.kill()
        process.communicate()
        readable(out)
        turns += 1
    return killed


def trial(folder: Path, kills: int, releases: int, seed: int = 1) -> tuple[int, bool]:
    """Return how many kills hit a living run, and whether the tables came out the same."""
    source = folder / "in"
    make_input(source, releases)
    lasts = finish(source, folder / "warm")
    killed = disturb(source, folder / "out", kills, random.Random(seed), lasts)  # noqa: S311 - not a secret
    finish(source, folder / "out")
    finish(source, folder / "calm")
    return killed, digests(folder / "out") == digests(folder / "calm")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--releases", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        killed, same = trial(Path(name), given.kills, given.releases, given.seed)
    print(f"{killed} living runs killed; tables the same: {same}")  # noqa: T201 - a script
    sys.exit(not same or killed < given.kills)


if __name__ == "__main__":
    main()
