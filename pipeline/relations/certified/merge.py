"""One event, one row: what several sentences of a release tell of one event is put together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.relations.certified.telling import HELD, Choice, Event
from pipeline.relations.certified.when import is_old

_NUMBER = re.compile(r"^(.*?)(?::(\d{4}))?$")
_DIGITS = re.compile(r"\d[\d-]*")
_JOINT, _BODY = "ISO/IEC", "ISO"
_PLAIN = "granted"
_NAMED, _TITLE, _REFERRING = 0, 1, 2
_YEAR_ALONE = 4
# How likely a telling must be to say more of an event than that something was granted.
_TELLING = 0.3


@dataclass(slots=True)
class Certified:
    """A certification event of a release, with every sentence that tells of it.

    ``first_told`` says that one tells of a first certificate and dates it; ``readings`` are the
    identities of the sentences, ``strength`` how likely the surest one is, with its holder.
    """

    standard: str
    action: str
    status: str
    holder: Choice
    certifier: Choice
    date: Choice
    probability: float
    events: list[Event] = field(default_factory=list)
    alternative: bool = False
    confidence: float = 0.0
    features: list[str] = field(default_factory=list)
    first_told: bool = False
    readings: set[int] = field(default_factory=set)
    strength: float = 0.0

    def tell(self, event: Event) -> None:
        """Add a sentence that tells of the event."""
        self.events.append(event)
        self.first_told = self.first_told or bool(event.date.key and event.first)
        self.readings.add(id(event.reading))
        self.strength = max(self.strength, event.probability * event.holder.probability)

    @property
    def best(self) -> Event:
        """The telling that the row quotes: the surest one, body text before titles."""
        return max(
            self.events,
            key=lambda e: (
                bool(e.date.mention),
                e.reading.sentence.section != "title",
                e.probability,
            ),
        )


@lru_cache(maxsize=4096)
def split_year(standard: str) -> tuple[str, str]:
    """``ISO 9001:2015`` -> (``ISO 9001``, ``2015``)."""
    match = _NUMBER.match(standard)
    return (match.group(1), match.group(2) or "") if match else (standard, "")


def as_of(standard: str, day: str) -> str:
    """Return the standard of a certificate of a day: without an edition that came later.

    "ISO 9001:2015, held since 2009" tells of a certificate of 2009 to an edition that is not named.
    """
    name, edition = split_year(standard)
    year = day[:_YEAR_ALONE]
    return name if year.isdigit() and year < edition else standard


def standard_number(standard: str) -> str:
    """The number and part of a designation (``17025``, ``22301``); all of it if it has none."""
    name = split_year(standard)[0]
    found = _DIGITS.findall(name)
    return found[-1].strip("-") if found else name


def _compatible_dates(one: str, other: str) -> bool:
    return not one or not other or one.startswith(other) or other.startswith(one)


def tier(event: Event) -> int:
    """How firmly a telling stands: a standard named in the body, in a title, by reference."""
    if event.anchor.reference:
        return _REFERRING
    return _TITLE if event.reading.sentence.section == "title" else _NAMED


def _is_history(date: Choice, published: dt.date | None) -> bool:
    """Whether a date lies so far back that a telling without a date is not about it."""
    return is_old(date.mention.time if date.mention else None, published)


def _dates_fit(row: Certified, event: Event, published: dt.date | None) -> bool:
    """Whether two tellings may be of one day; a dated one of long ago is not what is reported."""
    one, other = row.date, event.date
    if one.key and other.key:
        return _compatible_dates(one.key, other.key)
    dated = one if one.key else other
    if not dated.key:
        return True
    if published is None and len(dated.key) == _YEAR_ALONE:
        return False
    return not _is_history(dated, published)


def _first_and_again(row: Certified, event: Event) -> bool:
    """Whether one tells of a first certificate and the other of its renewal: two events."""
    again = {"renewed", "maintained", "extended"}
    return (row.first_told and event.action in again) or (
        event.first and bool(event.date.key) and row.action in again
    )


def _standards_fit(row: Certified, standard: str) -> bool:
    """Whether two designations may be one; "ISO 17025" is "ISO/IEC 17025" said short."""
    name, year = split_year(row.standard)
    other_name, other_year = split_year(standard)
    same = name.replace(_JOINT, _BODY) == other_name.replace(_JOINT, _BODY)
    return same and (not year or not other_year or year == other_year)


def _same(row: Certified, event: Event, standard: str, published: dt.date | None) -> bool:
    if not _standards_fit(row, standard) or row.status != event.status:
        return False
    if not _dates_fit(row, event, published) or _first_and_again(row, event):
        return False
    elsewhere = event.holder.item < 0 and tier(event) == _REFERRING
    if event.second or event.listed or (tier(event) != _TITLE and not elsewhere):
        holder = row.holder.key == event.holder.key
        return holder and (row.action == event.action or _PLAIN in (row.action, event.action))
    either = row.action in HELD and event.action in HELD
    return either or row.action == event.action


def _surer(one: Choice, other: Choice) -> Choice:
    if one.mention is None or other.mention is None:
        return one if one.mention is not None else other
    if len(one.key) != len(other.key) and _compatible_dates(one.key, other.key):
        return one if len(one.key) > len(other.key) else other
    return one if one.probability >= other.probability else other


def _better(one: Choice, other: Choice) -> Choice:
    if one.mention is None or other.mention is None:
        return one if one.mention is not None else other
    return one if one.probability >= other.probability else other


def _join(row: Certified, event: Event, standard: str) -> None:
    if split_year(standard)[1] or (_JOINT in standard and not split_year(row.standard)[1]):
        row.standard = standard
    if row.action == _PLAIN and event.probability >= _TELLING:
        row.action = event.action
    row.certifier = _better(row.certifier, event.certifier)
    row.date = _surer(row.date, event.date)
    row.probability = 1 - (1 - row.probability) * (1 - event.probability)
    row.tell(event)


def _row(event: Event, standard: str) -> Certified:
    row = Certified(
        standard, event.action, event.status, event.holder, event.certifier, event.date,
        event.probability, alternative=event.second,
    )  # fmt: skip
    row.tell(event)
    return row


def merge(events: Sequence[Event], published: dt.date | None = None) -> list[Certified]:
    """Merge the tellings of a release into its events, in the order of the text.

    The body's tellings come first; titles and sentences that only refer to a certificate join
    them, whatever name they give the holder (headlines shorten it). An undated telling never
    joins one of more than half a year before the publication.
    """
    rows: list[Certified] = []
    for event in sorted(events, key=lambda e: (e.second, tier(e), e.reading.sentence.start)):
        for standard in event.standards:
            fitting = [row for row in rows if _same(row, event, standard, published)]
            if fitting:
                _join(max(fitting, key=lambda r: _fit(r, event)), event, standard)
            else:
                rows.append(_row(event, standard))
    return sorted(rows, key=lambda r: r.events[0].reading.sentence.start)


def _fit(row: Certified, event: Event) -> tuple[bool, bool, bool, str]:
    """Prefer the row of the same holder, action and sentence; then the latest date."""
    same = id(event.reading) in row.readings
    holder = row.holder.key == event.holder.key
    return (holder, row.action == event.action, same, row.date.key)
