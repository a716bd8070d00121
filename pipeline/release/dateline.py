"""The dateline: a place, a date or both, at the beginning of the news or on a line of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pipeline.release import calendar
from pipeline.release.fold import alternation, fold
from pipeline.release.lines import judge
from pipeline.release.names import is_body, shouted
from pipeline.release.placename import is_acronym, is_city, is_place, known, told, town
from pipeline.release.rules import load

_REACH = 110
_HEADER = 20  # words of a header line
_TOWN_WORDS, _TWO = 6, 2
_WIRE = r"(?:\s*[,.]?\s*[(/\[](?P<wire>@?[^\W\d][\w. &/-]{1,30})[)/\]])?"
_STRONG = r"\s*(?:\.\s?[-–—_]+|[-–—]{1,2}(?!\w)|:|\)\s*[.:-]*[-–—]*|\.?\s*//|\|)\s*"
_CAPITAL = r"(?=[\"“«¿¡]?[A-ZÁÉÍÓÚÑ])"
_CAPITALISED = r"[A-ZÁÉÍÓÚÑ][\w&'’-]*"
_MORE = rf"(?:\s+(?:[a-z]{{1,3}}\s+){{0,3}}{_CAPITALISED}){{0,5}}"
_OFFICE = rf"(?:\s*[,;]\s*(?P<office>{_CAPITALISED}{_MORE}))?"
_AFTER_DATE = re.compile(
    rf"{_WIRE}{_OFFICE}(?:(?P<strong>{_STRONG})|(?P<stop>\s*[.,]?\s*)$|(?P<dot>\.?\s+){_CAPITAL})"
)
_COUNTRY = r"\([A-Z][a-z][\w. ]*\)(?=\s*[,.(]|\s+[-–—])"
_PLACE = rf"(?P<place>[^\W\d_][\w.'’/-]*(?:[ ,]+(?:{_COUNTRY}|[^\W\d_][\w.'’-]*)){{0,6}})"
_DASH = r"\s*\.{1,2}\s?[-–—_]+\s*|\s+[-–—]{1,2}\s+|\s*[–—]{1,2}\s*|_+\s+"
_UNDATED = re.compile(rf"{_PLACE}{_WIRE}(?P<end>{_DASH}|:\s+)(?=\S)")
_WIRED = re.compile(rf"{_PLACE}{_WIRE}\s*(?P<end>[.:|]*[-–—]*\s+){_CAPITAL}")
_STOPPED = re.compile(
    rf"(?P<place>{_CAPITALISED}(?:,?\s+(?:[a-z]{{1,3}}\s+){{0,2}}{_CAPITALISED}){{0,4}})(?P<end>\.\s+){_CAPITAL}"
)
_FROM_OFFICE = re.compile(
    rf"(?P<place>{_CAPITALISED}{_MORE}),\s+(?P<wire>{_CAPITALISED}{_MORE}(?:\s+\([A-Z]+\))?)(?P<end>\s*(?::|\s[-–—])[/\s]*){_CAPITAL}"
)
_THEN_PLACE = re.compile(rf"[\s,.–—-]+{_PLACE}{_WIRE}\)?\s*(?:\.\s?[-–—]+|\s[-–—]{{1,2}}|[–—:])\s+")
_BYLINE = re.compile(rf"{_CAPITALISED}(?:\s+{_CAPITALISED}){{0,3}}\s+/\s+")

_WORD = re.compile(r"[^\W\d_]+")
_RANGE = re.compile(r"\d{1,2}\s*(?:\w{1,3}|[-–])?\s*$")
_LATER_PART = re.compile(r",\s*[A-Z][\w.]{0,6}\.[\s,–—-]*$")
_BARS = re.compile(r"\s*[|•·»›>]\s*|\s+[/–—-]\s+")
_EDGES = " ,.-–—|;:()/•·»›>"
_STATEMENT = re.compile(r"(?<=\w{4})\.\s+")
_BRACKETED = re.compile(rf"\((?P<place>[^\W\d_][\w '’.-]{{2,30}})\)\.?[\s–—-]+{_CAPITAL}")


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


def find(line: str, *, first: bool = True, text: str = "") -> Dateline | None:
    """Return the dateline that a line begins with.

    Args:
        line: a line of the clean text.
        first: whether the line may be the first paragraph; only there is a bare place taken.
        text: the whole text, which may tell that a name is a place.
    """
    folded = fold(line[:_REACH])
    time = _time().match(folded)
    begin = time.end() if time else len(line) - len(line.lstrip("( "))
    dates = [date for date in calendar.find(line[:_REACH]) if date.start >= begin]
    found = _dated(line, begin, dates[0]) if dates else None
    if dates and not (found and found.place):
        found = _header(line, dates[0]) or found
    if found or not first:
        return found
    bracketed = _BRACKETED.match(line)
    if bracketed and is_place(bracketed["place"]) and known(bracketed["place"]):
        return Dateline(bracketed.end(), bracketed["place"])
    return _undated(line, begin, text)


def _dated(line: str, begin: int, date: calendar.Written) -> Dateline | None:
    """Return a dateline with a date in it."""
    begin = max(begin, line.rfind("|", 0, date.start) + 1)
    date = _without_town(line, begin, date)
    place = _trimmed(line[begin : date.start])
    if place is None or (is_acronym(place) and not place[3:]):
        return _published_by(line, begin, date)
    end = date.end - (line[date.end - 1 : date.end] == ".")
    then = None if place else _THEN_PLACE.match(line, end)
    if then and is_place(then["place"]):
        return Dateline(then.end(), town(then["place"]), date, then["wire"] or "")
    after = _AFTER_DATE.match(line, end)
    if not after or (after["dot"] and not _goes_on(line, begin, date, place, after)):
        return None
    return Dateline(after.end(), town(place), date, after["wire"] or after["office"] or "")


def _goes_on(
    line: str, begin: int, date: calendar.Written, place: str, after: re.Match[str]
) -> bool:
    """Whether the news may follow a date behind nothing but a full stop or a blank."""
    whole = not line[begin : date.start].strip() and bool(date.dates)
    if after["dot"].startswith(".") and (place or whole):
        return True
    return bool(place) and bool(after["wire"] or (date.dates and known(place)))


def _published_by(line: str, begin: int, date: calendar.Written) -> Dateline | None:
    """Return a dateline that names a body in the place's stead ("Prison Service, 3 June 2024.")."""
    name = line[begin : date.start].strip(" ,.–—-")
    after = _AFTER_DATE.match(line, date.end)
    if not date.dates or not after or after["stop"] is not None or not is_body(name):
        return None
    return Dateline(after.end(), "", date, name)


def _header(line: str, date: calendar.Written) -> Dateline | None:
    """Return the city beside the date in a header of parts ("By Staff | LUSAKA | 3 May 2024")."""
    if not date.dates or len(line.split()) > _HEADER or not _BARS.search(line):
        return None
    before = [part.strip(_EDGES) for part in _BARS.split(line[: date.start]) if part.strip(_EDGES)]
    after = [part.strip(_EDGES) for part in _BARS.split(line[date.end :]) if part.strip(_EDGES)]
    beside = (*before[-1:], *after[:1])
    city = next((part for part in beside if is_city(part) and is_place(part)), "")
    return Dateline(len(line), town(city), date) if city else None


def _without_town(line: str, begin: int, date: calendar.Written) -> calendar.Written:
    """Return the date without a weekday that ends a town's name ("Santo Domingo, 5 de marzo")."""
    word = _WORD.match(line, date.start)
    if not word or fold(word.group()) not in load().words.weekdays:
        return date
    name = line[begin : word.end()].strip(" ,.-–—|;()")
    if " " not in name or "," in name or not known(name):
        return date
    return replace(date, start=word.end(), weekday=0)


def _undated(line: str, begin: int, text: str) -> Dateline | None:
    """Return a dateline that is only a place, where its form or the rest of the text tells."""
    for form, sure in (
        (_UNDATED, _is_sure),
        (_WIRED, _is_wired),
        (_STOPPED, _is_stopped),
        (_FROM_OFFICE, _is_office),
    ):
        match = form.match(line, begin)
        if (
            match
            and len(line) - match.end() >= 40
            and is_place(match["place"])
            and sure(match, line, text)
        ):
            return Dateline(
                match.end(), town(match["place"]), None, match.groupdict().get("wire") or ""
            )
    byline = _BYLINE.match(line, begin)
    match = _UNDATED.match(line, byline.end()) if byline else None
    if match and "." in match["end"] and is_city(match["place"]):
        return Dateline(match.end(), town(match["place"]))
    return None


def _is_sure(match: re.Match[str], line: str, text: str) -> bool:
    """Whether a place before a dash or colon is one."""
    place, end = match["place"], match["end"]
    name = place.split(",")[0]
    capital = line[match.end()].isupper()
    if end.strip() == ":":
        if capital and known(place) and len(place.split()) <= 4:
            return True
        return capital and not is_acronym(name) and told(name, text, strictly=not shouted(name))
    if is_acronym(name):
        return told(name, text, strictly=True)
    if shouted(place) or match["wire"] or "." in place[-1] + end:
        return True
    return capital and len(place.split()) <= 4 and (known(place) or told(name, text))


def _is_wired(match: re.Match[str], _line: str, text: str) -> bool:
    """Whether a place before an agency in brackets is one."""
    name = match["place"].split(",")[0]
    return bool(match["wire"]) and (is_city(name) or (shouted(name) and told(name, text)))


def _is_stopped(match: re.Match[str], _line: str, text: str) -> bool:
    """Whether a name before a full stop is a place and not a short sentence."""
    name = match["place"].split(",")[0]
    if is_acronym(name):
        return False
    return is_city(name) or told(name, text, strictly=not shouted(name))


def _is_office(match: re.Match[str], _line: str, _text: str) -> bool:
    """Whether a city and the body that writes stand before the news."""
    return is_city(match["place"]) and bool(load().words.bodies.search(fold(match["wire"])))


def _trimmed(before: str) -> str | None:
    """Return the place before a date, empty if there is none, nothing if it is no place."""
    if ":" in before.rstrip(" :") or (":" in before and not known(before.strip(_EDGES))):
        return None
    bare = _LATER_PART.sub("", _RANGE.sub("", before)).strip(_EDGES)
    part = _last_part(bare)
    if part is None:
        return ""
    bare = part
    words = load().words
    small = {*words.before_place, *words.between, "a"}
    tokens = bare.split()
    while tokens and (fold(tokens[-1]).strip(",.") in small or fold(tokens[-1]) in words.weekdays):
        name = " ".join(tokens)
        if " " in name and "," not in name and known(name):
            break
        tokens.pop()
    lead = next((w for w in words.before_place if fold(bare).startswith(w + " ") and tokens), "")
    place = " ".join(tokens)[len(lead) :].strip(" ,.-–—|:;(")
    parts = [part.strip() for part in place.split(",")]
    while len(parts) > 1 and not is_place(parts[0]):
        parts.pop(0)
    place = ", ".join(parts)
    return place if not place or is_place(place) else None


def _last_part(bare: str) -> str | None:
    """Return the place in a header of parts ("Press statement. Kampala"), if it has one."""
    parts = [part for part in _BARS.split(bare) if part.strip(_EDGES)]
    if len(parts) > 1:
        return next((part for part in reversed(parts) if is_city(part) and is_place(part)), None)
    parts = _STATEMENT.split(bare)
    if len(parts) > 1 and judge(parts[0]) and known(parts[-1]):
        return parts[-1]
    return bare


def lone(line: str) -> Dateline | None:
    """Return the dateline of a line that is only a city, beside it a weekday or a body."""
    name, _, last = line.rstrip(" .,:;/").rpartition(",")
    whole = fold(last).strip() in load().words.weekdays or is_body(last.split("(")[0].strip())
    place = name if name and whole else line.strip(_EDGES)
    parts = _BARS.split(place)
    if len(parts) == _TWO and load().words.papers.search(fold(parts[1])):
        place = parts[0]
    if not is_city(place) or not is_place(place) or len(place.split()) > _TOWN_WORDS:
        return None
    return Dateline(len(line), town(place))
