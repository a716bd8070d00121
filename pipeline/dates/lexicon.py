"""The words of a language's calendar expressions: which classes a token belongs to, and its values.

A lexicon maps a token to ``{class: value}``. Words come from ``patterns/<lang>/dates.yaml``;
the classes of numbers are the same in every language and are made here:

    int    whole number        dd    1..31      hh    0..24     mm   00..59    mon  1..12
    yyyy   1000..2199          ymod  1850..2150 yy    two digits mil   0000..2359  dec  2.5
    card   number in words     wdd, whh, wyyyy  the same ranges in words
    ordn   21st                clock 10:35      ndate 26/1/2026 nmy  01/2026   ndm  26/1
    frac   1/2                 yrange 2026-2027 isodt 2026-01-26T10:35
    ydot   2.026
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from pipeline.dates import numeric

Classes = Mapping[str, str]

_CLOCK = re.compile(r"(\d{1,2})([:.])(\d\d)(?::(\d\d))?$")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+$|\d{1,3}(?:\.\d{3})+$")
_DECIMAL = re.compile(r"(\d{1,6})[.,](\d{1,3})$")
_FRACTION = re.compile(r"([1-9])/([1-9])$")
_YEAR_RANGE = re.compile(r"(\d{4})([-/])(\d{4}|\d\d)$")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})$")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})$")
_PHRASE = re.compile(r"\w+\.?$|\w+|\S")
_ORDINAL = re.compile(r"(\d{1,3})\.?[ºª]$")
_DAY_YEAR = re.compile(r"(\d{1,2})(?:/(\d\d|(?:19|20)\d\d)|,((?:19|20)\d\d))$")
_REFERENCE = re.compile(r"\d{1,5}/(\d{4})$")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z?$")
_YEARS = range(1000, 2200)
_MODERN = range(1800, 2200)
_BARE = range(1850, 2151)  # years that are years without a preposition


def fold(word: str) -> str:
    """Lower-case a word and straighten its apostrophes."""
    return word.lower().replace("’", "'")


def strip_accents(word: str) -> str:
    """Return a word without diacritics, as in headlines in capitals."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def of_number(value: int) -> dict[str, str]:
    """Return the classes of a number written in words."""
    text = str(value)
    found = {"card": text}
    if 1 <= value <= 31:
        found["wdd"] = text
    if 0 <= value <= 24:
        found["whh"] = text
    if value in _YEARS:
        found["wyyyy"] = text
    return found


def ordinal(digits: str) -> dict[str, str]:
    """Return the classes of an ordinal written in digits."""
    value = str(int(digits))
    return {"ordn": value} | ({"dd": value} if 1 <= int(value) <= 31 else {})


def _of_digits(digits: str) -> dict[str, str]:
    value, n = int(digits), len(digits)
    found = {"int": str(value)}
    if n <= 2:
        ranges = (("dd", 1, 31), ("hh", 0, 24), ("mon", 1, 12))
        found |= {name: str(value) for name, low, high in ranges if low <= value <= high}
    if n == 2:
        found["yy"] = digits
        if value < 60:
            found["mm"] = digits
    if n == 4:
        if value in _YEARS:
            found["yyyy"] = digits
        if value in _BARE:
            found["ymod"] = digits
        if value < 2400 and value % 100 < 60:
            found["mil"] = digits
    return found


def _of_clock(text: str) -> dict[str, str]:
    match = _CLOCK.match(text)
    if not match or int(match[1]) > 24 or int(match[3]) > 59:
        return {}
    value = f"{int(match[1]):02d}:{match[3]}" + (f":{match[4]}" if match[4] else "")
    return {"clock" if match[2] == ":" else "clockdot": value}


def _of_years(text: str) -> dict[str, str]:
    match = _YEAR_RANGE.match(text)
    if not match or int(match[1]) not in _MODERN:
        return {}
    first, last = int(match[1]), int(match[3])
    if len(match[3]) == 2:
        if last <= 12 and last != (first + 1) % 100:
            return {}
        last += first - first % 100 + (100 if last < first % 100 else 0)
    return {"yrange": f"{first}/{last}"} if first < last <= first + 150 else {}


def _of_months(text: str) -> dict[str, str]:
    if (match := _MONTH_YEAR.match(text)) and 1 <= int(match[1]) <= 12:
        return {"nmy": f"{match[2]}-{int(match[1]):02d}"} if int(match[2]) in _MODERN else {}
    if (match := _YEAR_MONTH.match(text)) and 1 <= int(match[2]) <= 12:
        return {"nym": text} if int(match[1]) in _MODERN else {}
    if (match := _DAY_MONTH.match(text)) and max(int(match[1]), int(match[2])) <= 31:
        return {"ndm": text}
    return {}


def _of_thousands(digits: str) -> dict[str, str]:
    return {"int": digits} | ({"ydot": digits} if int(digits) in _BARE else {})


def of_compound(text: str) -> dict[str, str]:
    """Return the classes of a token made of digits and the signs between them."""
    if text.isascii() and text.isdigit():
        return _of_digits(text) if len(text) <= 9 else {}
    if _ISO_TIME.match(text):
        return {"isodt": text} if numeric.readings(text[:10]) else {}
    if numeric.NUMERIC.match(text):
        return {"ndate": text} if numeric.readings(text) else {}
    if match := _ORDINAL.match(text):
        return ordinal(match[1])
    found = _of_clock(text) | (_of_years(text) or _of_months(text))
    if (match := _DAY_YEAR.match(text)) and 1 <= int(match[1]) <= 31:
        found["dy"] = f"{match[1]}/{numeric.full_year(match[2] or match[3])}"
    if match := _REFERENCE.match(text):
        found["lawref"] = match[1]
    if _FRACTION.match(text):
        found["frac"] = text
    if len(text) <= 12 and _THOUSANDS.match(text):
        found |= _of_thousands(re.sub(r"\D", "", text))
    elif match := _DECIMAL.match(text):
        found["dec"] = f"{match[1]}.{match[2]}"
    return found


class Lexicon:
    """Words and phrases with their classes and values.

    Args:
        words: ``class -> value -> words``; a word with a capital matches only capitalised text.
        literals: words that rules name themselves; each gets the class ``=word``.
        ordinal_suffixes: what makes digits an ordinal (``th``, ``º``).
    """

    def __init__(
        self,
        words: Mapping[str, Mapping[str, Iterable[str]]],
        literals: Iterable[str] = (),
        ordinal_suffixes: Iterable[str] = (),
    ) -> None:
        self.ordinal_suffixes = frozenset(ordinal_suffixes)
        self.lower: dict[str, dict[str, str]] = {}
        self.capital: dict[str, dict[str, str]] = {}
        self.abbreviations: set[str] = set()
        self.phrases: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
        for name, values in words.items():
            for value, forms in values.items():
                for form in forms:
                    self._add(form, name, value)
        for word in literals:
            self._add(word, f"={word}", word)
        self._add_unaccented()
        self.look_up = lru_cache(maxsize=65536)(self._look_up)
        self.entry = lru_cache(maxsize=65536)(self._entry)

    def _add(self, form: str, name: str, value: str) -> None:
        words = _PHRASE.findall(form)
        if len(words) > 1:
            classes = self._phrase(tuple(fold(w) for w in words))
            classes[name] = value
            return
        if form.endswith(".") and len(form) > 1:
            self.abbreviations.add(fold(form[:-1]))
            if not name.startswith("dotted"):
                form = form[:-1]
        table = self.lower if form == form.lower() else self.capital
        classes = table.setdefault(fold(form), {})
        classes[name] = value
        if name == "card":
            classes |= of_number(int(value))

    def _phrase(self, words: tuple[str, ...]) -> dict[str, str]:
        for known, classes in self.phrases.setdefault(words[0], []):
            if known == words:
                return classes
        self.phrases[words[0]].append((words, {}))
        self.phrases[words[0]].sort(key=lambda item: -len(item[0]))
        return self._phrase(words)

    def _add_unaccented(self) -> None:
        for table in (self.lower, self.capital):
            for word in list(table):
                plain = strip_accents(word)
                if plain not in self.lower and plain not in self.capital:
                    table[plain] = table[word]
                    if word in self.abbreviations:
                        self.abbreviations.add(plain)
        for first in list(self.phrases):
            self.phrases.setdefault(strip_accents(first), self.phrases[first])

    def _look_up(self, token: str) -> Classes:
        if token[0].isdigit():
            return of_compound(token.replace("–", "-"))
        key = fold(token)
        found = self.lower.get(key, {})
        if not key[0].isalnum():
            return {**found, "punct": ""}
        if key in self.capital and token[0].isupper():
            found = {**found, **self.capital[key]}
        return found

    def _entry(self, word: str) -> tuple[str, Classes]:
        return fold(word), self.look_up(word)

    def dotted(self, word: str) -> Classes:
        """Return the classes of an abbreviation that stands with its full stop."""
        return {**self.look_up(word), **self.look_up(f"{word}.")}

    def class_sets(self) -> set[frozenset[str]]:
        """Return every combination of classes that a token can have."""
        signs = [c for word, c in self.lower.items() if not word[0].isalnum()]
        found = {frozenset(c) for c in self.lower.values()}
        found |= {frozenset({**c, "punct": ""}) for c in ({}, *signs)}
        found |= {frozenset({**c, "punct": "", "glue": ""}) for c in ({}, *signs)}
        found |= {frozenset({**self.lower.get(w, {}), **c}) for w, c in self.capital.items()}
        for short in self.abbreviations:
            found |= {frozenset(self.dotted(short)), frozenset(self.dotted(short.title()))}
        found |= {frozenset(c) for entries in self.phrases.values() for _, c in entries}
        return found | _number_sets()


@cache
def _number_sets() -> frozenset[frozenset[str]]:
    """Return every combination of classes that a number can have, in any language."""
    numbers = (*range(61), *range(61, 2500, 5))
    padded = [f"{n:0{width}d}" for width in (1, 2, 4) for n in range(61)]
    digits = (*padded, *map(str, numbers), "0735", "9999", "12345")
    return frozenset(
        {
            *(frozenset(of_number(n)) for n in numbers),
            *(frozenset(_of_digits(d)) for d in digits),
            *(frozenset(of_compound(s)) for s in _shapes()),
            *map(frozenset, ({"ordn"}, {"ordn", "dd"}, {"BOUND"})),
        }
    )


def _shapes() -> Iterable[str]:
    """Yield compounds of every kind, so that each combination of classes is known beforehand."""
    left = ("0", "1", "5", "07", "13", "24", "25", "31", "45", "1999", "2026")
    right = ("0", "1", "2", "5", "07", "11", "27", "30", "31", "45", "61", "99", "123", "2027")
    few = ("1", "07", "31", "123", "2026")
    for sign in ".,/:-":
        yield from (f"{a}{sign}{b}" for a in left for b in right)
        yield from (f"{a}{sign}{b}{sign}{c}" for a in few for b in few for c in few)
    yield from ("10:35:01", "2026-01-26T10:35", "2.026", "2,026")
