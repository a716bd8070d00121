"""spaCy ``DocBin``: ``gold.spacy``.

Mentions are ``doc.ents`` (``kb_id_`` is the entity key or the value) and ``doc.spans["mentions"]``
where they overlap; all else is in ``doc.user_data["constancia"]`` as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from pipeline.evaluation import jsonl
from pipeline.evaluation.formats import common
from pipeline.evaluation.formats.tokens import outermost, tokens
from pipeline.evaluation.gold import GoldRelease
from pipeline.records import Mention

_GROUP = "mentions"


def write(releases: Iterable[GoldRelease], folder: Path) -> None:
    """Write ``gold.spacy``."""
    store = DocBin(store_user_data=True)
    vocab = spacy.blank("xx").vocab
    for release in releases:
        store.add(to_doc(release, vocab))
    store.to_disk(folder / "gold.spacy")


def to_doc(release: GoldRelease, vocab: Vocab) -> Doc:
    """Return a ``Doc`` whose text is the release's to the letter."""
    words, spaces, places = _words(release.text, tokens(release.text, release.mentions))
    doc = Doc(vocab, words=words, spaces=spaces)
    spans = [_span(doc, m, places) for m in release.mentions]
    doc.spans[_GROUP] = spans
    doc.ents = tuple(_span(doc, m, places) for m in outermost(release.mentions))
    meta = {
        **common.beside(release),
        "values": {f"{m.start}:{m.end}": jsonl.value_of(m) for m in release.mentions},
    }
    doc.user_data[common.META] = json.dumps(meta, ensure_ascii=False)
    return doc


def _words(
    text: str, spans: Iterable[tuple[int, int]]
) -> tuple[list[str], list[bool], dict[int, int]]:
    """Return words, whether a blank follows each, and the number of the word at each edge."""
    words: list[str] = []
    spaces: list[bool] = []
    places: dict[int, int] = {}
    position = 0
    for start, end in [*spans, (len(text), len(text))]:
        gap = text[position:start]
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if end > start:
            places[start], places[-end] = len(words), len(words) + 1
            words.append(text[start:end])
            spaces.append(False)
        position = end
    return words, spaces, places


def _span(doc: Doc, mention: Mention, places: dict[int, int]) -> Span:
    first, last = places[mention.start], places[-mention.end]
    key = mention.entity_id or mention.value
    return Span(doc, first, last, label=mention.label, kb_id=key)


def read(path: Path) -> Iterator[GoldRelease]:
    """Yield the releases of a file, or of every ``.spacy`` file of a folder."""
    vocab = spacy.blank("xx").vocab
    for file in sorted(path.glob("*.spacy")) if path.is_dir() else [path]:
        docs = DocBin(store_user_data=True).from_disk(file).get_docs(vocab)
        for number, doc in enumerate(docs, start=1):
            yield _release(doc, f"{file.stem}-{number}")


def _release(doc: Doc, fallback: str) -> GoldRelease:
    meta: dict[str, Any] = json.loads(doc.user_data.get(common.META, "{}"))
    values = meta.pop("values", {})
    spans = list(doc.spans[_GROUP]) if _GROUP in doc.spans else list(doc.ents)
    mentions = [
        common.mention(
            doc.text, s.start_char, s.end_char, s.label_,
            values.get(f"{s.start_char}:{s.end_char}", {}),
        )
        for s in sorted(spans, key=lambda s: (s.start_char, s.end_char))
    ]  # fmt: skip
    return common.put_together(doc.text, mentions, meta, fallback)
