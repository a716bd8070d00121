"""The country a release speaks from, by the evidence of its own text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import cities
from pipeline.linking.covered import cover
from pipeline.linking.explicit import country_beside, country_code, country_in
from pipeline.linking.names import bag
from pipeline.linking.rare import is_rare
from pipeline.records import Mention, Release
from pipeline.registry.gazetteer import Gazetteer
from pipeline.registry.index import RegistryIndex
from pipeline.registry.seats import seats
from pipeline.registry.tokens import folded, phrase

Votes = defaultdict[str, float]
_GOVERNMENT = re.compile(
    r"\.(?:gob|gov|go|edu|ac|mil|gouv|org|com)\.[a-z]{2}\b|(?<![\w.-])(?:gob|gov|gouv)\.[a-z]{2}\b"
)
_MARGIN = 1.2
_LEAST = 0.5
# The votes that a country needs in whose language the release is not: more than being named.
_OTHER_TONGUE = 2.0
# The weight of a dateline; the votes that make a country one that the text names.
_DATELINE = 3.0
_BACKED = 1.5
# The weight of a publisher that one country can have, and of one that is only initials; of how
# many words beside the head noun a name is that no other country will have.
_FULL = 3
_PUBLISHER, _INITIALS = 6.0, 0.1
# What stands between a name and the short name in brackets behind it: " (".
_BRACKET = 2
# Initials of so few letters are those of bodies of many countries.
_LETTERS = 3
# The weight of a body of one country whose name other countries could use too.
_COMMON = 0.4
# With so many content words a name that one country alone has speaks for it.
_LONG = 4
# The weight of a mission abroad that the text names first: it speaks for its country.
_MISSION = 4.0
_ANY_HOST = re.compile(r"(?:www\.|@|https?://)[\w.-]+\.([a-z]{2})\b")
_MINISTRY = "ministry"
# Kinds that publish from the country of their seat, and of every other.
_GUESTS = frozenset({"intergovernmental"})
# Kinds that stand for their country abroad.
MISSION = "embassy"
MISSIONS = frozenset({MISSION})
# Kinds of bodies that work in every country, and kinds that every country has.
ANYWHERE = frozenset(
    {"certification_body", "accreditation_body", "intergovernmental", "company", "media"}
)
# The source of the cooperation agencies, which other countries name without their own.
DONORS = "dev-agencies"
EVERYWHERE = frozenset(
    {
        "ministry", "vice_ministry", "secretariat", "court", "council", "police", "presidency",
        "legislature", "central_bank", "comptroller", "prosecutor", "ombudsman", "directorate",
        "armed_forces", "commission", "government", "unit", "electoral_body", "registry",
        "municipality", "regional_government", "school", "hospital",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """The release's country ("" where the text decides none) and every country it names.

    ``mission`` is the country of the embassy that the release is of, ``dated`` that of the
    dateline, or "".
    """

    code: str
    named: frozenset[str]
    mission: str = ""
    dated: str = ""


def of(
    release: Release,
    mentions: Iterable[Mention],
    lexicon: Lexicon,
    index: RegistryIndex,
    places: Gazetteer,
) -> Country:
    """Return the country of ``release``."""
    votes: Votes = defaultdict(float)
    named: set[str] = set()
    mentions = list(mentions)
    _hosts(release, places, votes)
    _publisher(release, lexicon, index, votes)
    _head(mentions, release.text, lexicon, places, votes)
    sure = dict(votes)
    _names(mentions, lexicon, places, votes, named)
    _demonyms(release.text, mentions, lexicon, votes, named)
    told = dict(votes)
    owned = [
        m for number, m in enumerate(mentions)
        if m.label == "AGENCY" and country_beside(mentions, number, release.text, lexicon, places)
    ]  # fmt: skip
    beside = {m.text for m in owned}
    backed = {code for code, given in votes.items() if given >= _BACKED}
    agencies = {m.text for m in mentions if m.label == "AGENCY" and m.source != "coref"}
    within = {name: code for name in agencies if (code := inside(name, lexicon, places))}
    foreign = {country_in(" ".join(phrase(name)), lexicon, places)[0] for name in within}
    known = [
        m
        for m in mentions
        if m.text not in beside | within.keys() and " ".join(phrase(m.text)) not in foreign
    ]
    _bodies(known, index, lexicon, votes)
    for code in within.values():
        votes[code] += 0.5 if code in named else 1.0
    mission = _mission(mentions, release.publisher, lexicon, places)
    if mission:
        votes[mission] += _MISSION
    guest = any(entry.kind in _GUESTS for entry in index.by_name(release.publisher))
    given = {m.start for m in owned}
    own = [m for m in mentions if m.start not in given and m.text not in within]
    _cities(
        release, mentions, lexicon, places, votes,
        mission=mission, homes=_homes(own, index), guest=guest,
    )  # fmt: skip
    dated = _dated(release, lexicon, places)
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not ranked:
        return Country("", frozenset(named))
    first, total = ranked[0]
    spoken = first in lexicon.places.spoken
    by_name = told.get(first, 0.0) - sure.get(first, 0.0)
    if not spoken and total - by_name < _LEAST:
        return Country("", frozenset(named))  # that of an ambassador: only named
    if total < (_LEAST if spoken else _OTHER_TONGUE):
        return Country("", frozenset(named))
    clear = len(ranked) == 1 or ranked[0][1] >= _MARGIN * ranked[1][1]
    return Country(ranked[0][0] if clear else "", frozenset(named | backed), mission, dated)


def _hosts(release: Release, places: Gazetteer, votes: Votes) -> None:
    for text, weight in ((release.source, 3.0), (release.text, 2.0)):
        found = {m.group().rsplit(".", 1)[1] for m in _GOVERNMENT.finditer(text.lower())}
        for code in sorted("gb" if code == "uk" else code for code in found):
            if places.country(code):
                votes[code.upper()] += weight
    for code in sorted(set(_ANY_HOST.findall(release.text.lower()))):
        if places.country(code) and code not in {"io", "co", "tv", "me", "ly", "ai"}:
            votes[code.upper()] += 1.0


def _publisher(release: Release, lexicon: Lexicon, index: RegistryIndex, votes: Votes) -> None:
    """Count the publisher, most where only one country can have a body of that name.

    Initials alone say little: an agency's wire of one country is an office of another.
    """
    entries = index.by_name(release.publisher) if release.publisher else ()
    found = {entry.country for entry in entries if entry.country}
    short = " " not in release.publisher.strip() and release.publisher.isupper()
    name = " ".join(phrase(release.publisher))
    own = len(found) == 1 and (is_rare(name, index) or len(bag(name, lexicon)) >= _FULL)
    for code in found:
        votes[code] += _INITIALS if short else _PUBLISHER if own else 2.0


def _head(
    mentions: list[Mention], text: str, lexicon: Lexicon, places: Gazetteer, votes: Votes
) -> None:
    """Count the country that heads the text ("Ecuador: new law")."""
    for mention in mentions[:1]:
        code = country_code(" ".join(phrase(mention.text)), lexicon, places)
        if code and not mention.start and text.startswith(":", mention.end):
            votes[code] += _DATELINE


def _names(
    mentions: list[Mention],
    lexicon: Lexicon,
    places: Gazetteer,
    votes: Votes,
    named: set[str],
) -> None:
    """Count the countries that the text names."""
    for mention in mentions:
        if mention.label != "GPE":
            continue
        if code := country_code(" ".join(phrase(mention.text)), lexicon, places):
            votes[code] += 0.5 if code in named else 1.0
            named.add(code)


def _demonyms(
    text: str, mentions: list[Mention], lexicon: Lexicon, votes: Votes, named: set[str]
) -> None:
    """Count the demonyms; those in the names of bodies that work everywhere only name a country."""
    told, at = [], 0
    for mention in mentions:
        if mention.label == "ORG" and mention.kind in ANYWHERE:
            told.append(text[at : mention.start])
            at = mention.end
    found = _demonym_codes(text, lexicon)
    own = _demonym_codes(" | ".join([*told, text[at:]]), lexicon) if told else found
    for code in found:
        if code in own:
            votes[code] += 0.3 if code in named else 0.7
        named.add(code)


def _demonym_codes(text: str, lexicon: Lexicon) -> list[str]:
    """Return the countries of the demonyms of a text, one for each demonym."""
    found, parts, regional = folded(text), _parts(lexicon), lexicon.abroad.regional
    words = {
        word
        for before, word in zip(("", *found), found, strict=False)
        if word in parts and f"{before} {word}" not in regional
    }
    words |= {word[:-1] for word in words if word.endswith("s")}
    return [
        code
        for demonym, code in lexicon.demonyms.items()
        if demonym in words or (" " in demonym and words.issuperset(demonym.split(" ")))
    ]


@cache
def _parts(lexicon: Lexicon) -> frozenset[str]:
    """Return the words of demonyms, also with the s of a plural."""
    words = {word for demonym in lexicon.demonyms for word in demonym.split(" ")}
    return frozenset(words | {f"{word}s" for word in words})


def _bodies(mentions: list[Mention], index: RegistryIndex, lexicon: Lexicon, votes: Votes) -> None:
    """Count the bodies of one country only; names that other countries could use count little."""
    seen: set[str] = set()
    others = _full_names(mentions)
    for mention in mentions:
        if mention.label != "AGENCY" or mention.source == "coref":
            continue
        key = " ".join(phrase(mention.text))
        if key in seen:
            continue
        seen.add(key)
        entries = index.by_key(key)
        if key in others:
            entries = tuple(e for e in entries if _shares(e.all_names, others[key], lexicon))
        if not entries or any(
            entry.kind in ANYWHERE or entry.source == DONORS for entry in entries
        ):
            continue
        countries = {entry.country for entry in entries}
        if len(countries) == 1 and (code := countries.pop()):
            plain = len(key) < 5 or any(entry.kind in EVERYWHERE for entry in entries)
            own = is_rare(key, index) or len(bag(key, lexicon)) >= _LONG
            few = len(key) <= _LETTERS
            votes[code] += _INITIALS if few else 1.0 if own else 0.3 if plain else _COMMON


def _full_names(mentions: list[Mention]) -> dict[str, str]:
    """Return the name before the bracket of each short name that brackets give to a body."""
    return {
        " ".join(phrase(short.text)): " ".join(phrase(full.text))
        for full, short in pairwise(mentions)
        if short.start - full.end == _BRACKET and full.label == short.label and " " in full.text
    }


def _shares(known: Iterable[str], name: str, lexicon: Lexicon) -> bool:
    """Tell whether one of the names shares a word with ``name`` that says what the body is for."""
    usual = lexicon.bodies.heads.keys() | lexicon.bodies.adjectives
    own = bag(name, lexicon) - usual
    return not own or any(own & bag(" ".join(phrase(each)), lexicon) for each in known)


def _mission(mentions: list[Mention], publisher: str, lexicon: Lexicon, places: Gazetteer) -> str:
    """Return the country of the embassy or consulate that publishes or that is named first."""
    if is_mission(publisher, lexicon) and (
        sender := inside(publisher, lexicon, places, town=False)
    ):
        return sender
    for mention in mentions:
        if mention.label not in ("AGENCY", "ORG"):
            continue
        if mention.kind not in MISSIONS:
            return ""
        if sender := inside(mention.text, lexicon, places, town=False):
            return sender
    return ""


@lru_cache(maxsize=65536)
def is_mission(name: str, lexicon: Lexicon) -> bool:
    """Tell whether the first head noun of a name is that of an embassy or a consulate."""
    words = phrase(name)
    heads = lexicon.bodies.heads
    for first in range(len(words)):
        for size in (2, 1):
            head = heads.get(" ".join(words[first : first + size]))
            if head:
                return head.kind in MISSIONS
    return False


@lru_cache(maxsize=65536)
def inside(name: str, lexicon: Lexicon, places: Gazetteer, *, town: bool = True) -> str:
    """Return the code of the country that a body's name holds ("Government of Canada"), or "".

    With ``town`` also that of a town whose name holds a country's ("Port of Spain").
    """
    words = phrase(name)
    for first in range(len(words)):
        for size in (3, 2, 1):
            key = " ".join(words[first : first + size])
            code = lexicon.places.countries.get(key) or lexicon.demonyms.get(key)
            if code is None and places.is_country(key):
                code = places.get(key)[0].country
            if not code or first + size > len(words) or key in lexicon.places.towns:
                continue
            owner = cover(words, first, first + size, lexicon, places)
            if owner is None:
                return code
            if owner and town:
                return owner
            break
    return ""


def _cities(
    release: Release,
    mentions: list[Mention],
    lexicon: Lexicon,
    places: Gazetteer,
    votes: Votes,
    *,
    mission: str,
    homes: frozenset[str],
    guest: bool,
) -> None:
    """Count cities and regions, most those of the dateline.

    A country in the dateline says which city is meant. The seat of an international organization,
    and where one of them publishes (``guest``), counts only where something else speaks for its
    country, be it a ministry that it has (``homes``); where a mission is dated does not count.
    """
    parts = [" ".join(phrase(part)) for part in release.dateline_place.split(",") if part.strip()]
    stated = [code for key in parts if (code := country_code(key, lexicon, places))]
    for code in stated:
        votes[code] += _DATELINE
    before = dict(votes)
    seen: set[str] = set(parts) if stated else set()
    towns = [
        (number, key)
        for number, mention in enumerate(mentions)
        if mention.label == "GPE"
        and not country_code(key := " ".join(phrase(mention.text)), lexicon, places)
    ]
    for number, key in towns:
        code = country_beside(mentions, number, release.text, lexicon, places)
        if code and key not in seen:
            votes[code] += _DATELINE if key in parts else 0.5
            seen.add(key)
    spoken = homes & lexicon.places.spoken
    keys = [(key, _DATELINE) for key in parts] + [(key, 0.5) for _, key in towns]
    for key, weight in keys:
        if key in seen:
            continue
        seen.add(key)
        for home, share in cities.shares(
            key, before, lexicon, places, town=weight == _DATELINE
        ).items():
            if weight < _DATELINE or _speaks(
                key, home, before, mission, has=home in spoken, guest=guest
            ):
                votes[home] += weight * share


def _dated(release: Release, lexicon: Lexicon, places: Gazetteer) -> str:
    """Return the country of the dateline, "" where it names none or an unclear city."""
    parts = [" ".join(phrase(part)) for part in release.dateline_place.split(",") if part.strip()]
    for key in reversed(parts):
        if code := country_code(key, lexicon, places):
            return code
    for key in parts:
        found = cities.shares(key, {}, lexicon, places, town=True)
        if len(found) == 1 and key not in seats():
            return next(iter(found))
    return ""


def _homes(mentions: Sequence[Mention], index: RegistryIndex) -> frozenset[str]:
    """Return the countries that have a ministry of a name that the text gives no country."""
    keys = {" ".join(phrase(m.text)) for m in mentions if m.label == "AGENCY"}
    found = (entry for key in keys if " " in key for entry in index.by_key(key))
    return frozenset(entry.country for entry in found if entry.kind == _MINISTRY)


def _speaks(
    key: str, home: str, before: dict[str, float], mission: str, *, has: bool, guest: bool
) -> bool:
    """Tell whether a city of the dateline speaks for its country."""
    if mission and mission != home:
        return False
    if guest:
        return before.get(home, 0.0) >= _BACKED
    return has or key not in seats() or before.get(home, 0.0) > 0
