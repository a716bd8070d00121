"""Two dates that are the ends of one interval: 2 al 15 de agosto, from 2019 to 2021.

Which words join is data (``links`` in ``dates.yaml``). A table of mentions holds as one what
is written as one (``3-5 March``, ``between 2019 and 2021``) and as two what names two dates
(``from 2019 to 2021``); whoever needs the interval of those too asks for ``loose``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates.grammar import Grammar, Link
from pipeline.dates.intervals import interval
from pipeline.dates.mention import TimeMention

_RULE, _SHARED = "range", "duration_shared"
_AMOUNT = re.compile(r"\d+(?:\.\d+)?")
_DASH = re.compile(r"\s?[-–—]\s?$")
_DATE_KINDS = frozenset({"absolute", "partial", "relative", "holiday"})
_BEFORE = 24  # characters before the first date in which the opener stands


def join_ranges(
    mentions: list[TimeMention], text: str, rules: Grammar, *, loose: bool = False
) -> list[TimeMention]:
    """Replace pairs of dates that the text joins by one mention of the interval.

    Args:
        mentions: in the order of the text.
        text: the text that they were found in.
        rules: the grammar of its language.
        loose: also join what a table of mentions keeps apart.
    """
    joined: list[TimeMention] = []
    for mention in mentions:
        both = _joined(joined[-1], mention, text, rules, loose=loose) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(mention)
    return joined


def joins(left: TimeMention, right: TimeMention, text: str, rules: Grammar) -> bool:
    """Whether two neighbours are the ends of one interval, however the words join them."""
    return _linked(left, right, text, rules, loose=True)


def _joined(
    left: TimeMention, right: TimeMention, text: str, rules: Grammar, *, loose: bool
) -> TimeMention | None:
    if left.rule == _SHARED and right.value.type == "DURATION" and _grows(left, right):
        return _durations(left, right, text)
    if not _linked(left, right, text, rules, loose=loose) or left.value.timex == right.value.timex:
        return None  # on Labour Day, 1 May
    timex = f"{left.value.timex.split('/')[0]}/{right.value.timex}"
    days = interval(timex)
    if not days:
        return None
    value = replace(
        right.value, timex=timex, start=days[0], end=days[1], precision="range", alternatives=()
    )
    words = text[left.start : right.end]
    return TimeMention(left.start, right.end, words, value, _RULE, "range")


def _grows(left: TimeMention, right: TimeMention) -> bool:
    """Whether the second amount is the larger: ``from twelve to five days`` is no range."""
    amounts = [_AMOUNT.search(each.value.timex) for each in (left, right)]
    first, last = (float(amount[0]) if amount else 0.0 for amount in amounts)
    return first < last


def _durations(left: TimeMention, right: TimeMention, text: str) -> TimeMention:
    """Return ``six to twelve months``, whose first number has no unit, as one duration."""
    value = replace(right.value, timex=f"{left.value.timex}/{right.value.timex}")
    return replace(right, start=left.start, text=text[left.start : right.end], value=value)


def _linked(
    left: TimeMention, right: TimeMention, text: str, rules: Grammar, *, loose: bool
) -> bool:
    grown = left.rule == _RULE  # 26, 27 and 28: the first two are joined already
    if right.kind not in _DATE_KINDS or not (grown or left.kind in _DATE_KINDS):
        return False
    between = text[left.end : right.start]
    if _DASH.match(between):
        return not grown
    before = text[max(0, left.start - _BEFORE) : left.start]
    links = (link for link in rules.links if loose or not link.apart)
    return any(
        _fits(link, left, right)
        and link.between.fullmatch(between)
        and (link.opener is None or link.opener.search(before))
        for link in links
    )


def _fits(link: Link, left: TimeMention, right: TimeMention) -> bool:
    if left.rule == _RULE and link.days is None:
        return False
    if link.precision and right.value.precision != link.precision:
        return False
    if link.precision and left.value.precision not in {link.precision, "range"}:
        return False
    if link.days is not None and "relative" in {left.kind, right.kind}:
        return False  # Monday and Tuesday are two days, 3 and 4 March one stretch
    first, last = left.value.end, right.value.start
    return link.days is None or bool(first and last and (last - first).days == link.days)
