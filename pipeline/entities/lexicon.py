"""What a language says of bodies, persons, roles and places (``patterns/<lang>/entities``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from pipeline import resources
from pipeline.entities.tokens import phrase
from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.records import Label

Phrases = Mapping[str, Mapping[tuple[str, ...], Any]]


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun of institutions and how its names go on."""

    kind: str
    label: Label
    plural: bool = False
    weak: bool = False
    place: bool = False
    no_country: bool = False
    list: bool = False
    lower: bool = False
    public: bool = False
    direct: bool = False
    singular: str = ""


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The words of the grammar of bodies."""

    premodifiers: bool
    of: frozenset[str]
    linking: frozenset[str]
    also: tuple[str, ...]
    contracted: frozenset[str]
    possessive: frozenset[str]
    number_signs: frozenset[str]
    never: frozenset[str]
    concepts: frozenset[str]
    subject: frozenset[str]
    press: frozenset[str]
    place: frozenset[str]
    and_: frozenset[str]
    articles: frozenset[str]
    adjectives: frozenset[str]
    one_of: frozenset[str]
    firsts: frozenset[str]
    doing: frozenset[str]
    classes: frozenset[str]
    public_words: frozenset[str]
    private_words: frozenset[str]
    governments: frozenset[str]
    governed: Mapping[str, str]
    heads: Mapping[str, Head]
    things: Mapping[str, tuple[tuple[str, ...], ...]]
    things_last: Mapping[str, tuple[tuple[str, ...], ...]]
    suffixes: frozenset[str]
    joiners: frozenset[str]
    cues: Phrases
    agents: Phrases
    certifies: Mapping[str, tuple[tuple[str, ...], ...]]
    examiners: frozenset[str]
    attests: Mapping[str, str]
    systems: frozenset[str]
    facilities: Phrases


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words of offices and job titles; ``nouns`` lead to the kind of role."""

    nouns: Phrases
    before: frozenset[str]
    after: frozenset[str]
    of: frozenset[str]
    definite: frozenset[str]
    endings: tuple[str, ...]
    weak: frozenset[str]
    owned: Mapping[str, Label]


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The words beside and inside persons' names."""

    honorifics: frozenset[str]
    particles: frozenset[str]
    say: frozenset[str]
    byline: frozenset[str]
    suffixes: frozenset[str]
    honours: frozenset[str]
    titles: frozenset[str]
    being: frozenset[str]
    having: frozenset[str]
    installed: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Nouns that make a place, names of countries, and words that are seldom a place."""

    spoken: frozenset[str]
    countries: Mapping[str, str]
    country_words: frozenset[str]
    first: Phrases
    last: frozenset[str]
    region_first: frozenset[str]
    region_last: frozenset[str]
    state_first: frozenset[str]
    small_first: frozenset[str]
    small_last: frozenset[str]
    inside: frozenset[str]
    linking: frozenset[str]
    context: frozenset[str]
    common: frozenset[str]
    world: Phrases
    numbered: frozenset[str]
    short: frozenset[str]
    saints: frozenset[str]
    towns: frozenset[str]
    buildings: frozenset[str]

    def begins(self, word: str) -> bool:
        """Tell whether the everyday name of a country begins with ``word``."""
        return word in self.country_words


@dataclass(frozen=True, slots=True)
class NominalWords:
    """Common nouns that stand for a body; their kinds (``any`` for every body)."""

    determiners: frozenset[str]
    pointing: frozenset[str]
    adjectives: frozenset[str]
    endings: tuple[str, ...]
    certifiers: frozenset[str]
    nouns: Phrases


@dataclass(frozen=True, slots=True)
class AbroadWords:
    """Words that tell whose country a body is of, where its name does not say."""

    possessive: frozenset[str]
    both: frozenset[str]
    country: frozenset[str]
    countries: frozenset[str]
    pointing: frozenset[str]
    sides: frozenset[str]
    groups: frozenset[str]
    from_: frozenset[str]
    members: frozenset[str]
    counterparts: frozenset[str]
    hosts: frozenset[str]
    with_: frozenset[str]
    for_: frozenset[str]
    that: frozenset[str]
    persons: frozenset[str]
    where: frozenset[str]
    to: frozenset[str]
    gives: frozenset[str]
    regional: frozenset[str]
    waters: frozenset[str]
    settlements: frozenset[str]
    wide: frozenset[str]
    foreign_affairs: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All words of a language that the rules for entities know."""

    bodies: BodyWords
    roles: RoleWords
    persons: PersonWords
    places: PlaceWords
    nominal: NominalWords
    verbs: frozenset[str]
    starters: frozenset[str]
    acronyms: frozenset[str]
    function: frozenset[str]
    demonyms: Mapping[str, str]
    abroad: AbroadWords


def _words(values: Iterable[str] | None) -> frozenset[str]:
    return frozenset(" ".join(phrase(str(value))) for value in values or ())


def _phrases(pairs: Iterable[tuple[str, Any]]) -> Phrases:
    """Return phrases by their first word."""
    found: dict[str, dict[tuple[str, ...], Any]] = {}
    for text, value in pairs:
        words = phrase(str(text))
        found.setdefault(words[0], {})[words] = value
    return {
        first: dict(sorted(group.items(), key=lambda item: -len(item[0])))
        for first, group in found.items()
    }


def _groups(texts: Iterable[str], key: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return phrases by their first word (``key`` 0) or their last one (-1)."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for words in map(phrase, map(str, texts)):
        groups.setdefault(words[key], []).append(words)
    return {word: tuple(group) for word, group in groups.items()}


def _heads(records: Iterable[dict[str, Any]]) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for record in records:
        flags = {key: value for key, value in record.items() if key not in ("words", "plural")}
        given = {
            key: value if key in ("kind", "label") else value == "true"
            for key, value in flags.items()
        }
        for word, single in zip(record.get("plural") or (), record["words"], strict=False):
            heads[" ".join(phrase(word))] = Head(plural=True, singular=single, **given)
        for word in record["words"]:
            heads[" ".join(phrase(word))] = Head(**given)
    return heads


def _bodies(data: dict[str, Any]) -> BodyWords:
    cues = [(word, (cue["kind"], cue["label"])) for cue in data["cues"] for word in cue["words"]]
    agents = data["agents"]
    return BodyWords(
        premodifiers=data["premodifiers"] == "true",
        of=_words(data["of"]),
        linking=_words(data["linking"]),
        also=tuple(data["also"]),
        contracted=_words(data["contracted"]),
        possessive=frozenset(data["possessive"]),
        number_signs=frozenset(data["number_signs"]),
        never=_words(data["never"]),
        concepts=_words(data["concepts"]),
        subject=_words(data["subject"]),
        press=_words(data["press"]),
        place=_words(data["place"]),
        and_=_words(data["and"]),
        articles=_words(data["articles"]),
        adjectives=_words(data["adjectives"]),
        one_of=_words([*data["one_of"], *data["firsts"]]),
        firsts=_words(data["firsts"]),
        doing=_words(data["doing"]),
        classes=_words(data["classes"]),
        public_words=_words(data["public_words"]),
        private_words=_words(data["private_words"]),
        governments=_words(data["governments"]["nouns"]),
        governed={
            word: kind
            for kind, found in data["governments"]["adjectives"].items()
            for word in found
        },
        heads=_heads(data["heads"]),
        things=_groups(data["things"], 0),
        things_last=_groups(data["things_last"], -1),
        suffixes=_words(data["company_suffixes"]),
        joiners=_words(data["company_joiners"]),
        cues=_phrases(cues),
        agents=_phrases((word, (agents["kind"], agents["label"])) for word in agents["words"]),
        certifies=_groups([*agents["words"], *agents["more"]], 0),
        examiners=_words(agents["examiners"]),
        attests={word: kind for kind, found in data["attests"].items() for word in found},
        systems=_words(data["systems"]),
        facilities=_phrases(
            (noun, kind) for kind, nouns in data["facilities"].items() for noun in nouns
        ),
    )


def _roles(data: dict[str, Any]) -> RoleWords:
    return RoleWords(
        nouns=_phrases(
            [
                *((noun, kind) for kind, nouns in data["kinds"].items() for noun in nouns),
                *((short, "chief_executive") for short in data.get("abbreviations") or ()),
            ]
        ),
        before=_words(data["before"]),
        after=_words(data["after"]),
        of=_words(data["of"]),
        definite=_words(data["definite"]),
        endings=tuple(data["endings"]),
        weak=_words(data["weak"]),
        owned={
            " ".join(phrase(noun)): label
            for label, nouns in data["owned"].items()
            for noun in nouns
        },
    )


def _places(data: dict[str, Any]) -> PlaceWords:
    countries = {
        " ".join(phrase(name)): code for code, names in data["countries"].items() for name in names
    }
    return PlaceWords(
        spoken=frozenset(data["spoken"]),
        countries=countries,
        country_words=frozenset(name.split(" ")[0] for name in countries),
        first=_phrases((word, True) for word in data["loc_first"]),
        last=_words(data["loc_last"]),
        region_first=_words(data["region_first"]),
        region_last=_words(data["region_last"]),
        state_first=_words(data["state_first"]),
        small_first=_words(data["small_first"]),
        small_last=_words(data["small_last"]),
        inside=_words(data["inside"]),
        linking=_words(data["linking"]),
        context=_words(data["context"]),
        common=_words(data["common"]),
        world=_phrases((name, True) for name in data["world"]),
        numbered=_words(data["numbered"]),
        short=_words(data["short"]),
        saints=_words(data["saints"]),
        towns=frozenset(" ".join(phrase(name)) for name in data["towns"]),
        buildings=_words(data["buildings"]),
    )


def _demonyms(data: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {" ".join(phrase(word)): code for code, words in data.items() for word in words}


@cache
def load(lang: str) -> Lexicon:
    """Return the words of ``lang``.

    Raises:
        PatternError: a file of ``patterns/<lang>/entities`` is missing or lacks a key.
    """
    folder = resources.patterns() / lang / "entities"
    parts = ("bodies", "roles", "persons", "places", "nominal", "stops", "abroad")
    data: dict[str, Any] = {part: read_yaml(folder / f"{part}.yaml") for part in parts}
    try:
        return _build(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise PatternError(f"missing or malformed key: {error}", where=folder) from error


def _build(data: dict[str, Any]) -> Lexicon:
    stops = data["stops"]
    nominal = data["nominal"]
    bodies = _bodies(data["bodies"])
    starters = _words(stops["starters"])
    return Lexicon(
        bodies=bodies,
        roles=_roles(data["roles"]),
        persons=PersonWords(
            **{
                key: _words(data["persons"][key])
                for key in (
                    "honorifics",
                    "particles",
                    "say",
                    "byline",
                    "suffixes",
                    "honours",
                    "titles",
                    "being",
                    "having",
                    "installed",
                )
            }
        ),
        places=_places(data["places"]),
        nominal=NominalWords(
            determiners=_words(nominal["determiners"]),
            pointing=_words(nominal["pointing"]),
            adjectives=_words(nominal["adjectives"]),
            endings=tuple(nominal["endings"]),
            certifiers=_words(nominal["certifiers"]),
            nouns=_phrases((noun, tuple(kinds or ())) for noun, kinds in nominal["nouns"].items()),
        ),
        verbs=_words(stops["verbs"]),
        starters=starters,
        function=starters | bodies.of | bodies.and_ | bodies.articles | bodies.place,
        acronyms=_words(stops["acronyms"]),
        demonyms=_demonyms(stops["demonyms"]),
        abroad=AbroadWords(
            **{
                key.name: _words(data["abroad"][key.name.rstrip("_")])
                for key in fields(AbroadWords)
            }
        ),
    )


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of ``patterns/names/<name>.txt`` (one a line, ``#`` begins a remark)."""
    path: Path = resources.patterns() / "names" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
