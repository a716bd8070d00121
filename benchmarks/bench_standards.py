"""How many designations are read back, and how fast standards load and are found.

Usage: python benchmarks/bench_standards.py [FOLDER OF DESIGNATIONS, *.txt, one a line] [TEXT ...]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from pipeline.standards import catalogue, find, parse
from pipeline.standards.context import context
from pipeline.standards.tokens import vocabulary

SAMPLE = (
    "La entidad renovó la norma ISO 9001:2015 y obtuvo las certificaciones NTP-ISO 37001:2017 y "
    "27001, con un presupuesto de 45001 soles. "
    + "El programa atiende a las familias del país. "
    * 20
)


def timed(what, call):
    start = time.perf_counter()
    call()
    print(f"{what:24} {(time.perf_counter() - start) * 1000:8.2f} ms")


def loading():
    timed("vocabulary", vocabulary)
    timed("catalogue", catalogue._index)
    timed("numbers", catalogue._numbers)
    timed("words of a language", lambda: context("es"))
    timed("first find", lambda: find(SAMPLE, "es"))


def finding(texts, rounds=20):
    start = time.perf_counter()
    for _ in range(rounds):
        for text in texts:
            find(text, "es")
    seconds = time.perf_counter() - start
    size = rounds * sum(map(len, texts))
    print(f"found in {size / seconds / 1e6:.2f} million characters a second")


def reading(folder):
    latin = read = 0
    for path in sorted(folder.glob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line]
        good = [line for line in lines if _reads_back(line)]
        latin += sum(_is_latin(line) for line in lines)
        read += sum(_is_latin(line) for line in good)
        print(f"{path.name}: {len(good)} of {len(lines)} read back")
    print(f"Latin script: {read} of {latin} = {read / latin:.4f}" if latin else "no designations")


def _reads_back(line):
    found = parse(line)
    return found is not None and parse(found.canonical) == found


def _is_latin(line):
    return not any("\u0400" <= character <= "\u04ff" for character in line.partition(" # ")[0])


def main():
    loading()
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[2:]] or [SAMPLE]
    finding(texts)
    if len(sys.argv) > 1:
        reading(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
