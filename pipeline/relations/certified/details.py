"""What else a certification tells: validity, first certificate, number, scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.records import Mention
from pipeline.relations.certified.anchors import Reading
from pipeline.relations.certified.merge import Certified, split_year
from pipeline.relations.certified.scopes import about
from pipeline.relations.lexicon import Hit
from pipeline.relations.view import Item

_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./-]*\d[A-Z0-9./-]*")
_CODE = re.compile(r"(?=.*[A-Z])(?=.*\d)[A-Z0-9][A-Z0-9./-]{2,}")
_NEAR = 3
_AGAIN = frozenset({"renewed", "maintained", "extended"})
_GIVEN = frozenset({"granted"})
_CAPITALS = re.compile(r"[A-Z]{2,}(?:-[A-Z]+)*")


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


def _expiries(reading: Reading) -> Iterator[tuple[Hit, Mention]]:
    """The dates behind the words for an end of validity."""
    items = reading.sentence.items
    for hit in reading.of("expiry"):
        for item in items[hit.end - 1 : hit.end + 3]:
            if item.label == "DATE" and item.mention and item.mention.value[:1].isdigit():
                yield hit, item.mention
            if item.label:
                break


def _others_between(row: Certified, items: Sequence[Item]) -> bool:
    return any(
        item.label == "STANDARD" and item.mention and item.mention.value != row.standard
        for item in items
    )


def valid_until(row: Certified, readings: Sequence[Reading]) -> str:
    """The date until which the certificate runs, as TIMEX3; empty if not told.

    It lies after the event and after the publication, and no other standard is named between.
    """
    for reading, anchors, gap in about(row, readings):
        items = reading.sentence.items
        for cue, mention in _expiries(reading):
            if anchors and _others_between(row, items[min(anchors) + 1 : cue.start]):
                continue
            if gap > (_NEAR if cue.kind == "told" else 0):
                continue
            published = reading.published.isoformat() if reading.published else ""
            if mention.value > max(row.date.key, published[: len(mention.value)]):
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
        for hit in reading.of("code"):
            if code := _code(items[hit.end : hit.end + 2], _CODE):
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
    """The date of the same body's earliest certificate to the same standard, if this is later.

    Told only of a certificate that goes on; the earlier one must have been given, and be dated.
    """
    if row.status != "asserted" or row.action not in _AGAIN:
        return ""
    name = split_year(row.standard)[0]
    dates = [
        other.date.key
        for other in rows
        if other is not row
        and other.status == "asserted"
        and other.action in _GIVEN
        and other.holder.key == row.holder.key
        and split_year(other.standard)[0] == name
        and other.date.key
    ]
    earliest = min(dates, default="")
    later = not row.date.key or earliest < row.date.key
    return earliest if later else ""
