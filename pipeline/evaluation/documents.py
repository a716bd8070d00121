"""Scores of what a release says about itself: language, publication date, title."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluation import fold
from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.outcomes import Outcome, compared
from pipeline.evaluation.system import SystemRelease


def score(gold: GoldRelease, system: SystemRelease) -> Iterator[Outcome]:
    """Compare a release's own data, as far as gold has them."""
    if "language" in gold.layers:
        lang = "" if system.lang == "und" else system.lang
        yield from compared("language", gold.lang, gold.lang, lang)
    if "published" in gold.layers:
        yield from _published(gold, system)
    if "title" in gold.layers:
        one, other = fold.name(gold.title), fold.name(system.title)
        end = len(gold.title)
        start = max(0, gold.text.find(gold.title))
        yield from compared("title", gold.lang, one, other, start=start, end=start + end)


def _published(gold: GoldRelease, system: SystemRelease) -> Iterator[Outcome]:
    """The preferred reading counts; of a truly ambiguous date, either, and the doubt itself."""
    told = system.published[0].isoformat() if system.published else ""
    known = [day.isoformat() for day in gold.published]
    right = told if told in known else next(iter(known), "")
    yield from compared("published", gold.lang, right, told)
    if len(gold.published) > 1 or len(system.published) > 1:
        doubts = [
            "ambiguous" if len(days) > 1 else "" for days in (gold.published, system.published)
        ]
        yield from compared("published.ambiguous", gold.lang, *doubts)
