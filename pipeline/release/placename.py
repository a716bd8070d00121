"""Whether words are the place of a dateline, by looks, gazetteer and the rest of the text."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.registry import gazetteer
from pipeline.registry.tokens import phrase
from pipeline.release.fold import fold
from pipeline.release.lines import judge
from pipeline.release.names import calm, name_like, shouted
from pipeline.release.rules import load

_SEAM = re.compile(r"\w{4}[^\W\d_A-Z][A-ZÁÉÍÓÚÑ]")
_INITIALS = re.compile(r"(?:\s+[A-Z]\.?){2}$")
_PLAIN_WORDS, _MOST_WORDS = 4, 8
_ACRONYM = 5


@lru_cache(maxsize=256)
def is_place(text: str) -> bool:
    """Whether a text may be the place of a dateline: few capitalised words, no body's name."""
    first = _first(text)
    return (
        (name_like(text, _MOST_WORDS) or _is_named(text))
        and text.count(",") <= 3
        and not any(char.isdigit() for char in text)
        and fold(text) not in load().words.lower_in_names
        and not _is_label(fold(first).strip(" ."))
        and not load().words.bodies.search(fold(first))
        and (
            _may_be_town(first) or (known(first) and not load().words.papers.fullmatch(fold(first)))
        )
        and judge(text) is None
    )


def known(place: str) -> bool:
    """Whether the first part of a place is a city, region or country that is known."""
    return _key(_first(place)) in gazetteer.load()


@lru_cache(maxsize=256)
def is_city(place: str) -> bool:
    """Whether the first part of a place is the name of a known city."""
    return any(each.kind == "city" for each in gazetteer.load().get(_key(_first(place))))


def town(place: str) -> str:
    """Return the town alone: the first part that is no abbreviation."""
    parts = [part.split("(")[0].strip(" .–—-()") for part in place.split(",")]
    found = next((part for part in parts if len(part.replace(".", "")) > 2), parts[0])
    found = _INITIALS.sub("", found)
    one, _, other = found.partition("/")
    return one if other and known(one) else found


def told(place: str, text: str, *, strictly: bool = False) -> bool:
    """Whether a text names a place elsewhere, and nowhere has it as a common word.

    A name in capitals need only be written as a name; another must stand behind a word such as
    "of" or "from", with ``strictly`` behind one such as "in".
    """
    name = calm(place) if " " in place else place.capitalize() if shouted(place) else place
    own = rf"(?<!\w){re.escape(name)}(?!\w)"
    words = load().words
    if strictly or not shouted(place):
        near = words.before_place if strictly else words.near_place
        own = rf"(?<!\w)(?i:{'|'.join(word for word in near if ' ' not in word)})\s+{own}"
    return bool(re.search(own, text)) and not re.search(
        rf"(?<!\w){re.escape(name.lower())}(?!\w)", text
    )


def is_acronym(place: str) -> bool:
    """Whether a place that nobody knows is one short word in capitals, as agencies' names are."""
    return place.isupper() and " " not in place and len(place) <= _ACRONYM and not known(place)


def _first(place: str) -> str:
    return re.split(r"[,(]", place, maxsplit=1)[0].strip(" .")


def _key(name: str) -> str:
    return " ".join(phrase(name))


def _is_named(text: str) -> bool:
    """Whether a text with small words inside is a known place ("Dar es Salaam")."""
    parts = [part.strip() for part in text.split(",")]
    return known(text) and all(part[:1].isupper() for part in parts if part)


def _is_label(name: str) -> bool:
    words = load().words
    return any(
        part in words.page_words
        or part in words.not_places
        or part in words.weekdays
        or part in words.labels
        for part in name.split("/")
    )


def _may_be_town(name: str) -> bool:
    """Whether an unknown name is none of a newspaper, a menu or words run together."""
    words, tokens = load().words, re.split(r"[\s/]+", fold(name))
    plain = [token for token in tokens if token not in words.lower_in_names]
    return (
        not words.papers.search(fold(name))
        and tokens[0] not in words.page_words
        and len(plain) <= _PLAIN_WORDS
        and not _SEAM.search(name)
    )
