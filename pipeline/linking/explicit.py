"""A country that the text gives beside a name: "of Chile", "Chile's", "chilena", "Tacna, Peru"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import cities, names
from pipeline.linking.covered import cover
from pipeline.records import Mention
from pipeline.registry.gazetteer import Gazetteer

_LETTERS = re.compile(r"[^\W\d_]*\Z")
_FIRST = re.compile(r" ([^\W\d_]+(?: [^\W\d_]+)?)")
_NEAR, _PARTED = 30, "\n\n"
_CAPITAL = r"[A-ZÁÉÍÓÚÑ][\w.]*"
_FOLLOWS = re.compile(
    r" (?P<joints>(?:[a-z]{1,4} ){1,2})"
    rf"(?P<name>{_CAPITAL}(?: (?:[a-z]{{1,3}} )?{_CAPITAL}){{0,3}})"
)
_POSSESSIVE = re.compile(r"['’]s?\s*$")


def country_beside(
    mentions: Sequence[Mention], number: int, text: str, lexicon: Lexicon, places: Gazetteer
) -> str:
    """Return the code of the country beside mention ``number``, "" where there is none.

    Of a town it may be that of its region ("Fresno, Calif.").
    """
    mention = mentions[number]
    for other, between in _neighbours(mentions, number, text):
        behind = other.start > mention.start
        if other.label != "GPE":
            continue
        own = behind and mention.label != "GPE" and _aside(between, text[other.end : other.end + 1])
        if not own and not _joins(between, behind, mention, lexicon):
            continue
        if code := country_code(names.key(other.text), lexicon, places):
            return code
        if behind and mention.label == "GPE" and between.strip() == ",":
            both = cities.shared(names.key(mention.text), names.key(other.text), places)
            if both:
                return both
    if mention.label in ("AGENCY", "ORG"):
        return _behind(mention, text, lexicon, places) or _demonym(mention, text, lexicon)
    return ""


def _behind(mention: Mention, text: str, lexicon: Lexicon, places: Gazetteer) -> str:
    """Return the country that follows a name, also where it is no mention ("of Costa Rica")."""
    match = _FOLLOWS.match(text, mention.end)
    if not match:
        return ""
    joints = names.key(match["joints"]).split(" ")
    if joints[0] not in lexicon.bodies.linking:
        return ""
    if any(w not in lexicon.bodies.linking | lexicon.bodies.articles for w in joints):
        return ""
    words = match["name"].split()
    folded = [names.key(word.rstrip(".,")) for word in words]
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        for form in (name, name.rstrip(".")):
            if code := country_code(names.key(form), lexicon, places):
                owner = cover(folded, 0, size, lexicon, places)
                return code if owner is None else owner
    return ""


@lru_cache(maxsize=65536)
def country_in(
    name_key: str, lexicon: Lexicon, places: Gazetteer, most: int = 4
) -> tuple[str, str]:
    """Return a folded name without the country it ends in, and the country's code.

    "supreme court of kenya" gives "supreme court" and KE; both are "" where it ends in no country.
    """
    if name_key.rpartition(" ")[2] not in _last_words(lexicon, places):
        return "", ""
    words = name_key.split(" ")
    dull = lexicon.bodies.linking | lexicon.bodies.articles
    for size in range(min(most, len(words) - 1), 0, -1):
        code = country_code(" ".join(words[-size:]), lexicon, places)
        rest = words[:-size]
        if not code or not (rest[-1] in dull or lexicon.bodies.premodifiers):
            continue
        if cover(words, len(rest), len(words), lexicon, places) is not None:
            return "", ""
        while rest and rest[-1] in dull:
            rest.pop()
        if rest and not rest[-1].isalnum():
            return "", ""
        return " ".join(rest) or name_key, code
    return "", ""


@cache
def _last_words(lexicon: Lexicon, places: Gazetteer) -> frozenset[str]:
    """Return the words that names of countries end in: most names end in none of them."""
    return frozenset(
        key.rpartition(" ")[2] for key in (*lexicon.places.countries, *places.country_names)
    )


def country_code(key: str, lexicon: Lexicon, places: Gazetteer) -> str:
    """Return the code of a country's folded name, "" where it is none or most often a town's."""
    if key in lexicon.places.towns:
        return ""
    if code := lexicon.places.countries.get(key):
        return code
    return places.get(key)[0].country if places.is_country(key) else ""


def _neighbours(mentions: Sequence[Mention], number: int, text: str) -> list[tuple[Mention, str]]:
    """Return the mentions right behind and before, with the words between."""
    mention = mentions[number]
    found = [
        (after, text[mention.end : after.start])
        for after in mentions[number + 1 : number + 3]
        if after.start - mention.end < _NEAR
    ]
    if number:
        before = mentions[number - 1]
        found.append((before, text[before.end : mention.start]))
    return found


def _aside(between: str, after: str) -> bool:
    """Tell whether brackets hold a country behind a name: "Ministry of Health (Rwanda)"."""
    return between.strip() == "(" and after == ")"


def _joins(between: str, behind: bool, mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether the words between a name and a country make it that country's."""
    if _PARTED in between:
        return False
    if not behind and between.strip() == "(":
        return True  # "Ghana (Ministry of Education)"
    if not behind:
        return (
            bool(_POSSESSIVE.fullmatch(between.strip()))
            if between.strip()
            else mention.label != "GPE"
        )
    words = names.key(re.sub(r"\([^)]*\)", " ", between)).split()
    if mention.label in ("GPE", "LOC"):
        return words in ([","], ["("])
    if words[:1] == [","]:  # "Eskom, of South Africa,"
        words = words[1:]
    return (
        bool(words)
        and words[0] in lexicon.bodies.linking
        and all(word in lexicon.bodies.linking or word in lexicon.bodies.articles for word in words)
    )


def _demonym(mention: Mention, text: str, lexicon: Lexicon) -> str:
    """Return the country of the adjective before or behind a name, or that begins it."""
    if found := adjective(_words_before(text, mention.start), -1, lexicon):
        return found
    after = _FIRST.match(text, mention.end)
    behind = names.key(after.group(1)).split(" ") if after else []
    return adjective(behind, 0, lexicon) or adjective(
        names.key(mention.text).split(" "), 0, lexicon
    )


def _words_before(text: str, start: int) -> list[str]:
    """Return the two words right before an offset, folded (or one, or none)."""
    ahead = text[max(0, start - _NEAR) : start]
    if not ahead.endswith(" "):
        return []
    _, first, last = ("", "", *ahead[:-1].rsplit(" ", 2))[-3:]
    word = _ending(last)
    before = _ending(first) if word == last else ""
    return names.key(f"{before} {word}".lstrip()).split(" ")[-2:] if word else []


def _ending(word: str) -> str:
    """Return the letters that a word ends in."""
    return word if word.isalpha() else _LETTERS.findall(word)[0]


def adjective(words: Sequence[str], end: int, lexicon: Lexicon) -> str:
    """Return the country of the demonym that begins ``words`` (``end`` 0) or ends them (-1)."""
    two = " ".join(words[:2] if end == 0 else words[-2:])
    if not words or two in lexicon.abroad.regional:
        return ""
    return lexicon.demonyms.get(two) or lexicon.demonyms.get(words[end], "")
