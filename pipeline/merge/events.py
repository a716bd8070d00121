"""Which tellings mean one event: greedy complete-link clustering in a fixed order.

A telling joins an event only if it is compatible with every telling already in it, so
that two dates a year apart never meet through a vague third. The order of the tellings
is fixed by their content, so the result does not depend on the order of releases.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.merge.decisions import Decision, find
from pipeline.merge.evidence import Evidence, Interval, edition_year

# Words that different newsrooms use for one and the same award.
AWARDS = frozenset({"granted", "renewed", "maintained", "extended"})
# News of one event appear within about six weeks; surveillance audits are a year apart.
NEWS_DAYS = 45
# Two sources may give the days of the audit, the signature and the ceremony.
SLIP_DAYS = 15
# A release without a date tells what is fresh: from some weeks before to just after.
FRESH = (dt.timedelta(days=60), dt.timedelta(days=7))
_FAR = 10**6


def compatible(one: Evidence, two: Evidence) -> bool:
    """Whether two tellings of one holder and standard can mean the same event."""
    if one.status != two.status or not _editions_agree(one, two):
        return False
    if not _actions_agree(one, two):
        return False
    if set(one.certificate_no) & set(two.certificate_no) and one.doc_id != two.doc_id:
        return _gap(one, two) <= NEWS_DAYS
    return _gap(one, two) <= _allowed(one, two)


def _editions_agree(one: Evidence, two: Evidence) -> bool:
    years = {edition_year(each.standard_id) for each in (one, two)} - {None}
    return len(years) < 2


def _actions_agree(one: Evidence, two: Evidence) -> bool:
    if one.action == two.action:
        return True
    # One release that uses two words speaks of two events; two releases may differ in words.
    return one.doc_id != two.doc_id and {one.action, two.action} <= AWARDS


def _allowed(one: Evidence, two: Evidence) -> int:
    """Days that may lie between the dates of two tellings of one event."""
    if one.doc_id == two.doc_id:
        return 0
    if one.when and two.when:
        same_words = one.action == two.action
        return SLIP_DAYS if same_words and not _certifiers_differ(one, two) else 1
    return 0


def _certifiers_differ(one: Evidence, two: Evidence) -> bool:
    return bool(one.certifier_id and two.certifier_id and one.certifier_id != two.certifier_id)


def _gap(one: Evidence, two: Evidence) -> int:
    """Days between the times that two tellings can mean."""
    if not one.when and not two.when:
        return _news_gap(one, two)
    first, second = _span(one), _span(two)
    if first is None or second is None:
        return _FAR
    return first.gap(second)


def _news_gap(one: Evidence, two: Evidence) -> int:
    if one.published is None or two.published is None:
        return 0 if one.published is two.published else _FAR
    return 0 if abs((one.published - two.published).days) <= NEWS_DAYS else _FAR


def _span(telling: Evidence) -> Interval | None:
    if telling.when:
        return telling.when
    if telling.published is None:
        return None
    return Interval(telling.published - FRESH[0], telling.published + FRESH[1])


@dataclass(slots=True)
class Links:
    """Pairs of tellings that analysts tied together or kept apart."""

    same: list[tuple[int, int]] = field(default_factory=list)
    different: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def read(cls, decisions: Iterable[Decision], tellings: Sequence[Evidence]) -> Links:
        """Find the tellings that decisions mean."""
        links = cls()
        for each in decisions:
            left, right = find(each.left, tellings), find(each.right, tellings)
            pairs = [(min(a, b), max(a, b)) for a in left for b in right if a != b]
            if each.kind == "same":
                links.same += pairs
            elif each.kind == "different":
                links.different.update(pairs)
        return links


def order(telling: Evidence) -> tuple[object, ...]:
    """Sort key: dated before undated, precise before vague, early before late."""
    days = telling.when.days if telling.when else _FAR
    start = telling.when.start if telling.when else telling.published or dt.date.max
    return (
        days,
        start,
        telling.published or dt.date.max,
        telling.doc_id,
        telling.char_start,
        telling.fact_id,
        telling.action,
    )


def cluster(
    tellings: Iterable[Evidence], decisions: Iterable[Decision] = ()
) -> list[list[Evidence]]:
    """Group the tellings of one holder and standard into events.

    Args:
        tellings: in any order.
        decisions: those of analysts; tellings they do not mean are left alone.

    Returns:
        One list an event, each in the order of ``order``.
    """
    items = sorted(tellings, key=order)
    links = Links.read(decisions, items)
    groups = _seeds(len(items), links)
    for index in _loose(len(items), groups):
        home = _best(index, items, groups, links)
        if home is None:
            groups.append([index])
        else:
            home.append(index)
    return [[items[i] for i in sorted(group)] for group in sorted(groups, key=min)]


def _seeds(count: int, links: Links) -> list[list[int]]:
    """Events that analysts made: connected tellings, whatever their dates."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for a, b in links.same:
        if (a, b) not in links.different:
            parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[int]] = {}
    for i in range(count):
        groups.setdefault(root(i), []).append(i)
    return [group for group in groups.values() if len(group) > 1]


def _loose(count: int, groups: Sequence[Sequence[int]]) -> list[int]:
    taken = {i for group in groups for i in group}
    return [i for i in range(count) if i not in taken]


def _best(
    index: int, items: Sequence[Evidence], groups: Sequence[list[int]], links: Links
) -> list[int] | None:
    fits = [group for group in groups if _fits(index, group, items, links)]
    if not fits:
        return None
    return min(fits, key=lambda group: _distance(items[index], [items[i] for i in group]))


def _fits(index: int, group: Sequence[int], items: Sequence[Evidence], links: Links) -> bool:
    apart = any((min(index, i), max(index, i)) in links.different for i in group)
    return not apart and all(compatible(items[index], items[i]) for i in group)


def _distance(telling: Evidence, group: Sequence[Evidence]) -> tuple[int, int, int]:
    """How far an event is: another word for it, days between dates, days between releases."""
    words = int(all(telling.action != each.action for each in group))
    days = min(_gap(telling, each) for each in group)
    if telling.published is None:
        return words, days, _FAR
    dated = [abs((telling.published - each.published).days) for each in group if each.published]
    return words, days, min(dated, default=_FAR)
