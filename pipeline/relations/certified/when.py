"""The dates that may be an event's, and what the models see of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from pipeline.dates.intervals import interval
from pipeline.records import Mention, TimeValue
from pipeline.relations.certified.anchors import VERBS, Pair, Reading
from pipeline.relations.certified.bodies import Candidate
from pipeline.relations.certified.features import anchor_features, bin_of
from pipeline.relations.certified.words import between_words, date_words, pair_words
from pipeline.relations.grammar import Grammar
from pipeline.relations.view import STANDARD, Item

_DATE = frozenset({"DATE"})
_OLD_DAYS = 183
_YEAR = 366
# Words between a verb of beginning and the date of it.
_BEGUN = 2
_GAPS = ((45, "close"), (200, "half"), (500, "year"))


def days_of(time: TimeValue) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a calendar expression; read off its value where no one did before."""
    if time.start is None and (days := interval(time.timex)) is not None:
        return days[0], days[1]
    return time.start, time.end


def is_old(time: TimeValue | None, published: dt.date | None) -> bool:
    """Whether a date lies more than half a year before the publication: the event is history."""
    day = days_of(time)[1] if time else None
    return bool(day and published and (published - day).days > _OLD_DAYS)


def between(one: TimeValue | None, other: TimeValue | None) -> str:
    """How two dates lie to each other, in words (``later:close``, ``none:dated``)."""
    if one and other and one.timex == other.timex:
        return "same"
    first, second = (days_of(time)[0] if time else None for time in (one, other))
    if first is None or second is None:
        return f"{'none' if first is None else 'dated'}:{'none' if second is None else 'dated'}"
    days = (first - second).days
    size = next((name for limit, name in _GAPS if abs(days) <= limit), "far")
    return f"{'later' if days > 0 else 'earlier'}:{size}"


def _in_dateline(reading: Reading, at: int) -> bool:
    early = at <= 4 and reading.sentence.index < 4
    return early or reading.sentence.section == "dateline"


def _beside_speech(items: Sequence[Item], at: int, grammar: Grammar) -> bool:
    """Whether a date belongs to a verb of saying ("said today") rather than to the event."""
    near = items[max(0, at - 2) : at + 3]
    return any(item.folded in grammar.speech for item in near if not item.label)


def _when(mention: Mention, published: dt.date | None) -> str:
    """How a date lies to the publication, from ``future`` to ``old``."""
    start = days_of(mention.time)[0] if mention.time else None
    if start is None or published is None:
        return "unknown"
    days = (published - start).days
    if days < 0:
        return "future"
    for limit, name in ((0, "today"), (8, "week"), (100, "recent"), (400, "past")):
        if days <= limit:
            return name
    return "old"


def date_candidates(
    pair: Pair, grammar: Grammar, readings: Sequence[Reading], label: str
) -> list[Candidate]:
    """The dates of the sentence and of its neighbours (not durations), each with its features.

    Only what is planned can happen after the publication: of another class (``label``) later dates
    are left out, and those on which something began ("a process that began in May").
    """
    here = pair.anchor.reading
    out = _dates_here(pair, grammar, label)
    index = here.sentence.index
    for offset, where in ((-1, "prev"), (1, "next")):
        if 0 <= index + offset < len(readings):
            out += _dates_beside(pair, readings[index + offset], where, label, bool(out))
    if label == "planned":
        return out
    return [date for date in out if _when(date.mention, here.published) != "future"]


def _real_dates(reading: Reading, label: str) -> Iterator[tuple[int, Item, Mention]]:
    begun = [] if label == "planned" else [hit.end for hit in reading.of("begun")]
    for at, item in reading.sentence.mentions(_DATE):
        mention = item.mention
        if mention is None or not mention.value or mention.value.startswith(("P", "XXXX")):
            continue
        if any(0 <= at - end <= _BEGUN for end in begun):
            continue
        if not (at == 0 and _stamps(reading, mention)) and not _lasts(mention):
            yield at, item, mention


def _lasts(mention: Mention) -> bool:
    """Whether a date is a stretch of more than a year, in which an event is not dated."""
    start, end = days_of(mention.time) if mention.time else (None, None)
    return start is not None and end is not None and (end - start).days > _YEAR


def _stamps(reading: Reading, mention: Mention) -> bool:
    """Whether a date in front of a sentence is the release's own ("2024-05-02 The Board won")."""
    items, published = reading.sentence.items, reading.published
    return (
        published is not None
        and mention.value == published.isoformat()
        and any(sign.isdigit() for sign in mention.text)
        and len(items) > 1
        and items[1].folded != ","
    )


def _dates_beside(
    pair: Pair, other: Reading, where: str, label: str, dated: bool
) -> list[Candidate]:
    """The dates of a neighbouring sentence."""
    k = pair.trigger.kind if pair.trigger else "none"
    kinds = {hit.kind for hit in other.hits if hit.group == "triggers"}
    standard = bool(other.sentence.mentions(STANDARD))
    out = []
    for number, (at, item, mention) in enumerate(_real_dates(other, label)):
        features = [
            "beside", where, f"{where}&dated:{dated}", f"{where}&k:{k}", f"{where}&n:{number}",
            f"{where}&standard:{standard}", f"{where}&prep:{item.prep or '-'}",
            f"{where}&ref:{pair.anchor.reference or 'named'}",
            f"{where}&section:{other.sentence.section}",
            f"{where}&dateline:{_in_dateline(other, at)}",
            f"beside&when:{_when(mention, other.published)}",
            f"beside&width:{min(len(mention.value), 10)}",
            *(f"beside&has:{kind}" for kind in kinds), *date_words(other, at, "b"),
        ]  # fmt: skip
        out.append(Candidate(mention.value, mention, features))
    return out


def _dates_here(pair: Pair, grammar: Grammar, label: str) -> list[Candidate]:
    reading = pair.anchor.reading
    items, dates = reading.sentence.items, reading.sentence.mentions(_DATE)
    pivot = pair.trigger.start if pair.trigger else pair.anchor.at
    k = pair.trigger.kind if pair.trigger else "none"
    out: list[Candidate] = []
    for at, item, mention in _real_dates(reading, label):
        side = "L" if at < pivot else "R"
        low, high = min(at, pivot), max(at, pivot)
        between = sum(low < place < high for place, _ in dates)
        verbs = sum(
            1 for hit in reading.hits
            if hit.group == "triggers" and hit.kind in VERBS and low < hit.start < high
        )  # fmt: skip
        valid = any(hit.group == "validity" and 0 <= at - hit.end <= 3 for hit in reading.hits)
        before = items[at - 1].folded if at else "^"
        after = items[at + 1].folded if at + 1 < len(items) else "$"
        features = [
            f"side:{side}", f"prep:{item.prep or '-'}", f"prep:{item.prep or '-'}&{side}",
            f"dist:{side}{bin_of(high - low)}", f"between:{min(between, 2)}", f"valid:{valid}",
            f"same:{item.clause == items[pivot].clause}", f"k:{k}&{side}", f"verbs:{min(verbs, 2)}",
            f"width:{min(len(mention.value), 10)}", f"section:{reading.sentence.section}",
            f"n:{len(dates) == 1}", f"before:{before[:6]}",
            f"dateline:{_in_dateline(reading, at)}", f"when:{_when(mention, reading.published)}",
            *anchor_features(pair, at), f"after:{after[:6]}",
            f"ref:{pair.anchor.reference or 'named'}&{side}",
            f"speech:{_beside_speech(items, at, grammar)}", *date_words(reading, at, "d"),
            *between_words(items, at, pivot, "d"),
        ]  # fmt: skip
        out.append(Candidate(mention.value, mention, features, at))
    return out


def date_rows(pair: Pair, dates: Sequence[Candidate], label: str) -> list[list[str]]:
    """Features of the dates, with the class of the event, and (last) of there being none."""
    rows = []
    for date in dates:
        here = "here" if date.item >= 0 else "beside"
        when = _when(date.mention, pair.anchor.reading.published)
        rows.append(
            [
                *date.features,
                f"{label}&when:{when}",
                f"{label}&{here}",
                f"{label}&{here}&when:{when}",
            ]
        )
    return [*rows, _no_date(pair, dates, label)]


def _no_date(pair: Pair, dates: Sequence[Candidate], label: str) -> list[str]:
    k = pair.trigger.kind if pair.trigger else "none"
    here = sum(date.item >= 0 for date in dates)
    reference = pair.anchor.reference or "named"
    return [
        "none", f"none&k:{k}", f"none&n:{min(here, 3)}", f"none&beside:{min(len(dates) - here, 3)}",
        f"none&ref:{reference}", f"none&{label}", f"none&{label}&n:{min(here, 2)}",
        f"none&section:{pair.anchor.reading.sentence.section}",
        *(f"none&{word}" for word in pair_words(pair) if word[:2] in ("t:", "l1", "r1", "tr")),
    ]  # fmt: skip
