"""The plain function that tags a text, and how its values hang together."""

from __future__ import annotations

import datetime as dt
from functools import partial

from pipeline.dates.find import Candidate, find
from pipeline.dates.grammar import Grammar, grammar
from pipeline.dates.intervals import interval
from pipeline.dates.mention import TimeMention
from pipeline.dates.numeric import NumericOrder
from pipeline.dates.resolve import FORMS, Context, Valued
from pipeline.dates.tense import direction
from pipeline.dates.tokens import Tokens
from pipeline.records import PublicationDate, TimeValue

_REFERENCE_KINDS = frozenset({"absolute", "partial", "relative", "holiday"})


def tag(
    text: str,
    lang: str,
    anchor: dt.date | PublicationDate | None,
    *,
    numeric_order: NumericOrder | None = None,
) -> list[TimeMention]:
    """Find the calendar expressions of a text and give them values.

    Args:
        text: any text; offsets of the mentions refer to it.
        lang: ISO 639-1 code of a language with ``patterns/<lang>/dates.yaml``.
        anchor: the publication date. None leaves relative expressions unresolved.
        numeric_order: how the text or its publisher writes numeric dates, if known.

    Raises:
        PatternError: the language has no (well-formed) grammar.
    """
    rules = grammar(lang)
    tokens = rules.tokens(text)
    day = anchor.value if isinstance(anchor, PublicationDate) else anchor
    return _value_all(find(tokens, rules), tokens, rules, day, numeric_order)


def _value_all(
    candidates: list[Candidate],
    tokens: Tokens,
    rules: Grammar,
    anchor: dt.date | None,
    order: NumericOrder | None,
) -> list[TimeMention]:
    ctx = Context(
        anchor=anchor,
        order=order,
        default_order="mdy" if rules.settings.get("numeric_order") == "mdy" else "dmy",
        settings=rules.settings,
    )
    mentions: list[TimeMention] = []
    last = 0
    for found in candidates:
        if any("BOUND" in tokens.classes[i] for i in range(last, found.first)):
            ctx.sentence_day = ""
        last = found.last
        ctx.direction = partial(direction, tokens, found.first, found.last, rules)
        valued = _safely(found, ctx)
        if valued is None:
            continue
        mentions.append(_mention(found, valued, tokens, ctx))
        _remember(found, valued, ctx)
    return mentions


def _safely(found: Candidate, ctx: Context) -> Valued | None:
    """Value one expression; a date outside the calendar (year 0, 10000) is none."""
    try:
        return FORMS[found.rule.form](found.slots, ctx)
    except OverflowError:
        return None


def _mention(found: Candidate, valued: Valued, tokens: Tokens, ctx: Context) -> TimeMention:
    start, end = tokens.start[found.first], tokens.end[found.last - 1]
    days = interval(valued.timex) if valued.type in {"DATE", "TIME"} else None
    value = TimeValue(
        timex=valued.timex,
        type=valued.type,
        start=days[0] if days else None,
        end=days[1] if days else None,
        precision=days[2] if days else None,
        anchor=ctx.anchor if valued.anchored else None,
        alternatives=valued.alternatives,
    )
    return TimeMention(start, end, tokens.text[start:end], value, found.rule.id, found.rule.kind)


def _remember(found: Candidate, valued: Valued, ctx: Context) -> None:
    days = interval(valued.timex) if valued.type in {"DATE", "TIME"} else None
    if not days:
        return
    if found.rule.kind in _REFERENCE_KINDS:
        ctx.reference = valued.timex
    if days[2] == "day":
        ctx.sentence_day = days[0].isoformat()
        ctx.last_day = days[0]
