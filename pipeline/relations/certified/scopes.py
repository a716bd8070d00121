"""What a certificate covers: the list behind a cue, cut where the text leaves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.relations.certified.anchors import Reading
from pipeline.relations.certified.merge import Certified
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import Hit
from pipeline.relations.view import Item

_STOPS = frozenset({".", ";", "(", ")", "[", "“", "”", '"', "«", "»", "—", "–", "?", "!", "|"})
_NO_SCOPE = frozenset({"PERSON", "ROLE", "DATE", "STANDARD"})
_NAMES = frozenset({"AGENCY", "ORG", "PLACE", "GPE", "LOC"})
_LEAVING = frozenset({"agent", "with", "from", "through", "under", "as", "other"})
_TITLES = frozenset({"title", "heading"})
_BODIES = frozenset({"AGENCY", "ORG", "PERSON"})
_REACH = 18
_JOINED = 3
_NEAR = 2
_FAR = 6
_MOST_SCOPES = 12
_MOST_WORDS = 14
_LEAST_LETTERS = 2
_LONGEST = 160

Phrase = tuple[int, int]


class _List:
    """The members of one list, read from the item behind its cue."""

    def __init__(self, reading: Reading, grammar: Grammar, start: int) -> None:
        self.items, self.grammar, self.start = reading.sentence.items, grammar, start
        self.opens_none = {h.start for h in reading.of("scope_stops")}
        self.repeated = {h.start for h in reading.of("scope_repeats")}
        self.members: list[Phrase] = []
        self.last = False
        self.colon = self.items[start - 1].folded == ":"

    def read(self) -> list[Phrase]:
        """The members, as far as they are surely such."""
        start = position = self.start
        while position < len(self.items) and not self.ends(position):
            item = self.items[position]
            if item.folded == ":":
                self.members, self.last, self.colon, start = [], False, True, position + 1
            elif self._parts(position):
                if not self.closes(start, position):
                    break
                start = position + 1
            position += 1
        else:
            self.add(start, position)
        return self.parallel()

    def ends(self, position: int) -> bool:
        """Whether the list is over before an item."""
        item = self.items[position]
        if item.label:
            return item.label in _NO_SCOPE
        words = self.grammar
        if item.folded == "." and position and position + 1 < len(self.items):
            return len(self.items[position - 1].text) != 1
        return (
            item.folded in _STOPS
            or item.folded
            in words.relatives | words.be | words.have | words.pronouns | words.speech
            or item.folded in words.words["modals"] - {"to"}
            or position in self.opens_none
            or words.prepositions.get(item.folded) in _LEAVING
        )

    def closes(self, start: int, position: int) -> bool:
        """Take the member before a comma or conjunction; False where the list ended with it."""
        self.add(start, position)
        if self.items[position].folded == ",":
            following = position + 1
            if following < len(self.items) and self._joins(following):
                return True
            return not self.last or self._resumes(following)
        self.last = True
        return True

    def _parts(self, position: int) -> bool:
        """Whether an item stands between two members; the comma of a number does not."""
        item = self.items[position]
        if item.folded != ",":
            return item.folded in self.grammar.conjunctions
        around = self.items[position - 1 : position + 2]
        return not (len(around) == 3 and around[0].text.isdigit() and around[2].text.isdigit())

    def _joins(self, position: int) -> bool:
        return self.items[position].folded in self.grammar.conjunctions

    def _determined(self, position: int) -> bool:
        return position < len(self.items) and (
            self.items[position].folded in self.grammar.determiners
        )

    def _resumes(self, position: int) -> bool:
        """Whether a member with an article follows, in a list whose first one has its own."""
        if self._determined(position):
            return bool(self.members) and self._determined(self.members[0][0])
        opened = bool(self.members) and self.members[0][0] in self.repeated
        while opened and position < len(self.items) and not self.ends(position):
            if self._parts(position) and self._determined(position + 1):
                return True
            position += 1
        return False

    def add(self, start: int, end: int) -> None:
        """Take items as a member, without the prepositions at its ends."""
        words = self.grammar
        while start < end and self.items[start].folded in words.prepositions:
            start += 1
        loose = words.function_words | words.prepositions.keys() | words.determiners
        while end > start and not self.items[end - 1].label and self.items[end - 1].folded in loose:
            end -= 1
        if end > start:
            self.members.append((start, end))

    def parallel(self) -> list[Phrase]:
        """Put together what is one member: where the first has an article, each has one.

        A row of commas that no conjunction closes is a list behind a colon only; else its first
        member alone counts.
        """
        members = self.members if self.last or self.colon else self.members[:1]
        if not members:
            return []
        opened = [self._determined(start) for start, _ in members]
        together = opened[0] and (any(opened[1:]) or members[0][0] in self.repeated)
        final = max((n for n, each in enumerate(opened) if each), default=0)
        joined: list[Phrase] = []
        for number, (start, end) in enumerate(members):
            alone = opened[number] or self.items[start].text.isdigit()
            within = (
                together and not alone and (number <= final or members[final][0] in self.repeated)
            )
            if joined and (within or self._places(joined[-1], (start, end))):
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined

    def _places(self, one: Phrase, other: Phrase) -> bool:
        """Whether the second is but one more place of the first ("offices in X, Y and Z")."""
        last, only = self.items[one[1] - 1], self.items[other[0]]
        inside = one[1] - one[0] > 1
        return inside and other[1] - other[0] == 1 and last.label == only.label == "PLACE"


def _words(reading: Reading, phrase: Phrase, grammar: Grammar) -> str:
    items, base = reading.sentence.items, reading.sentence.start
    start, end = phrase
    while start < end - 1 and items[start].folded in grammar.determiners:
        start += 1
    text = reading.sentence.text[items[start].start - base : items[end - 1].end - base]
    return text.strip(" ,;:—-")


def _phrases(reading: Reading, hit: Hit, grammar: Grammar) -> tuple[str, ...]:
    """The members of the list behind a cue; none where its first word tells of something else."""
    items = reading.sentence.items
    generic = {h.start: h.end for h in reading.of("scope_generic")}
    start = first = hit.end
    if items[first - 1].folded in grammar.determiners:
        first -= 1
    while start < len(items) and items[start].folded in grammar.determiners:
        start += 1
    if start == len(items) or start in {h.start for h in reading.of("scope_others")}:
        return ()
    if items[start].label in (_BODIES if hit.kind == "scope" else _NAMES):
        return ()
    if items[start].text.isdigit() and start + 1 in generic:
        start += 1
    found = _List(reading, grammar, generic.get(start, first)).read()
    if any(end - begin > _MOST_WORDS for begin, end in found[:1]):
        return ()
    told = [_words(reading, phrase, grammar) for phrase in found]
    return tuple(w for w in told if _LEAST_LETTERS <= len(w) <= _LONGEST)[:_MOST_SCOPES]


def _after(items: Sequence[Item], anchors: Sequence[int], hit: Hit, grammar: Grammar) -> bool:
    """Whether no other standard stands between the nearest anchor before a cue and the cue."""
    before = [at for at in anchors if at < hit.start]
    if not before:
        return False
    between = items[max(before) + 1 : hit.start]
    others = [n for n, item in enumerate(between) if item.label == "STANDARD"]
    if not others:
        return len(between) <= _REACH or hit.kind == "named"
    joined = all(
        not item.label or (item.label == "STANDARD" and _links(between, at, grammar))
        for at, item in enumerate(between[: others[-1] + 1])
    )
    return joined and len(between) - others[-1] <= _REACH


def _links(items: Sequence[Item], at: int, grammar: Grammar) -> bool:
    """Whether the standard at a place is coordinated with one before it."""
    before = [item.folded for item in items[max(0, at - _JOINED) : at]]
    return any(word in grammar.conjunctions or word == "," for word in before)


def _supported(reading: Reading, hit: Hit) -> bool:
    """Whether what stands before "for" may be certified: a name, a word for a certificate."""
    items = reading.sentence.items
    if hit.start == 0:
        return False
    before = items[hit.start - 1]
    if items[hit.start].label or before.label or before.folded in (")", ","):
        return True
    return any(h.group in ("triggers", "scope_heads") and h.end == hit.start for h in reading.hits)


def _cues(reading: Reading, anchors: Sequence[int], gap: int, grammar: Grammar) -> Iterator[Hit]:
    items = reading.sentence.items
    hits = reading.of("scope")
    starts = {hit.start for hit in hits}
    referring = {h.start for h in reading.of("references")}
    standards = any(item.label == "STANDARD" for item in items)
    for hit in hits:
        inner = any(hit.start < start < hit.end + 1 for start in starts)
        longer = any(o.start == hit.start and o.end > hit.end for o in hits)
        if inner or longer:
            continue
        if anchors:
            told = _after(items, anchors, hit, grammar)
            told = told or (hit.kind == "scope" and not standards)
        else:
            opening = not any(item.label in _BODIES for item in items[: hit.start])
            opening = opening or any(start < hit.start for start in referring)
            told = not standards and (
                hit.kind == "scope" or (hit.kind == "named" and opening and gap <= _NEAR)
            )
        if told and (hit.kind != "governed" or _supported(reading, hit)):
            yield hit


def about(row: Certified, readings: Sequence[Reading]) -> Iterator[tuple[Reading, list[int], int]]:
    """The sentences that tell of a row's event, and those behind them until another standard.

    With each the places of the row's standard, and how many sentences it lies behind the last one
    that has such a place.
    """
    anchors: dict[int, list[int]] = {}
    for event in row.events:
        anchors.setdefault(event.anchor.reading.sentence.index, []).append(event.anchor.at)
    last = -1
    for reading in readings:
        index = reading.sentence.index
        if index in anchors:
            last = index
        elif any(item.label == "STANDARD" for item in reading.sentence.items):
            last = -1
        if last >= 0 and index - last <= _FAR:
            yield reading, anchors.get(index, []), index - last


def scope(row: Certified, readings: Sequence[Reading], grammar: Grammar) -> tuple[str, ...]:
    """The text's words for what the certificate covers; a title's only where the body has none."""
    near = sorted(
        about(row, readings), key=lambda told: (told[0].sentence.section in _TITLES, told[2] > 0)
    )
    for reading, anchors, gap in near:
        for hit in _cues(reading, anchors, gap, grammar):
            if found := _phrases(reading, hit, grammar):
                return found
    return ()
