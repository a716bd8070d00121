"""What may be a statement: quotations, and what follows or precedes a verb of saying or a source.

Each sentence of a quotation is a statement of its own.

The net is wide; which of these are statements, and whose, the pair classifier says
(``pipeline.relations.pairs.speakers``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.relations.grammar import Grammar
from pipeline.relations.interviews import answers
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.view import Item, Sentence, View

Form = Literal["quotation", "led", "bare", "before", "sourced", "answer"]
_QUOTE = re.compile(
    r"“([^“”\n]{4,1200})[”\n]|(?<![\w.,;?!])”([^“”\n]{4,1200})”|«([^«»\n]{4,1200})»|\"([^\"\n]{4,1200})\""
    r"|(?<!\w)‘([^‘’\n]{4,600})’(?!\w)|(?<!\w)'([^'\n]{12,600})'(?!\w)"
)
_DESCRIBING = frozenset({"PERSON", "ROLE"})
_OUTSIDE = frozenset(" \t,.;:)")
_DIRECT = frozenset({"quotation", "answer"})
_MIN_WORDS = 3
_LEAD_REACH = 4
_MOST_VERBS = 4


@dataclass(slots=True)
class Statement:
    """Words that may be a statement; ``verb`` is the item of its verb of saying, -1 for none.

    Of an answer ``answers`` is the number of sentences of all of them, ``asked`` the key of who is
    interviewed, ``marked`` whether dashes or labels part answers and questions.
    """

    start: int
    end: int
    form: Form
    sentence: Sentence
    verb: int = -1
    answers: int = 0
    asked: str = ""
    marked: bool = False

    @property
    def quote(self) -> str:
        """``direct`` or ``indirect``."""
        return "direct" if self.form in _DIRECT else "indirect"

    def covers(self, item: Item) -> bool:
        """Whether an item stands inside the statement."""
        return self.start <= item.start < self.end


def _verbs(view: View, sentence: Sentence) -> list[int]:
    """The verbs of saying, and words that are sometimes one where a clause follows them."""
    items, words = sentence.items, view.grammar
    return [
        i for i, item in enumerate(items)
        if not item.label and (
            item.folded in words.speech
            or (item.folded in words.saying and _opens(items[i + 1 : i + 1 + _LEAD_REACH], words))
        )
    ]  # fmt: skip


def _opens(items: Sequence[Item], words: Grammar) -> bool:
    return any(item.folded in words.relatives for item in items)


def _sentence_at(view: View, position: int) -> Sentence | None:
    for sentence in view.sentences:
        if sentence.start <= position < sentence.end:
            return sentence
    return None


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """The spans of words in quotation marks; between an end and the next beginning is no quotation.

    Where a straight mark was left out, what follows begins with a blank or a comma.
    """
    at = 0
    while match := _QUOTE.search(text, at):
        start, end = match.span(match.lastindex or 0)
        if text[start] in _OUTSIDE:
            at = match.end() - 1
        else:
            at = match.end()
            yield start, end


def _quotations(view: View) -> Iterator[Statement]:
    """Quotations with the sentence that has their verb: the closing one, else the opening one."""
    for start, end in _marked(view.release.text):
        opening, closing = _sentence_at(view, start - 1), _sentence_at(view, end)
        around = [s for s in (closing, opening) if s is not None]
        if not around:
            continue
        for sentence in around:
            items = sentence.items
            outside = [v for v in _verbs(view, sentence) if not start <= items[v].start < end]
            if outside:
                near = min(outside, key=lambda v: _apart(items[v], start, end))
                yield from _parts(view, Statement(start, end, "quotation", sentence, near))
                break
        else:
            if not _named(view.release.text[start:end]):
                yield from _parts(view, Statement(start, end, "quotation", around[-1]))


def _parts(view: View, quotation: Statement) -> Iterator[Statement]:
    """A quotation sentence by sentence; what is too short for one is left to its neighbour."""
    text, start = view.release.text, quotation.start
    ends = [s.end for s in view.sentences if start < s.end < quotation.end]
    for end in (*ends, quotation.end):
        rest = len(text[end : quotation.end].split())
        if len(text[start:end].split()) >= _MIN_WORDS and (not rest or rest >= _MIN_WORDS):
            yield replace(quotation, start=start, end=min(end, quotation.end))
            start = end


def _named(words: str) -> bool:
    """Whether quoted words are a name: all of them begin with a capital letter."""
    return all(word[0].isupper() for word in words.split())


def _apart(item: Item, start: int, end: int) -> int:
    return max(start - item.end, item.start - end, 0)


def _words(items: list[Item]) -> int:
    return sum(1 for item in items if not item.is_mark and item.label != "DATE")


def _after(sentence: Sentence, verb: int, view: View) -> Statement | None:
    """What follows a verb, behind the word that opens its clause if there is one."""
    rest = sentence.items[verb + 1 :]
    openers = view.grammar.relatives
    lead = next((i for i, item in enumerate(rest[:_LEAD_REACH]) if item.folded in openers), None)
    words = rest[lead + 1 :] if lead is not None else rest
    if _words(words) < _MIN_WORDS:
        return None
    form: Form = "led" if lead is not None else "bare"
    return Statement(words[0].start, sentence.end, form, sentence, verb)


def _before(sentence: Sentence, verb: int) -> Statement | None:
    """What precedes a verb and a comma: "No laboratory has it, Minister Ann Lee said today."."""
    commas = [i for i, item in enumerate(sentence.items[:verb]) if item.folded == ","]
    for comma in reversed(commas[-3:]):
        if _words(sentence.items[:comma]) >= _MIN_WORDS:
            end = sentence.items[comma].start
            return Statement(sentence.start, end, "before", sentence, verb)
    return None


def _sourced(sentence: Sentence, view: View) -> Iterator[Statement]:
    """What a source is named for: "According to Ann Lee, of the Board, the mains are old"."""
    lasts = [match.end - 1 for match, _ in view.grammar.sources.find(sentence.items)]
    if sentence.items and sentence.items[0].folded in view.grammar.viewpoint:
        lasts.insert(0, 0)
    for last in lasts:
        if before := _before(sentence, last):
            yield replace(before, form="sourced")
        elif (after := _behind(sentence, last, view)) is not None:
            yield after


def _behind(sentence: Sentence, last: int, view: View) -> Statement | None:
    """The clause behind a source's comma; what describes the source is no clause."""
    items = sentence.items
    for at in range(last + 2, len(items) - 1):
        if items[at].folded == "," and not _describes(items[at + 1], view):
            clause = items[at + 1 :]
            if _words(clause) >= _MIN_WORDS:
                return Statement(clause[0].start, sentence.end, "sourced", sentence, last)
    return None


def _describes(item: Item, view: View) -> bool:
    """Whether a phrase in commas begins here that says who somebody is (", of the Board,")."""
    return (
        item.label in _DESCRIBING
        or view.grammar.prepositions.get(item.folded) == "of"
        or item.folded in view.grammar.relatives
    )


def _reported(view: View, taken: list[tuple[int, int]]) -> Iterator[Statement]:
    for sentence in view.sentences:
        for verb in _verbs(view, sentence)[:_MOST_VERBS]:
            item = sentence.items[verb]
            if any(start <= item.start < end for start, end in taken):
                continue
            leads = any(item.end <= start < sentence.end for start, _ in taken)
            before = None if leads else _before(sentence, verb)
            for found in (_after(sentence, verb, view), before):
                if found is not None and not _quoted(found, taken):
                    yield found
        yield from (each for each in _sourced(sentence, view) if not _quoted(each, taken))


def _quoted(statement: Statement, taken: list[tuple[int, int]]) -> bool:
    """Whether most of a statement is quotations, which are statements of their own."""
    inside = sum(
        max(0, min(statement.end, end) - max(statement.start, start)) for start, end in taken
    )
    return 2 * inside > statement.end - statement.start


def _answered(view: View, taken: list[tuple[int, int]]) -> Iterator[Statement]:
    """The sentences of answers that are not quoted."""
    found = answers(view)
    for answer in found:
        told = Statement(
            answer.start, answer.end, "answer", answer.sentence, answers=len(found),
            asked=key_of(answer.speaker) if answer.speaker else "", marked=answer.marked,
        )  # fmt: skip
        if not _quoted(told, taken):
            yield told


def statements(view: View) -> list[Statement]:
    """All that may be a statement in a release, in order."""
    direct = list(_quotations(view))
    taken = [(s.start, s.end) for s in direct]
    found = [*direct, *_reported(view, taken), *_answered(view, taken)]
    return sorted(found, key=lambda s: (s.start, s.end))
