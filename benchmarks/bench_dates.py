"""Speed and accuracy of the date tagger on a folder of texts, beside dateparser.search.

    python benchmarks/bench_dates.py TEXTS --lang en [--created created.tsv] [--gold GOLD]
    python benchmarks/bench_dates.py --gold seeds

TEXTS holds ``*.txt``; created.tsv (name, ISO date) is looked for in it. With ``--gold``, a
folder of TimeML, the values are scored as TempEval-3 does (relaxed span, same value, micro F1).
One core, tokenisation included, models and grammars loaded before the clock starts.

Without TEXTS, ``--gold`` is our own corpus: precision and recall of the DATE mentions that the
component would make (exact spans) and the accuracy of their values, by language and split, with
the publication date of the gold; never on the test part.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

from dateparser.date import DateDataParser
from dateparser.search import search_dates

from pipeline.dates import tag
from pipeline.dates.corpus import read_created
from pipeline.evaluation.load import load
from pipeline.records import PublicationDate
from pipeline.stages.dates import is_mention

Found = list[tuple[int, int, str]]
Tagger = Callable[[str, dt.date], Found]


def ours(lang: str) -> Tagger:
    def run(text: str, created: dt.date) -> Found:
        mentions = tag(text, lang, created, join=False)
        return [(m.start, m.end, m.value.timex) for m in mentions]

    return run


def peer(lang: str) -> Tagger:
    """dateparser.search; its values are cut to what the words name: year, month or day."""

    def run(text: str, created: dt.date) -> Found:
        base = dt.datetime.combine(created, dt.time())
        settings = {"RELATIVE_BASE": base, "RETURN_TIME_AS_PERIOD": True}
        at, found = 0, []
        for words, value in search_dates(text, languages=[lang], settings=settings) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append((start, at, cut(words, value, lang, base)))
        return found

    return run


def cut(words: str, value: dt.datetime, lang: str, base: dt.datetime) -> str:
    data = DateDataParser(languages=[lang], settings={"RELATIVE_BASE": base}).get_date_data(words)
    length = {"year": 4, "month": 7}.get(data.period, 10)
    return value.date().isoformat()[:length]


def gold_of(path: Path) -> tuple[str, Found]:
    """The text of <TEXT> and its TIMEX3."""
    root = ET.parse(path).getroot().find("TEXT")  # noqa: S314  # gold that the user names
    parts: list[str] = []
    found: Found = []

    def walk(node: ET.Element) -> None:
        start = sum(map(len, parts))
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        if node.tag == "TIMEX3":
            found.append((start, start + len("".join(node.itertext())), node.get("value", "")))

    if root is not None:
        walk(root)
    return "".join(parts), found


def score(gold: Found, answer: Found) -> int:
    """How many gold expressions have an answer that overlaps with the same value, one to one."""
    free, right = list(answer), 0
    for exact in (True, False):
        for start, end, value in list(gold):
            match = next(
                (
                    a
                    for a in free
                    if (a[:2] == (start, end) if exact else a[0] < end and start < a[1])
                ),
                None,
            )
            if match:
                free.remove(match)
                gold.remove((start, end, value))
                right += match[2] == value
    return right


def measure(
    name: str, tagger: Tagger, texts: dict[str, str], created: dict[str, dt.date], gold: Path | None
) -> None:
    tagger("1 January 2000", dt.date(2000, 1, 1))
    began = time.process_time()
    answers = {
        doc: tagger(text, created.get(doc, dt.date(2000, 1, 1))) for doc, text in texts.items()
    }
    spent = time.process_time() - began
    size = sum(map(len, texts.values())) / 1e6
    line = f"{name:12} {len(texts) / spent:8.1f} documents/s  {size / spent:6.3f} MB/s"
    if gold:
        expected = {doc: gold_of(gold / f"{doc}.tml")[1] for doc in texts}
        n_gold, n_found = (sum(map(len, d.values())) for d in (expected, answers))
        right = sum(score(expected[doc], answers[doc]) for doc in texts)
        value = 200 * right / (n_gold + n_found)
        line += f"  value F1 {value:5.1f} ({right} of {n_gold} gold, {n_found} answers)"
    print(line)


def in_domain(folder: Path) -> None:
    """Print the figures of our own corpus, the gold's publication date given."""
    for split, releases in load(folder, ("train", "dev")).items():
        for lang in sorted({release.lang for release in releases}):
            n_gold = n_found = strict = right = 0
            for release in (r for r in releases if r.lang == lang):
                days = release.published
                published = PublicationDate(days[0], days[1:]) if days else None
                gold = {(m.start, m.end): m.value for m in release.mentions if m.label == "DATE"}
                found = {
                    (m.start, m.end): m.value.timex
                    for m in tag(release.text, lang, published)
                    if is_mention(m)
                }
                both = gold.keys() & found.keys()
                n_gold, n_found, strict = (
                    n_gold + len(gold),
                    n_found + len(found),
                    strict + len(both),
                )
                right += sum(gold[span] == found[span] for span in both)
            print(
                f"{lang} {split:5}  gold {n_gold:4}  P {strict / n_found:.3f}"
                f"  R {strict / n_gold:.3f}  value of those found {right / strict:.3f}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--lang", default="en")
    parser.add_argument("--created", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--no-peer", action="store_true")
    args = parser.parse_args()
    if args.texts is None:
        in_domain(args.gold or Path("seeds"))
        return
    created = read_created(args.created or args.texts / "created.tsv")
    texts = {
        path.stem: path.read_text(encoding="utf-8") for path in sorted(args.texts.glob("*.txt"))
    }
    measure("constancia", ours(args.lang), texts, created, args.gold)
    if not args.no_peer:
        measure("dateparser", peer(args.lang), texts, created, args.gold)


if __name__ == "__main__":
    main()
