"""The plain function that tags a text, and how its values hang together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pipeline.dates.find import Candidate, find
from pipeline.dates.foreign import foreign
from pipeline.dates.grammar import Grammar, grammar
from pipeline.dates.intervals import Span, interval
from pipeline.dates.mention import TimeMention
from pipeline.dates.numeric import NumericOrder, order_of
from pipeline.dates.ranges import join_ranges, joins
from pipeline.dates.resolve import FORMS, Context, Valued
from pipeline.dates.tense import direction
from pipeline.dates.tokens import Tokens
from pipeline.records import PublicationDate, TimeValue

_NAMED = frozenset({"absolute", "partial"})
_REFERENCE_KINDS = frozenset({"absolute", "partial", "relative", "holiday"})
_MOMENTS, _STRETCHES = frozenset({"moment"}), frozenset({"stretch"})
_SPANS = _STRETCHES | {"range"}
_PART = re.compile(r"T[A-Z]{2}$")
_WEEKDAY = "weekday"  # the rule of a bare one
_SEASON = re.compile(r"(\d{4})-(?:SP|SU|FA|WI)")
_THIRD = re.compile(r"\d{4}-T[123]")
_NEAR = 12  # tokens within which a later day of the sentence gives a time its day


def tag(
    text: str,
    lang: str,
    anchor: dt.date | PublicationDate | None,
    *,
    numeric_order: NumericOrder | None = None,
    join: bool = True,
) -> list[TimeMention]:
    """Find the calendar expressions of a text and give them values.

    Args:
        text: any text; offsets of the mentions refer to it.
        lang: ISO 639-1 code of a language with ``patterns/<lang>/dates.yaml``.
        anchor: the publication date. None leaves relative expressions unresolved. Where it
            is ambiguous, what hangs on it carries the values of its other readings.
        numeric_order: how the text or its publisher writes numeric dates, if known; else a
            date with a day above 12 tells it for the others of the text.
        join: True for what a table of mentions needs: ``2 al 15 de agosto`` is one mention
            with an interval, so are ``six to twelve months`` and ``the first nine months of
            2024``; ``9 a.m. Tuesday`` is two, articles are left out. False for how TimeML
            annotates: the reverse of each.

    Raises:
        PatternError: the language has no (well-formed) grammar.
    """
    rules = grammar(lang)
    tokens = rules.tokens(text)
    candidates = find(tokens, rules, _MOMENTS if join else _STRETCHES)
    order = numeric_order or order_of(c["ndate"] for c in tokens.classes if "ndate" in c)
    days = _anchors(anchor)
    runs = [_Run(candidates, tokens, rules, day, order, join).mentions() for day in days]
    mentions = _with_foreign(_with_other_readings(runs), text, rules)
    if not join:
        return mentions
    return [_bare(mention, rules) for mention in join_ranges(mentions, text, rules)]


def _with_foreign(mentions: list[TimeMention], text: str, rules: Grammar) -> list[TimeMention]:
    """Add the dates in other languages; they take the place of a bare year inside them."""
    added = list(foreign(text, rules.settings.get("months_of", "").split(), mentions))
    if not added:
        return mentions
    kept = [m for m in mentions if not any(m.start < a.end and a.start < m.end for a in added)]
    return sorted([*kept, *added], key=lambda mention: mention.start)


def _bare(mention: TimeMention, rules: Grammar) -> TimeMention:
    """Leave out the article and the part of the day, and write halves as whole units.

    A knowledge table counts in days: ``this morning`` is the day, ``P2.5Y`` is ``P2Y6M``.
    """
    timex = _plain(mention.value)
    if timex != mention.value.timex:
        mention = replace(mention, value=replace(mention.value, timex=timex))
    if mention.kind == "relative" and _PART.search(mention.value.timex):
        value = replace(mention.value, timex=_PART.sub("", mention.value.timex), type="DATE")
        mention = replace(mention, value=value)
    article = rules.leading.match(mention.text)
    size = article.end() if article else 0
    return replace(mention, start=mention.start + size, text=mention.text[size:])


def _plain(value: TimeValue) -> str:
    """Return a value in whole units, calendar forms: ``P1Y6M``, ``2022-01/2022-04``, ``2025``."""
    if value.type == "DURATION":
        timex = value.timex.replace("P0.5Y", "P6M").replace(".5Y", "Y6M").replace(".5H", "H30M")
        return "P45D" if timex == "P1.5M" else timex
    if value.type == "DATE" and _THIRD.fullmatch(value.timex) and value.start and value.end:
        return f"{value.start.isoformat()[:7]}/{value.end.isoformat()[:7]}"
    return value.timex.removeprefix("FY") if value.timex[2:].isdigit() else value.timex


def intervals(mentions: list[TimeMention], text: str, lang: str) -> list[TimeMention]:
    """Join also the ends that ``tag`` keeps as two: ``from 2019 to 2021``.

    Args:
        mentions: what ``tag`` returned.
        text: the text that it was given.
        lang: its language.
    """
    return join_ranges(mentions, text, grammar(lang), loose=True)


def _anchors(anchor: dt.date | PublicationDate | None) -> list[dt.date | None]:
    if isinstance(anchor, PublicationDate):
        return [anchor.value, *anchor.alternatives]
    return [anchor]


def _with_other_readings(runs: Sequence[list[TimeMention]]) -> list[TimeMention]:
    """Add to each mention the values that it has under the other readings of the anchor."""
    others: dict[tuple[int, int], list[str]] = {}
    for run in runs[1:]:
        for mention in run:
            others.setdefault((mention.start, mention.end), []).append(mention.value.timex)
    return [
        mention.with_alternatives(others.get((mention.start, mention.end), ()))
        for mention in runs[0]
    ]


def _days(valued: Valued) -> Span | None:
    return interval(valued.timex) if valued.type in {"DATE", "TIME"} else None


class _Run:
    """One pass over the expressions of a text, from left to right, with one anchor."""

    def __init__(
        self,
        candidates: list[Candidate],
        tokens: Tokens,
        rules: Grammar,
        anchor: dt.date | None,
        order: NumericOrder | None,
        table: bool,
    ) -> None:
        self.candidates, self.tokens, self.rules = candidates, tokens, rules
        self.ctx = Context(
            anchor=anchor,
            order=order,
            table=table,
            default_order="mdy" if rules.settings.get("numeric_order") == "mdy" else "dmy",
            settings=rules.settings,
        )

    def mentions(self) -> list[TimeMention]:
        """Return the mentions whose values make sense."""
        found: list[TimeMention] = []
        last = 0
        for i, candidate in enumerate(self.candidates):
            if self._bound_between(last, candidate.first):
                self.ctx.sentence_day = self.ctx.sentence_reference = ""
                self.ctx.year_told = self.ctx.sentence_year = 0
            last = candidate.last
            self.ctx.next_day = partial(self._next_day, i)
            valued = self._value(candidate)
            if valued is not None:
                mention = self._mention(candidate, valued)
                if found and (later := self._week_later(found[-1], mention)):
                    valued = replace(valued, timex=later)
                    mention = self._mention(candidate, valued)
                if found and joins(found[-1], mention, self.tokens.text, self.rules):
                    self.ctx.spanned = (found[-1].value.timex, valued.timex)
                elif candidate.rule.kind in _SPANS and "/" in valued.timex:
                    begin, _, end = valued.timex.partition("/")
                    self.ctx.spanned = (begin, end)
                elif candidate.rule.kind in _REFERENCE_KINDS:
                    self.ctx.spanned = ("", "")
                found.append(mention)
                self._remember(candidate, valued)
        return found

    def _week_later(self, first: TimeMention, last: TimeMention) -> str:
        """Return the value of the Friday of "from Monday to Friday" if it came out before it."""
        begin, end = first.value.start, last.value.start
        if first.rule != last.rule or last.rule != _WEEKDAY or not (begin and end and end < begin):
            return ""
        if not joins(first, last, self.tokens.text, self.rules):
            return ""
        return (end + dt.timedelta(days=7)).isoformat()

    def _value(self, candidate: Candidate) -> Valued | None:
        """Value one expression; one outside the calendar (year 0 or 10000) has none."""
        self.ctx.direction = partial(
            direction, self.tokens, candidate.first, candidate.last, self.rules
        )
        try:
            return FORMS[candidate.rule.form](candidate.slots, self.ctx)
        except (OverflowError, ValueError):
            return None

    def _bound_between(self, first: int, last: int) -> bool:
        return any("BOUND" in classes for classes in self.tokens.classes[first:last])

    def _next_day(self, i: int) -> str:
        """Return the day that follows the ``i``-th expression near it in its sentence, if any."""
        here = self.candidates[i].last
        for after in self.candidates[i + 1 : i + 3]:
            if after.first - here > _NEAR or self._bound_between(here, after.first):
                break
            if after.rule.kind in _REFERENCE_KINDS | _MOMENTS:
                valued = self._value(after)
                days = interval(valued.timex) if valued else None
                return days[0].isoformat() if days and days[2] == "day" else ""
        return ""

    def _mention(self, candidate: Candidate, valued: Valued) -> TimeMention:
        tokens = self.tokens
        start, end = tokens.start[candidate.first], tokens.end[candidate.last - 1]
        days = _days(valued) if "loose" not in candidate.slots else None
        value = TimeValue(
            timex=valued.timex,
            type=valued.type,
            start=days[0] if days else None,
            end=days[1] if days else None,
            precision=days[2] if days else None,
            anchor=self.ctx.anchor if valued.anchored else None,
            alternatives=valued.alternatives,
        )
        words = tokens.text[start:end]
        return TimeMention(start, end, words, value, candidate.rule.id, candidate.rule.kind)

    def _remember(self, candidate: Candidate, valued: Valued) -> None:
        if season := _SEASON.fullmatch(valued.timex):  # two years after a summer: after its year
            valued = replace(valued, timex=season[1])
        days = _days(valued)
        if not days:
            return
        if days[2] == "year":
            self.ctx.sentence_year = days[0].year
        self.ctx.year_told = self._opening_year(candidate, valued) or self.ctx.year_told
        if candidate.rule.kind in _REFERENCE_KINDS:
            self.ctx.reference = self.ctx.sentence_reference = valued.timex
        if days[2] == "day":
            self.ctx.sentence_day = days[0].isoformat()
            self.ctx.last_day = days[0]
            self.ctx.weekdays[days[0].isoweekday()] = days[0]
            if candidate.rule.kind in _NAMED:
                self.ctx.named_days[days[0].isoweekday()] = days[0]

    def _opening_year(self, candidate: Candidate, valued: Valued) -> int:
        """Return a past year that a preposition and it open the sentence with, else 0."""
        before = candidate.first - 1
        if before >= 0 and "since" in self.tokens.classes[before]:
            return 0  # since 1950 it is kept on 7 April
        opens = before == 0 or (before > 0 and "BOUND" in self.tokens.classes[before - 1])
        year = int(valued.timex) if len(valued.timex) == 4 and valued.timex.isdigit() else 0
        return year if opens and self.ctx.anchor and year < self.ctx.anchor.year else 0
