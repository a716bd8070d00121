"""Who said what: direct quotations and reported speech, with their speakers.

A speaker is the person (or body) beside a verb of saying; where that verb has a pronoun, a
role or nothing beside it, the person spoken of last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.relations.view import Item, Sentence, View

_QUOTE = re.compile(r"“([^“”\n]{12,1200})”|«([^«»\n]{12,1200})»|\"([^\"\n]{12,1200})\"")
_SPEAKERS = ("PERSON", "AGENCY", "ORG")
_MIN_WORDS = 4
_REACH = 12
_LEADS = frozenset({"that", "que"})


@dataclass(slots=True)
class Statement:
    """A statement: its words in the text, its sentence, and its speaker's mention."""

    start: int
    end: int
    quote: str
    sentence: Sentence
    speaker: Item
    confidence: float


def _verbs(view: View, sentence: Sentence) -> list[int]:
    return [
        i for i, item in enumerate(sentence.items)
        if not item.label and item.folded in view.grammar.speech
    ]  # fmt: skip


def _beside(sentence: Sentence, at: int) -> Item | None:
    """The speaker beside a verb: a person before bodies, the nearer side first."""
    best: tuple[int, Item] | None = None
    for position, item in enumerate(sentence.items):
        distance = abs(position - at)
        if (
            item.label not in _SPEAKERS
            or distance > _REACH
            or item.prep not in ("", "near", "agent")
        ):
            continue
        cost = distance + (0 if item.label == "PERSON" else 4) + (2 if position > at + 4 else 0)
        if best is None or cost < best[0]:
            best = (cost, item)
    return best[1] if best else None


def _last_person(view: View, sentence: Sentence) -> Item | None:
    """The person spoken of last before a sentence."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
        for item in reversed(view.sentences[index].items):
            if item.label == "PERSON":
                return item
    return None


def _speaker(view: View, sentence: Sentence, verbs: list[int]) -> tuple[Item | None, float]:
    for verb in verbs:
        item = _beside(sentence, verb)
        if item is not None:
            return item, 0.85 if item.label == "PERSON" else 0.7
    return _last_person(view, sentence), 0.6


def _sentence_at(view: View, position: int) -> Sentence | None:
    for sentence in view.sentences:
        if sentence.start <= position < sentence.end:
            return sentence
    return None


def _direct(view: View) -> Iterator[Statement]:
    text = view.release.text
    last: Item | None = None
    for match in _QUOTE.finditer(text):
        group = next(i for i in (1, 2, 3) if match.group(i))
        start, end = match.span(group)
        opening, closing = _sentence_at(view, match.start()), _sentence_at(view, match.end() - 1)
        if opening is None or len(text[start:end].split()) < _MIN_WORDS:
            continue
        around = [s for s in (closing, opening) if s is not None]
        speaker, odds = None, 0.0
        for sentence in dict.fromkeys(s.index for s in around):
            here = view.sentences[sentence]
            outside = [v for v in _verbs(view, here) if not start <= here.items[v].start < end]
            if outside:
                speaker, odds = _speaker(view, here, outside)
                break
        if speaker is None and last is not None:
            speaker, odds = last, 0.6
        if speaker is None:
            continue
        last = speaker
        yield Statement(start, end, "direct", opening, speaker, odds)


def _indirect(view: View, taken: list[tuple[int, int]]) -> Iterator[Statement]:
    for sentence in view.sentences:
        if any(start < sentence.end and sentence.start < end for start, end in taken):
            continue
        for verb in _verbs(view, sentence)[:2]:
            rest = sentence.items[verb + 1 :]
            lead = next((i for i, item in enumerate(rest[:4]) if item.folded in _LEADS), None)
            words = rest[lead + 1 :] if lead is not None else rest
            if len(words) < _MIN_WORDS:
                continue
            speaker = _beside(sentence, verb)
            if speaker is None or (lead is None and speaker.start > sentence.items[verb].start):
                continue
            begin = words[0].start
            yield Statement(
                begin, sentence.end, "indirect", sentence, speaker, 0.7 if lead is not None else 0.5
            )
            break


def statements(view: View) -> list[Statement]:
    """All statements of a release, in order."""
    direct = list(_direct(view))
    found = direct + list(_indirect(view, [(s.start, s.end) for s in direct]))
    return sorted(found, key=lambda s: s.start)
