"""Answers in an interview: what stands behind a dash or a label, or in the paragraph of a question.

"—Who audited you? / —A team of two." or "Q.: ... / A.: ...". The labels are data (``interview`` of
``grammar.yaml``). Each sentence of an answer may be a statement of the person interviewed, most
likely the one that the text above the first question names most, the last named of several; the
classifier has the last word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.folding import fold
from pipeline.records import Mention
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.view import Sentence, View

_MARKED = re.compile(r"[\t ]*(?:(?P<dash>[—–])|(?P<label>[^\W\d_]{1,12})\.?[\t ]*[:\-—–])[\t ]*")
_ASKED = re.compile(r"\?[\"”»’')\]]*\s*$")
_LEAST_ANSWERS, _LEAST_WORDS, _IN_TITLE = 2, 3, 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence of an answer, the statement from ``start`` to ``end``, and who may give it.

    ``marked`` says whether dashes or labels part answers and questions.
    """

    sentence: Sentence
    start: int
    end: int
    speaker: Mention | None
    marked: bool


def answers(view: View) -> list[Answer]:
    """Every sentence that may answer a question."""
    lines = list(_dialogue(view))
    said = [(start, end) for kind, start, end in lines if kind == "answer"]
    if len(said) >= _LEAST_ANSWERS:
        return list(_answers(view, said, lines[0][1], marked=True))
    plain = list(_unmarked(view))
    return list(_answers(view, plain, plain[0][0], marked=False)) if plain else []


def _answers(
    view: View, said: Sequence[tuple[int, int]], first: int, *, marked: bool
) -> Iterator[Answer]:
    speaker = _interviewed(view, first)
    for start, end in said:
        for sentence in view.sentences:
            low, high = max(start, sentence.start), min(end, sentence.end)
            words = view.release.text[low:high]
            if low < high and len(words.split()) >= _LEAST_WORDS and not _ASKED.search(words):
                yield Answer(sentence, low, high, speaker, marked)


def _unmarked(view: View) -> Iterator[tuple[int, int]]:
    """The paragraphs behind those that end with a question."""
    asked = False
    for match in re.finditer(r"[^\n]+", view.release.text):
        question = bool(_ASKED.search(match[0]))
        if asked and not question:
            turn = _MARKED.match(match[0])
            yield match.start() + (turn.end() if turn else 0), match.end()
        asked = question


def _dialogue(view: View) -> Iterator[tuple[str, int, int]]:
    """The turns of a dialogue, from the first question on: question or answer, start, end."""
    asked = started = False
    for match in re.finditer(r"[^\n]+", view.release.text):
        turn = _MARKED.match(match[0])
        kind = _turn(turn, match[0], view, asked=asked, started=started) if turn else ""
        if turn and kind:
            asked = kind == "question"
            started = True
            yield kind, match.start() + turn.end(), match.end()


def _turn(turn: re.Match[str], line: str, view: View, *, asked: bool, started: bool) -> str:
    """Whether a marked line asks or answers; dashes take turns from the first question on."""
    if turn["label"]:
        return view.grammar.interview.get(fold(turn["label"]), "")
    if line.rstrip().endswith("?"):
        return "question"
    return ("answer" if asked else "question") if started else ""


def _interviewed(view: View, first: int) -> Mention | None:
    """The person that the text above the first question names most, or last of those."""
    named: dict[str, Mention] = {}
    counted: Counter[str] = Counter()
    for mention in view.mentions:
        if mention.label == "PERSON" and mention.start < first and _section(view, mention):
            key = key_of(mention)
            named.setdefault(key, mention)
            counted[key] += _IN_TITLE if _section(view, mention) == "title" else 1
    order = list(named)
    best = max(counted, key=lambda key: (counted[key], order.index(key)), default="")
    return named.get(best)


def _section(view: View, mention: Mention) -> str:
    """The kind of the section that a mention stands in, empty if it is none of the news."""
    return next((s.section for s in view.sentences if s.start <= mention.start < s.end), "")
