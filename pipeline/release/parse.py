"""From a raw release to a described one."""

from __future__ import annotations

from pipeline import language
from pipeline.records import PublicationDate, RawRelease, Release, Section
from pipeline.release import calendar, kinds, title
from pipeline.release.clean import clean
from pipeline.release.clues import clues
from pipeline.release.fold import fold
from pipeline.release.glue import unglued
from pipeline.release.identity import doc_id
from pipeline.release.layout import Layout, find_lone_place, lay_out
from pipeline.release.names import calm, shouted
from pipeline.release.published import decide
from pipeline.release.publisher import publisher
from pipeline.release.rules import load
from pipeline.release.sections import sections

_ORNAMENTS = " \ufe0f" + "".join(map(chr, (*range(0x1F300, 0x1FAFF), *range(0x2600, 0x27C0))))
_NEWS = ("title", "heading", "body")


def prepare() -> None:
    """Load the rules of all languages, and what tells languages apart."""
    load()
    calendar.find("1")
    language.fast_model()


def parse(raw: RawRelease) -> Release:
    """Clean and describe a release.

    Whatever the text, a release comes out; what the text does not say stays empty.
    """
    text = unglued(clean(raw.text))
    layout = lay_out(text)
    title.choose(layout, raw.metadata.get("title", ""))
    find_lone_place(layout)
    kinds.assign(layout)
    parts = sections(layout)
    guess = language.detect(_news(text, parts))
    named = publisher(layout, text, raw.metadata.get("publisher", ""))
    place = _place(layout)
    return Release(
        doc_id=doc_id(raw.source),
        source=raw.source,
        sha256=raw.sha256,
        text=text,
        sections=language.detect_sections(text, parts, guess.code),
        title=layout.title.headline if layout.title else raw.metadata.get("title", ""),
        publisher=named,
        published=_published(layout, raw, guess.code, f"{place} {named} {_title(layout)}"),
        dateline_place=place,
        lang=guess.code,
        lang_confidence=guess.confidence,
    )


def _title(layout: Layout) -> str:
    """Return the title without the site's name."""
    return layout.title.headline.rstrip(_ORNAMENTS) if layout.title else ""


def _news(text: str, parts: tuple[Section, ...]) -> str:
    """Return the words that facts are read from (all of them if there are none)."""
    return "\n".join(text[part.start : part.end] for part in parts if part.kind in _NEWS) or text


def _place(layout: Layout) -> str:
    """Return the place of the dateline of the news, else of the first that names one."""
    news = layout.lines[layout.first] if layout.lines else None
    inner = layout.lines[layout.first + 2 : layout.last]
    places = [
        line.dateline.place
        for line in sorted(layout.lines, key=lambda line: line is not news)
        if line.dateline
        and line.dateline.place
        and not (line.kind == "body" and any(line is other for other in inner))
        and (
            line.text.startswith(line.dateline.place) and line.lead
            if line.kind == "title"
            else line.kind not in ("boilerplate", "credit")
        )
    ]
    place = places[0] if places else ""
    return place.capitalize() if shouted(place) and " " not in place else calm(place)


def _published(layout: Layout, raw: RawRelease, lang: str, places: str) -> PublicationDate:
    """Decide the publication date."""
    order = load().orders.get(lang)
    month_first = order is not None and order.month_first != bool(order.other.search(fold(places)))
    found = list(clues(layout, raw.source, raw.metadata))
    date = decide(found, month_first=month_first)
    if date.value is None and order is not None:
        from pipeline.release import worded  # noqa: PLC0415 - the date grammar is large, this is rare

        found += worded.clues(layout, lang)
        date = decide(found, month_first=month_first)
        if date.value is None and date.evidence:
            date = decide([*found, *worded.told(layout, lang)], month_first=month_first)
    return date
