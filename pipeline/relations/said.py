"""Who said what: direct quotations and reported speech, with their speakers.

A speaker is the person (or body) beside a verb of saying; where that verb has a pronoun, a
role or nothing beside it, the person spoken of last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.relations.view import Item, Sentence, View

_QUOTE = re.compile(r"“([^“”\n]{12,1200})”|«([^«»\n]{12,1200})»|\"([^\"\n]{12,1200})\"")
_SPEAKERS = ("PERSON", "AGENCY", "ORG")
_MIN_WORDS = 4
_REACH = 12
People = Mapping[str, Item]
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


def _beside(sentence: Sentence, at: int, people: People, *, before: bool = False) -> Item | None:
    """The speaker beside a verb: a person before bodies, the nearer side first.

    A role stands for the person who was named with it; with ``before`` only what precedes counts.
    """
    best: tuple[int, Item] | None = None
    for position, item in enumerate(sentence.items):
        if before and position > at:
            break
        distance = abs(position - at)
        if distance > _REACH or item.prep not in ("", "near", "agent"):
            continue
        speaker = people.get(item.folded) if item.label == "ROLE" else item
        if speaker is None or speaker.label not in _SPEAKERS:
            continue
        cost = distance + (0 if speaker.label == "PERSON" else 4) + (2 if position > at + 4 else 0)
        if best is None or cost < best[0]:
            best = (cost, speaker)
    return best[1] if best else None


def _last_person(view: View, sentence: Sentence) -> Item | None:
    """The person spoken of last before a sentence."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
        for item in reversed(view.sentences[index].items):
            if item.label == "PERSON":
                return item
    return None


def _pronoun(view: View, sentence: Sentence, verb: int) -> bool:
    """Whether a pronoun stands before the verb, so that the speaker was named before."""
    near = sentence.items[max(0, verb - 3) : verb]
    return any(not i.label and i.folded in view.grammar.pronouns for i in near)


def _speaker(
    view: View, sentence: Sentence, verbs: list[int], people: People
) -> tuple[Item | None, float]:
    for verb in verbs:
        if _pronoun(view, sentence, verb):
            break
        item = _beside(sentence, verb, people)
        if item is not None:
            return item, 0.85 if item.label == "PERSON" else 0.7
    return _last_person(view, sentence), 0.6


def _sentence_at(view: View, position: int) -> Sentence | None:
    for sentence in view.sentences:
        if sentence.start <= position < sentence.end:
            return sentence
    return None


def _direct(view: View, people: People) -> Iterator[Statement]:
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
                speaker, odds = _speaker(view, here, outside, people)
                break
        if speaker is None and last is not None:
            speaker, odds = last, 0.6
        if speaker is None:
            continue
        last = speaker
        yield Statement(start, end, "direct", opening, speaker, odds)


def _reporter(
    view: View, sentence: Sentence, verb: int, people: People, *, led: bool
) -> Item | None:
    """Who reports: what precedes the verb; behind a pronoun or no subject the last person."""
    if _pronoun(view, sentence, verb):
        return _last_person(view, sentence)
    found = _beside(sentence, verb, people, before=True)
    if found is not None:
        return found
    bare = not any(item.label in _SPEAKERS for item in sentence.items[:verb])
    return _last_person(view, sentence) if led and bare else None


def _inverted(sentence: Sentence, verb: int, people: People) -> Statement | None:
    """A statement before its speaker: "No laboratory has it, Minister Ann Lee said today."."""
    speaker = _beside(sentence, verb, people)
    if speaker is None:
        return None
    low = min(speaker.start, sentence.items[verb].start)
    before = [item for item in sentence.items if item.end <= low]
    comma = max((i for i, item in enumerate(before) if item.folded == ","), default=-1)
    if comma < _MIN_WORDS:
        return None
    return Statement(sentence.start, before[comma].start, "indirect", sentence, speaker, 0.6)


def _indirect(view: View, taken: list[tuple[int, int]], people: People) -> Iterator[Statement]:
    for sentence in view.sentences:
        if any(start < sentence.end and sentence.start < end for start, end in taken):
            continue
        for verb in _verbs(view, sentence)[:2]:
            rest = sentence.items[verb + 1 :]
            lead = next((i for i, item in enumerate(rest[:4]) if item.folded in _LEADS), None)
            words = rest[lead + 1 :] if lead is not None else rest
            if sum(1 for item in words if not item.is_mark and item.label != "DATE") < _MIN_WORDS:
                if inverted := _inverted(sentence, verb, people):
                    yield inverted
                    break
                continue
            speaker = _reporter(view, sentence, verb, people, led=lead is not None)
            if speaker is None:
                continue
            odds = 0.7 if lead is not None else 0.5
            yield Statement(words[0].start, sentence.end, "indirect", sentence, speaker, odds)
            break


def statements(view: View, people: People) -> list[Statement]:
    """All statements of a release, in order; ``people`` maps a folded role to who holds it."""
    direct = list(_direct(view, people))
    found = direct + list(_indirect(view, [(s.start, s.end) for s in direct], people))
    return sorted(found, key=lambda s: s.start)
