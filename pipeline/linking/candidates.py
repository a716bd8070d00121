"""Which registry entry a body is: by name, by its words, by spelling; its country decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import names, shortened
from pipeline.linking.clusters import Cluster
from pipeline.linking.country import ANYWHERE, DONORS, EVERYWHERE, Country
from pipeline.linking.explicit import country_code, country_in
from pipeline.linking.rare import is_rare
from pipeline.registry.entries import Entry
from pipeline.registry.gazetteer import Gazetteer
from pipeline.registry.index import RegistryIndex
from pipeline.registry.spelling import spelled

_ALMOST = 94.0
_ALMOST_WORD = 85.0
# With so many content words a name that one country alone has is hardly another country's too.
_LONG = 4
# Initials of so few letters are those of bodies of many countries.
_INITIALS = 3
# Words of at most so many letters may have no part in initials ("of", "for").
_SMALL = (0, 2, 3)
# The letters by which words of two languages are compared ("metrology", "metrología").
_START = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry chosen for a body, how sure, and by what."""

    entry: Entry
    confidence: float
    how: str


def choose(
    cluster: Cluster,
    country: Country,
    index: RegistryIndex,
    lexicon: Lexicon,
    places: Gazetteer,
    barred: frozenset[tuple[str, str]],
) -> Choice | None:
    """Return the registry entry of ``cluster``, or nothing where none is clear.

    ``barred`` holds pairs of folded name and entity id that an analyst ruled out.
    """
    home = cluster.explicit or country.code
    for key in sorted(cluster.keys, key=lambda k: (-len(k), k)):
        found = [
            entry
            for entry in index.by_key(key)
            if (key, entry.id) not in barred and _fits(entry, key, cluster, lexicon)
        ]
        if home and not any(_has_place(e, key, cluster, home, index) for e in found):
            entry = _without_country(key, home, index, lexicon, places) or _shortened(
                key, cluster, home, index, lexicon, places
            )
            fits = entry is not None and _fits(entry, key, cluster, lexicon)
            if entry and fits and (key, entry.id) not in barred:
                return Choice(entry, 0.85, "country")
        if choice := _by_country(found, cluster, country, key, index, lexicon):
            return choice
        if home and home != country.code:
            rest = _without_town(key, home, lexicon, places)
            entry = next((e for e in index.by_key(rest) if e.country == home), None)
            if entry and (key, entry.id) not in barred:
                return Choice(entry, 0.8, "country")
    if not home:
        return None
    bare = {b for key in cluster.keys for b in _bare(key, home, lexicon, places)}
    for key in sorted(bare, key=lambda k: (-len(k), k)):
        entry = _similar(key, home, cluster.kind, index, lexicon, places)
        if entry and (key, entry.id) not in barred:
            return Choice(entry, 0.8, "fuzzy")
    return None


def _has_place(entry: Entry, key: str, cluster: Cluster, home: str, index: RegistryIndex) -> bool:
    """Tell whether an entry of just that name goes before one with the country in its name.

    It is of the country or of none, or works everywhere where the text gives no country.
    """
    everywhere = entry.kind in ANYWHERE and not _is_national(entry, key, index)
    return entry.country in ("", home) or (everywhere and not cluster.explicit)


def _fits(entry: Entry, key: str, cluster: Cluster, lexicon: Lexicon) -> bool:
    """Tell whether initials can be those of an entry: not where the text's full name is another.

    Names in other languages, with no head noun of this one, decide only where they spell out the
    initials.
    """
    full = [
        other
        for other in cluster.keys
        if " " in other and (_has_head(other, lexicon) or _spells(other, key))
    ]
    if " " in key or not full:
        return True
    known = [names.key(name) for name in entry.all_names if " " in name]
    known = [name for name in known if _has_head(name, lexicon) or _spells(name, key)]
    return not known or any(_alike(one, other, lexicon) for one in full for other in known)


def _shortened(
    key: str,
    cluster: Cluster,
    home: str,
    index: RegistryIndex,
    lexicon: Lexicon,
    places: Gazetteer,
) -> Entry | None:
    """Return the entry whose name a name begins, unless the text itself gives the longer name."""
    if any(other.startswith(f"{key} ") for other in cluster.keys):
        return None
    short = _bare(key, home, lexicon, places)
    return shortened.entry(short, cluster.kind, home, index, lexicon)


def _spells(name: str, initials: str) -> bool:
    """Tell whether the initials of a name's words, small ones left out or not, are just these."""
    words = name.split(" ")
    return any(
        "".join(word[0] for word in words if len(word) > least) == initials for least in _SMALL
    )


def _has_head(key: str, lexicon: Lexicon) -> bool:
    return not lexicon.bodies.heads.keys().isdisjoint(key.split(" "))


def _alike(one: str, other: str, lexicon: Lexicon) -> bool:
    """Tell whether two names share the beginning of a word that says what a body is for."""
    usual = lexicon.bodies.heads.keys() | lexicon.bodies.adjectives
    bags = [names.bag(key, lexicon) for key in (one, other)]
    if all(bag - usual for bag in bags):
        bags = [bag - usual for bag in bags]
    starts = [{word[:_START] for word in bag} for bag in bags]
    return not all(starts) or not starts[0].isdisjoint(starts[1])


def has(key: str, country: str, index: RegistryIndex, lexicon: Lexicon, places: Gazetteer) -> bool:
    """Tell whether a country has a body of a folded name, with or without the country in it."""
    return (
        any(entry.country == country for entry in index.by_key(key))
        or _without_country(key, country, index, lexicon, places) is not None
    )


def _by_country(
    found: Sequence[Entry],
    cluster: Cluster,
    country: Country,
    key: str,
    index: RegistryIndex,
    lexicon: Lexicon,
) -> Choice | None:
    """Return the entry at home, else the one of no country, else the only one there is."""
    home = cluster.explicit or country.code
    here = [entry for entry in found if entry.country == home and home]
    if here:
        return Choice(_first(here, cluster), 0.95 if len(here) == 1 else 0.8, "name")
    free = [entry for entry in found if not entry.country]
    if free and not cluster.explicit:
        return Choice(_first(free, cluster), 0.9, "name")
    near = [entry for entry in found if entry.country in country.named]
    if len({entry.country for entry in found}) > 1 and " " not in key and not country.code:
        found = near
    if cluster.explicit or len({entry.country for entry in found}) != 1:
        return None
    entry = _first(found, cluster)
    own = {names.key(name) for name in entry.all_names}
    named = " " not in key and any(
        " " in other and key not in other.split(" ") for other in cluster.keys - own
    )
    return _abroad(entry, home, country, key, index, lexicon, named=named)


def _abroad(
    entry: Entry,
    home: str,
    country: Country,
    key: str,
    index: RegistryIndex,
    lexicon: Lexicon,
    *,
    named: bool,
) -> Choice | None:
    """Return the only body of that name, of another country, if the text gives a reason.

    A name that other countries could use too may be that of a body which no registry has, also one
    of a body that works everywhere; so may initials where the text gives another full name
    (``named``).
    """
    if named:
        return None
    if entry.source == DONORS and key.upper() not in entry.acronyms_weak:
        return Choice(entry, 0.85, "only-name")
    if entry.kind in ANYWHERE and (
        not home or entry.country in country.named or not _is_national(entry, key, index)
    ):
        return Choice(entry, 0.85, "only-name")
    long = len(names.bag(key, lexicon)) >= _LONG and entry.country in country.named
    if " " in key and not is_rare(key, index) and not long:
        return None
    own = _is_own(key) and entry.kind not in EVERYWHERE
    if entry.country in country.named or (not home and own):
        return Choice(entry, 0.75, "only-name")
    return None


def _is_national(entry: Entry, key: str, index: RegistryIndex) -> bool:
    """Tell whether a name is one that the accreditation body of any country could have."""
    if entry.kind != "accreditation_body":
        return False
    return len(key) <= _INITIALS if " " not in key else not is_rare(key, index)


def _is_own(key: str) -> bool:
    """Tell whether a name is long enough to belong to one body only."""
    return key.count(" ") >= 4


def _first(found: Sequence[Entry], cluster: Cluster) -> Entry:
    """Return the entry whose kind and label fit best; the shortest id where several do."""
    return min(
        found, key=lambda e: (e.kind != cluster.kind, e.type != cluster.label, len(e.id), e.id)
    )


def _without_country(
    key: str, home: str, index: RegistryIndex, lexicon: Lexicon, places: Gazetteer
) -> Entry | None:
    """Return the body at home of a name that ends in its country here, or in the registry only.

    "Supreme Court of Kenya" is "Supreme Court" in a release of Kenya, and "Tribunal Supremo
    Electoral de Guatemala" the registry's "Tribunal Supremo Electoral" of that country.
    """
    for bare in _bare(key, home, lexicon, places):
        found = [entry for entry in index.by_key(bare) if entry.country == home]
        if len(found) == 1:
            return found[0]
        if entity_id := _home_bare(index, home, lexicon, places).get(spelled(bare)):
            return index.get(entity_id)
    return None


def _without_town(key: str, home: str, lexicon: Lexicon, places: Gazetteer) -> str:
    """Return a foreign body's name without its town ("Marine Institute de Galway"), or ""."""
    words = key.split(" ")
    for size in (1, 2):
        rest, town = words[:-size], " ".join(words[-size:])
        linked = len(rest) > 2 and rest[-1] in lexicon.bodies.linking
        if linked and any(place.country == home for place in places.get(town)):
            return " ".join(rest[:-1])
    return ""


def _bare(key: str, home: str, lexicon: Lexicon, places: Gazetteer) -> list[str]:
    """Return a name, and what it is without its country at the end or in front of it."""
    bare, code = country_in(key, lexicon, places)
    head = lexicon.bodies.heads.get(bare)
    whole = " " in bare or (head is not None and head.label == "AGENCY")
    names_ = [key, bare] if code == home and whole else [key]
    words = key.split(" ")
    if len(words) == 2 and home and country_code(words[1], lexicon, places) == home:
        names_.append(words[0])  # initials: "EPA Ghana"
    if place := next((n for n, w in enumerate(words) if n > 1 and w in lexicon.places.inside), 0):
        names_.append(" ".join(words[:place]))
    inner = [word for word in words[1:] if lexicon.demonyms.get(word) != home]
    if len(words) > len(inner) + 1 > 1:
        names_.append(" ".join([words[0], *inner]))
    for size in (1, 2):
        lead = " ".join(words[:size])
        if len(words) > size + 1 and home in (
            country_code(lead, lexicon, places),
            lexicon.demonyms.get(lead),
        ):
            names_.append(" ".join(words[size:]))
    return list(dict.fromkeys(names_))


@lru_cache(maxsize=64)
def _home_bare(
    index: RegistryIndex, home: str, lexicon: Lexicon, places: Gazetteer
) -> dict[str, str]:
    """Return the names of a country's bodies without the country they end in, if one has it."""
    bare: dict[str, set[str]] = {}
    for key, entity_id in index.names_of(home).items():
        name, code = country_in(key, lexicon, places)
        if code == home and name != key and " " in name:
            bare.setdefault(name, set()).add(entity_id)
    return {name: ids.pop() for name, ids in bare.items() if len(ids) == 1}


@lru_cache(maxsize=512)
def _home_bags(
    index: RegistryIndex, home: str, kind: str, lexicon: Lexicon
) -> dict[frozenset[str], str]:
    """Return the content words of the names of a country's bodies of a kind."""
    bags: dict[frozenset[str], str] = {}
    for key, entity_id in _home_kinds(index, home).get(kind, ()):
        bags.setdefault(names.bag(key, lexicon), entity_id)
    return bags


@lru_cache(maxsize=64)
def _home_kinds(index: RegistryIndex, home: str) -> dict[str, list[tuple[str, str]]]:
    """Return the names of a country's bodies and their ids, by kind."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for key, entity_id in index.names_of(home).items():
        kinds.setdefault(index.kind(entity_id), []).append((key, entity_id))
    return kinds


def _similar(
    key: str, home: str, kind: str, index: RegistryIndex, lexicon: Lexicon, places: Gazetteer
) -> Entry | None:
    """Return the entry of the same country with the same words, or with a misspelt name."""
    key = spelled(key)
    if key.count(" ") < 1:
        return None
    words = names.bag(key, lexicon)
    own = any(country_code(word, lexicon, places) != home for word in words)
    own = own and _is_usual(key, home, kind, index, lexicon)
    if own and (found := _home_bags(index, home, kind, lexicon).get(words)):
        return index.get(found)
    if own and kind == "ministry" and (entry := _by_first_field(words, home, index, lexicon)):
        return entry
    if len(key) < 14:
        return None
    near = process.extractOne(
        key, index.names_of(home).keys(), scorer=fuzz.ratio, score_cutoff=_ALMOST
    )
    if near is None or not _misspelt(key, near[0], places):
        return None
    return index.get(index.names_of(home)[near[0]])


def _is_usual(key: str, home: str, kind: str, index: RegistryIndex, lexicon: Lexicon) -> bool:
    """Tell whether bodies of a kind are called so at home: Peru has no "Secretaría de Economía"."""
    heads = lexicon.bodies.heads.keys() & set(key.split(" "))
    known = _home_kinds(index, home).get(kind, ())
    return any(not heads.isdisjoint(name.split(" ")) for name, _ in known)


def _by_first_field(
    words: frozenset[str], home: str, index: RegistryIndex, lexicon: Lexicon
) -> Entry | None:
    """Return the only ministry at home whose fields begin with these: "Transport Ministry"."""
    wanted = {word.rstrip("s") for word in words}
    fits = {
        entity_id
        for fields, entity_id in _home_fields(index, home, lexicon)
        if set(fields[: len(wanted)]) == wanted
    }
    return index.get(fits.pop()) if len(fits) == 1 else None


@lru_cache(maxsize=64)
def _home_fields(
    index: RegistryIndex, home: str, lexicon: Lexicon
) -> list[tuple[tuple[str, ...], str]]:
    """Return the content words, without a final s, of the names of a country's ministries."""
    found = []
    for key, entity_id in index.names_of(home).items():
        if index.kind(entity_id) == "ministry":
            words = names.bag(key, lexicon)
            fields = tuple(word.rstrip("s") for word in key.split(" ") if word in words)
            found.append((fields, entity_id))
    return found


def _misspelt(key: str, other: str, places: Gazetteer) -> bool:
    """Tell whether two names differ by the spelling of words, not by a word: "Health", "Wealth".

    A place is never a misspelt other one.
    """
    words, others = key.split(" "), other.split(" ")
    if len(words) != len(others):
        return False
    return all(
        one == two
        or (one[:3] == two[:3] and one not in places and fuzz.ratio(one, two) >= _ALMOST_WORD)
        for one, two in zip(words, others, strict=True)
    )
