"""Which of several told values a merged event gets, why, and what else was told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.merge.evidence import Evidence, Interval, edition_year, interval

# ``granted`` is the general word for any award; the others say more.
_ACTION_DETAIL = {"renewed": 1, "extended": 1, "maintained": 1, "withdrawn": 1, "suspended": 1}


class Told(NamedTuple):
    """A value, how it is shown among conflicts, and the telling that gives it."""

    value: str
    shown: str
    telling: Evidence
    when: Interval | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen value (empty if none is told), why, and the differing ones, best first."""

    value: str = ""
    telling: Evidence | None = None
    reason: str = ""
    others: tuple[str, ...] = ()


Agree = Callable[[Told, Told], bool]


def choose(told: Iterable[Told], agree: Agree, detail: Callable[[Told], float]) -> Choice:
    """Choose among values: most releases behind it, then most precise, then most confident.

    Args:
        told: the values; empty ones count as not told.
        agree: whether one supports the other (a month supports a day in it).
        detail: how precise a value is; higher is more precise.
    """
    values = [each for each in told if each.value]
    if not values:
        return Choice()
    ranked = sorted(values, key=lambda each: _rank(each, values, agree, detail))
    best = ranked[0]
    others = tuple(dict.fromkeys(each.shown for each in ranked if not agree(each, best)))
    return Choice(best.value, best.telling, _reason(best, values, agree, detail), others)


def _supporters(told: Told, values: Sequence[Told], agree: Agree) -> set[str]:
    return {each.telling.doc_id for each in values if agree(each, told)}


def _rank(
    told: Told, values: Sequence[Told], agree: Agree, detail: Callable[[Told], float]
) -> tuple[float | str, ...]:
    return (
        -len(_supporters(told, values, agree)),
        -detail(told),
        -told.telling.confidence,
        told.value,
        told.telling.doc_id,
        told.telling.char_start,
    )


def _reason(
    best: Told, values: Sequence[Told], agree: Agree, detail: Callable[[Told], float]
) -> str:
    docs = {each.telling.doc_id for each in values}
    support = len(_supporters(best, values, agree))
    if len({each.value for each in values}) == 1:
        return "only value told" if len(docs) == 1 else f"told alike by {len(docs)} releases"
    rivals = [each for each in values if not agree(each, best)]
    if not rivals:
        return "most precise of agreeing values"
    if all(len(_supporters(each, values, agree)) < support for each in rivals):
        return f"told by {support} of {len(docs)} releases"
    if all(detail(each) < detail(best) for each in rivals):
        return "more precise than an equally supported value"
    if all(each.telling.confidence < best.telling.confidence for each in rivals):
        return "higher confidence than an equally supported value"
    return "equally supported: first in order"


def _equal(one: Told, two: Told) -> bool:
    return one.value == two.value


def _overlap(one: Told, two: Told) -> bool:
    if one.when and two.when:
        return one.when.overlaps(two.when)
    return one.value == two.value


def _sharpness(told: Told) -> float:
    return -float(told.when.days) if told.when else -1e6


def date(tellings: Sequence[Evidence]) -> Choice:
    """Choose the date of an event."""
    told = (Told(e.timex, e.timex, e, e.when) for e in tellings if e.when)
    return choose(told, _overlap, _sharpness)


def told_date(tellings: Sequence[Evidence], value: Callable[[Evidence], str]) -> Choice:
    """Choose among TIMEX3 values that a qualifier gives, such as the end of validity."""
    told = (Told(value(e), value(e), e, interval(value(e))) for e in tellings)
    return choose(told, _overlap, _sharpness)


def action(tellings: Sequence[Evidence]) -> Choice:
    """Choose what happened; the general word yields to an equally supported special one."""
    told = (Told(e.action, e.action, e) for e in tellings)
    return choose(told, _equal, lambda each: _ACTION_DETAIL.get(each.value, 0))


def scheme(tellings: Sequence[Evidence]) -> Choice:
    """Choose between certification, accreditation and recognition."""
    return choose((Told(e.scheme, e.scheme, e) for e in tellings), _equal, lambda _: 0)


def certifier(tellings: Sequence[Evidence]) -> Choice:
    """Choose who certified; conflicts show names."""
    told = (Told(e.certifier_id or e.certifier, e.certifier or e.certifier_id, e) for e in tellings)
    return choose(told, _equal, lambda each: float(bool(each.telling.certifier_id)))


def holder(tellings: Sequence[Evidence]) -> Choice:
    """Choose the holder where linked ones differ; conflicts show names."""
    return choose((Told(e.holder_id, e.holder, e) for e in tellings), _equal, lambda _: 0)


def standard(tellings: Sequence[Evidence]) -> Choice:
    """Choose the designation: with its edition where a release gives one."""

    def agree(one: Told, two: Told) -> bool:
        years = {edition_year(each.telling.standard_id) for each in (one, two)} - {None}
        return len(years) < 2

    def detail(each: Told) -> float:
        return float(edition_year(each.telling.standard_id) is not None)

    told = (Told(e.standard_id or e.standard, e.standard, e) for e in tellings)
    return choose(told, agree, detail)
