"""All entities of a text but standards and dates, in one pass over its tokens.

The order decides who wins: bodies that the registry or the grammar knows, short names in
brackets, persons with their offices, places, then what repeats, acronyms, nominal mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.cover import Cover
from pipeline.entities import (
    acronyms,
    bodies,
    brackets,
    companies,
    lexicon,
    nominal,
    persons,
    placefind,
    registered,
    repeats,
    things,
)
from pipeline.entities.scan import Found, Scan, begin
from pipeline.entities.tokens import TokenView, phrase
from pipeline.records import Mention, Release
from pipeline.registry import gazetteer, index
from pipeline.registry.index import RegistryIndex

_PARTS = re.compile(r"\s+[-–—|/]\s+")


def find(
    view: TokenView,
    lang: str,
    release: Release,
    occupied: Sequence[Mention] = (),
    ner: Sequence[Mention] = (),
    registry: RegistryIndex | None = None,
) -> list[Mention]:
    """Return the mentions of bodies, persons, offices and places in ``view``.

    Args:
        view: the tokens of the text.
        lang: its language; its words are read from ``patterns/<lang>/entities``.
        release: the release, for its sections (nothing is found in credits and footers).
        occupied: mentions found before (STANDARD, DATE); no mention overlaps one.
        ner: mentions of a trained model, taken where the rules found nothing.

        registry: the bodies known by name (the shipped registry by default).

    Returns:
        Mentions that do not overlap, by their place in the text.
    """
    scan = begin(
        view,
        lexicon.load(lang),
        registry or index.load(),
        gazetteer.load(),
        occupied,
        release.sections,
    )
    datelines = [section for section in release.sections if section.kind == "dateline"]
    placefind.head(scan, release.dateline_place, datelines)
    _bodies(scan, release.publisher)
    brackets.find(scan)
    repeats.bodies(scan)
    persons.find(scan)
    repeats.bodies(scan)
    repeats.persons(scan)
    placefind.find(scan, release.dateline_place)
    _learned(scan, ner)
    acronyms.find(scan, datelines)
    repeats.bodies(scan)
    _without_things(scan)
    nominal.find(scan)
    return [_mention(view, item) for item in sorted(scan.found, key=lambda found: found.first)]


def _without_things(scan: Scan) -> None:
    """Give up bodies whose name is that of a thing, or its short name."""
    view, words = scan.view, scan.lexicon
    shorts = things.acronyms(view, words)
    for item in [found for found in scan.found if found.label in ("AGENCY", "ORG")]:
        if item.rule == "registry":
            continue
        short = item.last - item.first == 1 and view.texts[item.first] in shorts
        if short or things.is_thing(view, words, item.first, item.last):
            scan.drop(item)


def _bodies(scan: Scan, publisher: str) -> None:
    """Add the bodies of registry, grammar and legal forms, the longest of overlapping ones."""
    candidates = [
        *registered.find(scan),
        *_publisher(scan, publisher),
        *bodies.find(scan),
        *companies.find(scan),
    ]
    rank = {"registry": 0}
    candidates.sort(
        key=lambda c: (c.rule != "coordination", c.first - c.last, rank.get(c.rule, 1), c.first)
    )
    known = Cover(
        (c.first, c.last) for c in candidates if c.rule == "registry" and c.last - c.first > 2
    )
    for item in candidates:
        if item.rule != "grammar" or not known.overlaps(item.first, item.first):
            scan.add(item)


def _publisher(scan: Scan, publisher: str) -> list[Found]:
    """Return the publisher's name wherever the text gives it (a letterhead, a byline)."""
    return [item for part in _PARTS.split(publisher) for item in _named(scan, part)]


def _named(scan: Scan, name: str) -> list[Found]:
    """Return the places where the publisher's name, or a part of it, stands."""
    words = phrase(name)
    if not words or " ".join(words) in scan.places:
        return []
    heads = scan.lexicon.bodies.heads
    head = next((heads[word] for word in words if word in heads), None)
    label, kind = (head.label, head.kind) if head else ("ORG", "media")
    return [
        Found(first, first + len(words), label, kind, "publisher", "ruler", 0.7)
        for first in range(len(scan.view) - len(words) + 1)
        if tuple(scan.view.folded[first : first + len(words)]) == words and scan.view.cap[first]
    ]


def _learned(scan: Scan, ner: Sequence[Mention]) -> None:
    """Take a model's mentions where no rule found anything."""
    if not ner:
        return
    starts = {start: number for number, start in enumerate(scan.view.starts)}
    ends = {end: number + 1 for number, end in enumerate(scan.view.ends)}
    for mention in ner:
        first, last = starts.get(mention.start), ends.get(mention.end)
        if first is None or last is None or not scan.can(first, last):
            continue
        scan.add(
            Found(first, last, mention.label, mention.kind, mention.rule, "ner", mention.confidence)
        )


def _mention(view: TokenView, item: Found) -> Mention:
    return Mention(
        start=view.starts[item.first],
        end=view.ends[item.last - 1],
        text=view.words(item.first, item.last),
        label=item.label,
        value=item.value,
        entity_id=item.entity_id,
        source=item.source,
        confidence=item.confidence,
        rule=item.rule,
        kind=item.kind,
    )
