"""Registry: loading and matching of 10,000 entries, beside spaCy's PhraseMatcher and SpanRuler.

    python benchmarks/bench_registry.py [TEXT...]

The entries are those of the shipped registry, filled up with made-up ones; the texts are the
given files, or releases made of sentences around registry names. All three find the same names
by their folded words; only ours decides by the spelling of capitals as well.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import spacy
from spacy.matcher import PhraseMatcher

from pipeline.entities import TokenView, find
from pipeline.linking import link
from pipeline.records import Release
from pipeline.registry import cache, entries, index

T = TypeVar("T")
ENTRIES, RELEASES, SENTENCES, SEED = 10_000, 200, 18, 7


def make_entries() -> list[entries.Entry]:
    """Return the shipped entries and made-up ones, ``ENTRIES`` in all."""
    real = [entry for path in entries.files() for entry in entries.read(path)]
    draw = random.Random(SEED)  # noqa: S311 # no secret
    words = sorted({word for e in real for name in e.all_names for word in name.split()})
    while len(real) < ENTRIES:
        name = " ".join(draw.sample(words, draw.randint(2, 6)))
        fields = {"id": f"xx:{len(real)}", "type": "AGENCY", "names": {"en": [name]}}
        real.append(entries.parse(fields, "made up"))
    return real[:ENTRIES]


def make_texts(known: list[entries.Entry]) -> list[str]:
    """Return texts of some 400 words with a registry name in every other sentence."""
    draw = random.Random(SEED)  # noqa: S311 # no secret
    plain = "The auditors of the region met on the first day and read last year's report again."
    texts = []
    for _ in range(RELEASES):
        lines = []
        for number in range(SENTENCES):
            name = draw.choice(known).name if number % 2 else "office"
            lines.append(f"The {name} received the certificate of quality this week. {plain}")
        texts.append(" ".join(lines))
    return texts


def timed(label: str, work: Callable[[], T], per: int = 1) -> T:
    """Run ``work``, print its time (per text where ``per`` is more than 1), return its result."""
    start = time.perf_counter()
    result = work()
    spent = 1000 * (time.perf_counter() - start) / per
    print(f"{label:58} {spent:9.2f} ms{' a text' if per > 1 else ''}")
    return result


def bench_load(known: list[entries.Entry]) -> index.RegistryIndex:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONSTANCIA_CACHE"] = folder
        compiled = index.compile_entries(known)
        timed("ours: compile", lambda: index.compile_entries(known))
        cache.cached("bench", "1", lambda: compiled)
        load = lambda: index.RegistryIndex(cache.cached("bench", "1", dict))  # noqa: E731 # timed below
        ours = timed("ours: load, compiled before", load)
        del os.environ["CONSTANCIA_CACHE"]
    return ours


def main() -> None:
    known = make_entries()
    ours = bench_load(known)
    texts = [Path(path).read_text(encoding="utf-8") for path in sys.argv[1:]] or make_texts(known)
    nlp = spacy.blank("en")
    names = [name for entry in known for name in entry.all_names]

    def phrase_matcher() -> PhraseMatcher:
        matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        matcher.add("X", list(nlp.tokenizer.pipe(names)))
        return matcher

    def span_ruler() -> object:
        ruler = spacy.blank("en").add_pipe("span_ruler", config={"phrase_matcher_attr": "LOWER"})
        ruler.add_patterns([{"label": "X", "pattern": name} for name in names])  # type: ignore[attr-defined] # a SpanRuler
        return ruler

    matcher = timed("spaCy PhraseMatcher: build", phrase_matcher)
    ruler = timed("spaCy SpanRuler: build", span_ruler)
    views = [TokenView.from_text(text) for text in texts]
    docs = [nlp.make_doc(text) for text in texts]
    count = len(texts)
    releases = [Release(str(n), "", "", text, ()) for n, text in enumerate(texts)]
    print(f"{len(known)} entries, {len(names)} names, {count} texts")
    hits = timed("ours: match", lambda: [ours.find(view) for view in views], count)
    timed("spaCy PhraseMatcher: match", lambda: [matcher(doc) for doc in docs], count)
    timed("spaCy SpanRuler: match", lambda: [ruler(doc) for doc in docs], count)
    print(f"names found by ours: {sum(map(len, hits))}")
    found = timed(
        "all entities of the text",
        lambda: [find(v, "en", r, registry=ours) for v, r in zip(views, releases, strict=True)],
        count,
    )
    link(found[0], releases[0], "en", registry=ours)
    timed(
        "linking",
        lambda: [link(m, r, "en", registry=ours) for m, r in zip(found, releases, strict=True)],
        count,
    )


if __name__ == "__main__":
    main()
