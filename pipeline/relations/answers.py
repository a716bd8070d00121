"""The answers of an interview: what a paragraph says behind a question, without quotation marks.

Who paid for the audit?
The province did. The firm came twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.relations.view import Item, Sentence, View

_ASKED = re.compile(r"\?[\"”»’')\]]*\s*$")
_DASHES = frozenset("-–—")  # the dashes of dialogues
_NAMED = 4


def answers(view: View) -> Iterator[tuple[Sentence, int]]:
    """Yield the sentences of answers, each with the item where its words begin."""
    text, answering = view.release.text, False
    before: Sentence | None = None
    for sentence in view.sentences:
        asked = before is not None and bool(_ASKED.search(text[before.start : before.end]))
        parted = before is None or "\n" in text[before.end : sentence.start]
        if asked and (parted or _dash(sentence.items)):
            answering = True
        elif parted:
            answering = False
        before = sentence
        if answering and not _ASKED.search(text[sentence.start : sentence.end]):
            yield sentence, _opening(sentence.items)


def _dash(items: list[Item]) -> bool:
    return bool(items) and items[0].text in _DASHES


def _opening(items: list[Item]) -> int:
    """Where an answer begins: behind a dash and the name or letter that a colon parts from it."""
    colon = next((at for at, item in enumerate(items[:_NAMED]) if item.text == ":"), -1)
    at = colon + 1
    while at < len(items) and items[at].text in _DASHES:
        at += 1
    return at
