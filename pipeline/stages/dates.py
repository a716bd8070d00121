"""Calendar expressions and durations, valued against the publication date.

Clock times, ages, rates (``twice a year``) and vague times are no mentions; days of the
week that recur are (``XXXX-WXX-5``).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import dates
from pipeline.cover import Cover
from pipeline.dates import TimeMention
from pipeline.dates.grammar import grammar
from pipeline.records import Mention
from pipeline.stages.state import State

_LEFT_OUT = frozenset({"vague", "set", "time", "attributive"})
_SHORT = "PT"  # durations of hours and less say how long a queue was, not when


def prepare(lang: str) -> None:
    """Load the grammar."""
    grammar(lang)


def run(state: State) -> None:
    """Add the dates of the text."""
    release = state.release
    taken = Cover((m.start, m.end) for m in state.mentions)
    found = [
        f
        for f in dates.tag(release.text, state.lang, release.published)
        if is_mention(f) and not taken.overlaps(f.start, f.end)
    ]
    state.add(_mention(f) for f in found)
    _add_stamps(state, found)


def is_mention(found: TimeMention) -> bool:
    """Whether an expression is a DATE mention: a date, or a duration of a day and more."""
    return found.kind not in _LEFT_OUT and not found.value.timex.startswith(_SHORT)


def _mention(found: TimeMention) -> Mention:
    return Mention(
        start=found.start,
        end=found.end,
        text=found.text,
        label="DATE",
        value=found.value.timex,
        confidence=0.5 if found.value.alternatives else 1.0,
        rule=f"dates.{found.rule}",
        kind=found.kind,
        time=found.value,
    )


def _add_stamps(state: State, found: Sequence[TimeMention]) -> None:
    """Add the publication date where a footer states it: ``Published: 3/6/2024``.

    It is no contact line or credit, for which mentions in footers are left out.
    """
    published = state.release.published
    known = {(m.start, m.end) for m in state.mentions}
    days = {published.value, *published.alternatives}
    state.take(
        _mention(f)
        for f in found
        if f.kind == "absolute" and f.value.precision == "day" and f.value.start in days
        if (f.start, f.end) not in known
    )
