"""The rules of ``patterns/<lang>/release.yaml``, all languages put together.

A release may have English text and a Spanish footer, so lines are judged by the
rules of every language at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipeline import resources
from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.release.fold import alternation, fold

LineKind = Literal["date", "credit", "footer", "boilerplate"]
Match = Literal["whole", "start", "label", "code", "office", "contains"]
_KINDS = ("date", "credit", "footer", "boilerplate")
_MATCHES = ("whole", "start", "label", "code", "office", "contains")
_OPENS = ("", "list", "block", "rest")


@dataclass(frozen=True, slots=True, eq=False)
class LineRule:
    """One entry of ``lines``: which lines it is about, and what they are.

    ``opens`` says that the lines after it are of its kind too: ``list`` (short ones),
    ``block`` (up to a blank line) or ``rest`` (all). ``begins`` are the beginnings of its phrases
    (see ``beginning``; empty for those that stand anywhere in a line). ``short`` is how many words
    may follow a label without a colon, ``names`` whether they must be a name, ``repeat`` whether
    the line may be several of the phrases.
    """

    id: str
    kind: LineKind
    match: Match
    phrases: tuple[str, ...]
    begins: frozenset[str]
    max_words: int = 12
    weight: str = ""
    publisher: str = ""
    opens: str = ""
    colon: bool = False
    names: bool = False
    short: int = 0
    repeat: bool = False
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """Any of the phrases, compiled when it is first needed."""
        return _compiled(self)


@cache
def _compiled(rule: LineRule) -> re.Pattern[str]:
    return re.compile(alternation(rule.phrases))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all languages that dates, datelines and names are made of (folded)."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    ordinals: tuple[str, ...]
    first: tuple[str, ...]
    between: tuple[str, ...]
    before_place: tuple[str, ...]
    near_place: tuple[str, ...]
    hours: tuple[str, ...]
    signed: re.Pattern[str]
    until: re.Pattern[str]
    bodies: re.Pattern[str]
    news: re.Pattern[str]
    states: re.Pattern[str]
    not_places: frozenset[str]
    lower_in_names: frozenset[str]
    page_words: frozenset[str]
    labels: frozenset[str]
    papers: re.Pattern[str]
    sections: frozenset[str]
    headers: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumericOrder:
    """How a language writes a numeric date, and the places where it is the other way round."""

    month_first: bool
    other: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that the release stage knows about languages."""

    lines: tuple[LineRule, ...]
    words: Words
    orders: Mapping[str, NumericOrder]
    begun: Mapping[str, frozenset[int]]

    def of_line(self, starts: Iterable[str]) -> list[LineRule]:
        """Return the rules that may be met by a line, in their order.

        Args:
            starts: where a phrase may begin in the line: the line from there on, folded.
        """
        keys = {"", *(key for start in starts for key in (beginning(start), start[:1]))}
        found = frozenset[int]().union(*(self.begun.get(key, ()) for key in keys))
        return [self.lines[number] for number in sorted(found)]


@cache
def load() -> Rules:
    """Return the rules of all languages that have a ``release.yaml``.

    Raises:
        PatternError: a file is not well-formed.
    """
    files = sorted(resources.patterns().glob("*/release.yaml"))
    if not files:
        raise PatternError("no release.yaml found", where=resources.patterns())
    loaded = [(path, _read(path)) for path in files]
    lines = tuple(_rule(entry, path) for path, data in loaded for entry in data["lines"])
    return Rules(
        lines=lines,
        words=_words([data for _, data in loaded]),
        orders={path.parent.name: _order(data, path) for path, data in loaded},
        begun=_begun(lines),
    )


def _begun(lines: tuple[LineRule, ...]) -> dict[str, frozenset[int]]:
    """Return the numbers of the rules with a phrase of each beginning."""
    found: dict[str, set[int]] = {}
    for number, rule in enumerate(lines):
        for key in rule.begins:
            found.setdefault(key, set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def _read(path: Path) -> dict[str, Any]:
    """Read one file and see that its parts are there."""
    data = read_yaml(path)
    needed = {"dates", "numeric_order", "other_order_places", "lines"} | {
        *("bodies", "news_words", "states", "not_places", "lower_in_names", "page_words", "papers"),
        "site_sections",
    }
    if not isinstance(data, dict) or not needed <= data.keys():
        raise PatternError(f"needs the keys {', '.join(sorted(needed))}", where=path)
    return data


def _rule(entry: dict[str, Any], path: Path) -> LineRule:
    """Make one line rule."""
    where = f"{path}: {entry.get('id', '(no id)')}"
    phrases = entry.get("phrases", [])
    if not phrases or not all(isinstance(phrase, str) for phrase in phrases):
        raise PatternError(
            "phrases must be a list of strings", where=where, remedy="quote yes, no, on"
        )
    if entry.get("kind") not in _KINDS or entry.get("match") not in _MATCHES:
        raise PatternError(f"kind is one of {_KINDS}, match one of {_MATCHES}", where=where)
    if entry.get("opens", "") not in _OPENS:
        raise PatternError(f"opens is one of {_OPENS}", where=where)
    fields: dict[str, Any] = {
        key: True if value == "true" else value
        for key, value in entry.items()
        if key not in ("phrases", "examples", "not")
    }
    return LineRule(
        **fields,
        phrases=tuple(phrases),
        begins=frozenset(
            "" if entry["match"] == "contains" else beginning(fold(phrase)) for phrase in phrases
        ),
        examples=tuple(entry.get("examples", ())),
        counter_examples=tuple(entry.get("not", ())),
    )


def beginning(phrase: str) -> str:
    """Return the letters by which a phrase is looked up: two, or one before a blank or a number."""
    if phrase[:1].isdigit() or phrase[:1] == "#":
        return "0"
    return phrase[:1] if phrase[1:2] in (" ", "#") else phrase[:2]


def _words(data: list[dict[str, Any]]) -> Words:
    """Put the words of all languages together."""

    def listed(key: str) -> tuple[str, ...]:
        return tuple(fold(str(word)) for part in data for word in part["dates"].get(key, ()))

    def numbered(key: str) -> dict[str, int]:
        return {
            fold(name): int(number)
            for part in data
            for number, names in part["dates"][key].items()
            for name in names
        }

    def whole(key: str) -> re.Pattern[str]:
        found = alternation(str(word) for part in data for word in part[key])
        return re.compile(rf"(?<!\w){found}(?!\w)")

    labels = [
        str(phrase)
        for part in data
        for line in part["lines"]
        if line.get("kind") == "date"
        for phrase in line.get("phrases", ())
    ]
    return Words(
        months=numbered("months"),
        weekdays=numbered("weekdays"),
        ordinals=listed("ordinals"),
        first=listed("first"),
        between=listed("between"),
        before_place=listed("before_place"),
        near_place=listed("near_place"),
        hours=listed("hours"),
        signed=re.compile(rf"{alternation(listed('signed'))}(?!\w)"),
        until=re.compile(rf"(?<!\w){alternation(listed('until'))}\W*$"),
        bodies=whole("bodies"),
        news=whole("news_words"),
        states=whole("states"),
        not_places=frozenset(fold(str(w)) for part in data for w in part["not_places"]),
        lower_in_names=frozenset(
            fold(str(word)) for part in data for word in part["lower_in_names"]
        ),
        page_words=frozenset(
            fold(str(word)) for part in data for word in part.get("page_words", ())
        ),
        labels=frozenset({*map(fold, labels), *(word.split()[0] for word in listed("signed"))}),
        papers=whole("papers"),
        sections=frozenset(fold(str(w)) for part in data for w in part["site_sections"]),
        headers=frozenset(fold(str(w)) for part in data for w in part.get("headers", ())),
    )


def _order(data: dict[str, Any], path: Path) -> NumericOrder:
    """Make the numeric order of one language."""
    order = data["numeric_order"]
    if order not in ("month_first", "day_first"):
        raise PatternError("numeric_order is month_first or day_first", where=path)
    places = alternation(map(str, data["other_order_places"]))
    return NumericOrder(order == "month_first", re.compile(rf"(?<!\w){places}(?!\w)"))
