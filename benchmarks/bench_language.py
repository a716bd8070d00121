"""Compare the language detectors: ``python benchmarks/bench_language.py FOLDER [--peers]``.

FOLDER holds ``<iso code>.txt`` with a sentence a line. Prints accuracy on sentences and
on the first three words of each, and the time a text; then accuracy over thresholds of
confidence. ``--half`` takes every second line (the even ones tuned the weights).
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.language.detect import _best, detect, fast_scores, lingua_scores, weighed

Detector = Callable[[str], tuple[str, float]]


def ours(text: str) -> tuple[str, float]:
    guess = detect(text)
    return guess.code, guess.confidence


def fasttext(text: str) -> tuple[str, float]:
    return _best(fast_scores(text))


def lingua(text: str) -> tuple[str, float]:
    return _best(lingua_scores(text))


def py3langid(text: str) -> tuple[str, float]:
    import py3langid as langid

    code, _ = langid.classify(text)
    return code, 1.0


def load(folder: Path, words: int, half: int | None) -> dict[str, list[str]]:
    texts = {}
    for path in sorted(folder.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        lines = lines if half is None else lines[half::2]
        texts[path.stem] = [" ".join(line.split()[:words]) if words else line for line in lines]
    return texts


def measure(name: str, detector: Detector, texts: dict[str, list[str]]) -> None:
    detector("warm up with some words")
    start, shares = time.perf_counter(), {}
    for code, lines in texts.items():
        shares[code] = sum(detector(line)[0] == code for line in lines) / len(lines)
    spent = (time.perf_counter() - start) / sum(map(len, texts.values()))
    mean = sum(shares.values()) / len(shares)
    each = "  ".join(f"{code} {share:.1%}" for code, share in shares.items())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:10} {mean:.2%}  {each}  {spent * 1e6:.0f} us  peak {memory} MB")


def thresholds(texts: dict[str, list[str]]) -> None:
    found = [(*scored(line), code) for code, lines in texts.items() for line in lines]
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        kept = [(guess, code) for guess, score, code in found if score >= least]
        right = sum(guess == code for guess, code in kept)
        print(
            f"  at least {least}: {len(kept) / len(found):.1%} named, {right / len(kept):.2%} right"
        )


def scored(text: str) -> tuple[str, float]:
    fast = fast_scores(text)
    if _best(fast)[1] >= 0.9:
        return _best(fast)
    return _best(weighed(fast, lingua_scores(text)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--half", type=int, choices=(0, 1))
    args = parser.parse_args()
    peers: dict[str, Detector] = {"fasttext": fasttext, "py3langid": py3langid, "lingua": lingua}
    for words in (0, 3):
        texts = load(args.folder, words, args.half)
        print("first three words" if words else "lines")
        for name, detector in (peers if args.peers else {}).items():
            measure(name, detector, texts)
        measure("ours", ours, texts)
        thresholds(texts)


if __name__ == "__main__":
    main()
