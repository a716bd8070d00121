"""What else a certification tells: scope, validity, first certificate, number, scheme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records import Mention
from pipeline.relations.certified.anchors import VERBS, Reading
from pipeline.relations.certified.merge import Certified, split_year
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import Hit
from pipeline.relations.view import Item

_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./-]*\d[A-Z0-9./-]*")
_CODE = re.compile(r"(?=.*[A-Z])(?=.*\d)[A-Z0-9][A-Z0-9./-]{2,}")
_CAPITALS = re.compile(r"[A-Z]{2,}(?:-[A-Z]+)*")
_STOPS = frozenset({".", ";", "(", "“", "”", '"', "«", "»", ":", "—", "–"})
_NO_SCOPE = frozenset({"PERSON", "ROLE", "DATE", "STANDARD"})
_TO_SOMEONE = frozenset({"agent", "to", "from"})
_MOST_SCOPES = 12
_LONGEST = 160


def _sentences(row: Certified, readings: Sequence[Reading]) -> list[Reading]:
    """The sentences that tell of the event, and the one after each."""
    indices = {e.reading.sentence.index for e in row.events}
    near = indices | {i + 1 for i in indices}
    return [r for r in readings if r.sentence.index in near]


def scheme(row: Certified) -> str:
    """``accreditation`` or ``recognition`` where the words say so, else ``certification``."""
    for event in row.events:
        cues = [hit for hit in event.reading.hits if hit.group == "schemes"]
        near = [hit for hit in cues if abs(hit.start - event.anchor.at) <= 14]
        accreditation = [hit for hit in near if hit.kind == "accreditation"]
        if accreditation:
            return "accreditation"
    return "certification"


def _phrases(reading: Reading, hit: Hit, grammar: Grammar) -> list[str]:
    """The members of the list behind a cue, as far as the clause goes."""
    items = reading.sentence.items
    text, base = reading.sentence.text, reading.sentence.start
    verbs = {
        h.start
        for h in reading.hits
        if h.group == "triggers"
        and h.kind in VERBS
        and h.end < len(items)
        and grammar.prepositions.get(items[h.end].folded) in _TO_SOMEONE
    }
    ends = grammar.relatives | grammar.words["be"] | grammar.words["have"] | grammar.words["modals"]
    members: list[str] = []
    start = hit.end
    position = hit.end
    while position <= len(items):
        item = items[position] if position < len(items) else None
        stop = (
            item is None
            or item.folded in _STOPS
            or item.folded in ends
            or item.label in _NO_SCOPE
            or position in verbs
        )
        split = item is not None and (item.folded in grammar.conjunctions or item.folded == ",")
        if stop or split:
            last = position
            while last > start and items[last - 1].folded in grammar.function_words:
                last -= 1
            while start < last and items[start].folded in grammar.prepositions:
                start += 1
            if last > start:
                words = text[items[start].start - base : items[last - 1].end - base]
                members.append(words.strip(" ,;:—-"))
            start = position + 1
        if stop:
            break
        position += 1
    return [m for m in members if 3 <= len(m) <= _LONGEST][:_MOST_SCOPES]


def scope(row: Certified, readings: Sequence[Reading], grammar: Grammar) -> tuple[str, ...]:
    """The text's words for what the certificate covers."""
    anchors: dict[int, list[int]] = {}
    for event in row.events:
        anchors.setdefault(event.anchor.reading.sentence.index, []).append(event.anchor.at)
    for reading in _sentences(row, readings):
        standards = anchors.get(reading.sentence.index, [])
        hits = reading.of("scope")
        for hit in hits:
            if standards and hit.start < min(standards):
                continue
            if not standards and hit.kind != "named":
                continue
            if any(hit.start < other.start <= hit.end for other in hits):
                continue
            found = _phrases(reading, hit, grammar)
            if found:
                return tuple(found)
    return ()


def _date_after(reading: Reading, group: str) -> Mention | None:
    items = reading.sentence.items
    for hit in reading.of(group):
        for item in items[hit.end : hit.end + 4]:
            if item.label == "DATE" and item.mention and not item.mention.value.startswith("P"):
                return item.mention
    return None


def valid_until(row: Certified, readings: Sequence[Reading]) -> str:
    """The date until which the certificate runs, as TIMEX3; empty if not told."""
    for reading in _sentences(row, readings):
        mention = _date_after(reading, "validity")
        if mention is not None and mention.value != row.date.key:
            return mention.value
    return ""


def certificate_no(row: Certified, readings: Sequence[Reading]) -> str:
    """The certificate's number; empty if not told.

    A code is capitals and figures ("LE-119", "SC-CER 214466"): behind a word for a number it may
    be figures alone, directly behind a word for a certificate it must hold both.
    """
    for reading in _sentences(row, readings):
        items = reading.sentence.items
        for hit in reading.of("number"):
            if code := _code(items[hit.end : hit.end + 4], _NUMBER):
                return code
        nouns = [h for h in reading.hits if h.group == "triggers" and h.kind == "noun"]
        for hit in nouns:
            if code := _code(items[hit.end : hit.end + 2], _CODE):
                return code
    return ""


def _code(items: Sequence[Item], shape: re.Pattern[str]) -> str:
    """The first code among items; capitals and the figures behind them are one."""
    for position, item in enumerate(items):
        if item.label:
            return ""
        after = items[position + 1] if position + 1 < len(items) else None
        if after and _CAPITALS.fullmatch(item.text) and after.text.isdigit() and not after.label:
            return f"{item.text} {after.text}"
        if shape.fullmatch(item.text):
            return item.text
    return ""


def first_certified(row: Certified, rows: Sequence[Certified]) -> str:
    """The date of the same body's earliest certificate to the same standard, if this is later."""
    name = split_year(row.standard)[0]
    dates = [
        other.date.key
        for other in rows
        if other is not row
        and other.status == "asserted"
        and other.holder.key == row.holder.key
        and split_year(other.standard)[0] == name
        and other.date.key
    ]
    earliest = min(dates, default="")
    later = not row.date.key or earliest < row.date.key
    return earliest if row.status == "asserted" and later else ""
