"""``constancia_dates``: calendar expressions and durations, valued against the publication date."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import dates
from pipeline.components.state import add_mentions, mentions_of, release_of
from pipeline.cover import Cover
from pipeline.dates import TimeMention
from pipeline.records import Mention, Release

_LEFT_OUT = frozenset({"vague", "set", "time", "attributive"})
_SHORT = "PT"  # durations of hours and less say how long a queue was, not when


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


class Dates:
    """Finds and values dates and durations of a day and more.

    Clock times, ages, rates (``twice a year``) and vague times are no mentions; days of the
    week that recur are (``XXXX-WXX-5``).
    """

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Add the dates of ``doc``."""
        release = release_of(doc)
        taken = Cover((m.start, m.end) for m in mentions_of(doc))
        found = [
            f
            for f in dates.tag(release.text, self._lang, release.published)
            if is_mention(f) and not taken.overlaps(f.start, f.end)
        ]
        add_mentions(doc, [_mention(f) for f in found])
        _add_stamps(doc, found, release)
        return doc


def _add_stamps(doc: Doc, found: Sequence[TimeMention], release: Release) -> None:
    """Add the publication date where a footer states it: ``Published: 3/6/2024``.

    It is no contact line or credit, for which mentions in footers are left out.
    """
    known = {(m.start, m.end) for m in mentions_of(doc)}
    days = {release.published.value, *release.published.alternatives}
    stamps = [
        _mention(f)
        for f in found
        if f.kind == "absolute" and f.value.precision == "day" and f.value.start in days
        if (f.start, f.end) not in known
    ]
    doc._.mentions = sorted([*mentions_of(doc), *stamps], key=lambda m: (m.start, -m.end))


@Language.factory("constancia_dates")
def make(nlp: Language, name: str) -> Dates:
    """Make the component for the language of ``nlp``."""
    return Dates(nlp.lang or "")
