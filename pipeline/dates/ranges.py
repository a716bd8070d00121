"""Two dates that are the ends of one interval: from March to June, entre 2019 y 2021."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates.grammar import Grammar
from pipeline.dates.intervals import interval
from pipeline.dates.mention import TimeMention

_RULE = "range"
_DASH = re.compile(r"\s?[-–—]\s?$")
_DATE_KINDS = frozenset({"absolute", "partial", "relative", "holiday"})


def join_ranges(mentions: list[TimeMention], text: str, rules: Grammar) -> list[TimeMention]:
    """Replace each pair of dates that the text joins by one mention of the interval.

    The words between (``to``, ``through``) and before them (``from``, ``between``) are
    the expressions ``range_between``, ``range_opener`` of the language's ``dates.yaml``.
    """
    joined: list[TimeMention] = []
    for mention in mentions:
        if joined and (both := _join(joined[-1], mention, text, rules)):
            joined[-1] = both
        else:
            joined.append(mention)
    return joined


def _join(left: TimeMention, right: TimeMention, text: str, rules: Grammar) -> TimeMention | None:
    kinds = {right.kind} if left.rule == _RULE else {left.kind, right.kind}
    if not kinds <= _DATE_KINDS or not _linked(left, right, text, rules):
        return None
    timex = f"{left.value.timex.split('/')[0]}/{right.value.timex}"
    days = interval(timex)
    if not days:
        return None
    value = replace(
        right.value, timex=timex, start=days[0], end=days[1], precision="range", alternatives=()
    )
    words = text[left.start : right.end]
    return TimeMention(left.start, right.end, words, value, _RULE, "range")


def _linked(left: TimeMention, right: TimeMention, text: str, rules: Grammar) -> bool:
    between = text[left.end : right.start]
    if left.rule != _RULE and _DASH.match(between):
        return True
    before = text[max(0, left.start - 24) : left.start]
    return any(
        link.between.fullmatch(between)
        and (left.rule != _RULE or link.days is not None)
        and (link.opener is None or link.opener.search(before))
        and (link.days is None or _days_apart(left, right) == link.days)
        for link in rules.links
    )


def _days_apart(left: TimeMention, right: TimeMention) -> int | None:
    days = "day" if left.rule != _RULE else "range"  # 26, 27 and 28
    if left.value.precision != days or right.value.precision != "day":
        return None
    first, last = left.value.end, right.value.start
    return (last - first).days if first and last else None
