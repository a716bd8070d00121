"""Mentions of one body in one release: same name, short names, the same words reordered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import names
from pipeline.linking.country import MISSIONS
from pipeline.records import Mention

_CLOSE = 60
_SENTENCE = re.compile(r"(?:[^.!?;:\n]|\.(?!\s))*")
# Within so many characters a name with a country and one without are two ("and the").
_BRACKET, _JOINED = 2, 12
# Fewer letters are those of too many names.
_SHORT = 3
_DASHES = frozenset({"-", "–", "—"})
# More letters than so are those of a name of one's own.
_OWN = 4
# Tells whether a country has a body of a folded name in the registry.
Known = Callable[[str, str], bool]


@dataclass(slots=True, eq=False)
class Cluster:
    """The mentions of one body, by their number in the release."""

    numbers: list[int] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    kind: str = ""
    label: str = "AGENCY"
    explicit: str = ""
    parent: Cluster | None = None

    def add(self, number: int, mention: Mention) -> None:
        """Take in a mention."""
        name = mention.value or mention.text
        self.numbers.append(number)
        self.keys.add(names.key(name))
        self.texts.append(name)
        if mention.kind and (not self.kind or mention.rule == "registry"):
            self.kind, self.label = mention.kind, mention.label


def _nobody(key: str, country: str) -> bool:
    """Know no body."""
    return not key and not country


def is_body(mention: Mention) -> bool:
    """Tell whether a mention names a body."""
    return mention.label in ("AGENCY", "ORG") and mention.source != "coref"


def build(
    mentions: Sequence[Mention],
    text: str,
    lexicon: Lexicon,
    countries: Sequence[str],
    home: str = "",
    known: Known = _nobody,
) -> list[Cluster]:
    """Return the bodies of a release, in the order in which they are first named.

    Args:
        mentions: all mentions, in order.
        text: the release's text.
        lexicon: the words of its language.
        countries: for each mention the country that the text gives beside it, or "".
        home: the release's country, or "".
        known: tells whether a country has a body of a folded name.
    """
    clusters: list[Cluster] = []
    previous: tuple[Mention, Cluster] | None = None
    introduced = _introduced(mentions, text)
    for number, mention in enumerate(mentions):
        if not is_body(mention):
            continue
        open_ = [
            c
            for c in clusters
            if (
                _agrees(c, mention, mentions, countries[number], home, known)
                or _is_proper(c, mention, lexicon)
            )
            and not (not countries[number] and _is_ours(c, mention, clusters, home, lexicon))
            and not (
                home
                and not countries[number]
                and c.explicit not in ("", home)
                and _beside_another(c, mention, mentions, text)
            )
        ]
        given = countries[number]
        open_.sort(
            key=lambda c: (bool(given) and c.explicit != given, c.explicit not in ("", home))
        )
        others = {short for short, full in introduced.items() if number not in full}
        cluster = _same_mission(open_, mention, given, lexicon) or _owner(
            open_, mention, previous, text, lexicon, others
        )
        if cluster is None:
            cluster = Cluster(label=mention.label)
            clusters.append(cluster)
        elif previous and cluster is not previous[1] and _in_brackets(previous[0], mention, text):
            apart = _are_two(cluster, previous[1], home)
            cluster = previous[1] if apart else merged(clusters, cluster, previous[1])
        cluster.add(number, mention)
        cluster.explicit = cluster.explicit or countries[number]
        previous = (mention, cluster)
    return clusters


def _introduced(mentions: Sequence[Mention], text: str) -> dict[str, set[int]]:
    """Return the numbers of the names behind which brackets give a short name, by short name."""
    found: dict[str, set[int]] = {}
    bodies = [(number, mention) for number, mention in enumerate(mentions) if is_body(mention)]
    for (number, before), (_, mention) in pairwise(bodies):
        if _in_brackets(before, mention, text):
            found.setdefault(names.key(mention.text), set()).add(number)
    return found


def _are_two(one: Cluster, other: Cluster, home: str) -> bool:
    """Tell whether two bodies of one short name have full names and countries of their own."""
    full = all(any(" " in key for key in cluster.keys) for cluster in (one, other))
    return full and (one.explicit or home) != (other.explicit or home)


def merged(clusters: list[Cluster], one: Cluster, other: Cluster) -> Cluster:
    """Return the earlier of two bodies with the mentions of both: a bracket showed they are one."""
    first, second = sorted((one, other), key=lambda cluster: cluster.numbers[0])
    first.numbers = sorted(first.numbers + second.numbers)
    first.keys |= second.keys
    first.texts += second.texts
    if second.kind and (not first.kind or first is one):
        first.kind, first.label = other.kind or first.kind, other.label
    first.explicit = first.explicit or second.explicit
    clusters.remove(second)
    return first


def _beside_another(
    cluster: Cluster, mention: Mention, mentions: Sequence[Mention], text: str
) -> bool:
    """Tell whether one sentence names a body with its country, then the full name without one.

    "The Ministry of Health of Ghana signed an accord with the Ministry of Health": two bodies.
    """
    last = mentions[cluster.numbers[-1]]
    name = names.key(mention.value or mention.text)
    if " " not in name or not f"{names.key(last.value or last.text)} ".startswith(f"{name} "):
        return False
    return bool(_SENTENCE.fullmatch(text, last.end, mention.start))


def _is_proper(cluster: Cluster, mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether a mention is a body's own name, without a noun that others could have too.

    "NamPower and Eskom signed. Eskom, of South Africa, sells."
    """
    key = names.key(mention.value or mention.text)
    own = not cluster.explicit and key in cluster.keys and len(key) > _OWN
    return (
        own
        and not mention.text.isupper()
        and lexicon.bodies.heads.keys().isdisjoint(key.split(" "))
    )


def _is_ours(
    cluster: Cluster, mention: Mention, clusters: Sequence[Cluster], home: str, lexicon: Lexicon
) -> bool:
    """Tell whether a bare noun is more likely a body at home than the foreign ``cluster``.

    "Fiscalía", where the text names the prosecutors of two countries.
    """
    key = names.key(mention.value or mention.text)
    if not home or cluster.explicit in ("", home) or key not in lexicon.bodies.heads:
        return False
    return any(
        c.kind == cluster.kind and bool(c.kind) and c.explicit in ("", home) for c in clusters
    )


def _agrees(
    cluster: Cluster,
    mention: Mention,
    mentions: Sequence[Mention],
    country: str,
    home: str,
    known: Known,
) -> bool:
    """Tell whether a mention can be of this body: not where both name another country.

    A name without a country is the body at home, if there is one of that name: "the Ministry
    of Health", then "the Ministry of Health of Chile" are two. So are they in the other order
    close to each other ("the Ministry of Health of Chile and the Ministry of Health"). Initials
    that the text gives beside a full name are that body's, whoever else has the same.
    """
    if country and cluster.explicit:
        return country == cluster.explicit
    apart = mention.start - mentions[cluster.numbers[-1]].end
    near = bool(home) and _BRACKET < apart <= _CLOSE
    if country and country != home and (near or any(known(k, home) for k in cluster.keys)):
        return False
    if cluster.explicit and cluster.explicit != home:
        key = names.key(mention.value or mention.text)
        if " " not in key and key in cluster.keys and any(" " in own for own in cluster.keys):
            return True
        if near and apart <= _JOINED and mention.rule in ("registry", "grammar"):
            return False
        return bool(home) and not known(key, home) if near or known(key, home) else True
    return True


def _owner(
    clusters: Sequence[Cluster],
    mention: Mention,
    previous: tuple[Mention, Cluster] | None,
    text: str,
    lexicon: Lexicon,
    others: Set[str],
) -> Cluster | None:
    """Return the body that a mention is of, if it was named before.

    ``others`` are short names that brackets give to other names of the text.
    """
    key = names.key(mention.value or mention.text)
    same = next((cluster for cluster in clusters if key in cluster.keys), None)
    if same:
        return same
    if previous and _in_brackets(previous[0], mention, text):
        return previous[1]
    return (
        _same_words(clusters, key, mention, lexicon)
        or _shortened(clusters, key, mention, lexicon)
        or _initials(clusters, mention, lexicon)
        or _spelled_out(clusters, key, lexicon, others)
    )


def _same_mission(
    clusters: Sequence[Cluster], mention: Mention, sender: str, lexicon: Lexicon
) -> Cluster | None:
    """Return the embassy or consulate of the same country, if it is not one in another place."""
    if mention.kind not in MISSIONS or not sender:
        return None
    head, host = _mission(names.key(mention.text), lexicon)
    for cluster in clusters:
        if cluster.kind in MISSIONS and not cluster.explicit and cluster.keys == {head}:
            return cluster
        if cluster.kind in MISSIONS and cluster.explicit == sender:
            others = {_mission(key, lexicon) for key in cluster.keys}
            places = {place for _, place in others if place}
            if any(head == other for other, _ in others) and (not host or places <= {host}):
                return cluster
    return None


def _mission(key: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return the head noun of a mission's name and the place that it is in, or ""."""
    words = key.split(" ")
    at = next((n for n, word in enumerate(words) if word in lexicon.bodies.place), len(words))
    head = next((word for word in words[:at] if word in lexicon.bodies.heads), "")
    place = [word for word in words[at + 1 :] if word not in lexicon.bodies.articles]
    return head, " ".join(place)


def _shortened(
    clusters: Sequence[Cluster], key: str, mention: Mention, lexicon: Lexicon
) -> Cluster | None:
    """Return the only body named before whose name goes on where this one ends, or the reverse.

    "Superior Court" after "Superior Court of Arequipa"; "Electoral Department of Dominica"
    after "Electoral Department".
    """
    if mention.rule in ("organ", "coordination"):
        return None
    if " " not in key and key not in lexicon.bodies.heads:
        return None
    joints = lexicon.bodies.linking
    if mention.kind in MISSIONS:  # "Embassy of Peru", then "Embassy of Peru in Ecuador"
        joints |= lexicon.bodies.place
    fits = [
        cluster
        for cluster in clusters
        if cluster.label == mention.label
        and any(
            _goes_on(key, other, joints, initials=len(cluster.keys) > 1) for other in cluster.keys
        )
    ]
    return fits[0] if len(fits) == 1 else None


def _goes_on(key: str, other: str, joints: frozenset[str], *, initials: bool) -> bool:
    """Tell whether a name goes on where the other ends, or a known body's ``initials`` do."""
    if other.startswith(f"{key} "):
        return True
    rest = key[len(other) + 1 :].split(" ", maxsplit=1)[0] if key.startswith(f"{other} ") else ""
    return (initials or " " in other) and rest in joints


def _initials(clusters: Sequence[Cluster], mention: Mention, lexicon: Lexicon) -> Cluster | None:
    """Return the only body whose name begins with words that the acronym's letters begin."""
    short = mention.text
    if not (2 <= len(short) <= 6 and short.isupper() and short.isalpha()):
        return None
    fits = []
    for cluster in clusters:
        for key in cluster.keys:
            letters = _letters(key, lexicon)
            whole = letters == short.lower()
            if whole or (len(short) > 2 and _begin(short.lower(), key.split(" "), lexicon)):
                fits.append(cluster)
                break
    return fits[0] if len(fits) == 1 else None


def _begin(short: str, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether words begin with the letters of initials, small words only where they fit."""
    if not short or not words:
        return not short
    small = words[0] in _dull(lexicon) or not words[0].isalnum()
    if small and _begin(short, words[1:], lexicon):
        return True
    return words[0][0] == short[0] and _begin(short[1:], words[1:], lexicon)


def _dull(lexicon: Lexicon) -> frozenset[str]:
    bodies = lexicon.bodies
    return bodies.of | bodies.and_ | bodies.articles | bodies.linking


def _letters(key: str, lexicon: Lexicon) -> str:
    """Return the first letters of the words of a name that count."""
    dull = _dull(lexicon)
    return "".join(w[0] for w in key.split(" ") if w.isalnum() and w not in dull)


def _spelled_out(
    clusters: Sequence[Cluster], key: str, lexicon: Lexicon, others: Set[str]
) -> Cluster | None:
    """Return the only body named by nothing but the first letters of this name so far."""
    short = _letters(key, lexicon)
    if len(short) < _SHORT or short in others:
        return None
    fits = [c for c in clusters if c.keys == {short} and all(t.isupper() for t in c.texts)]
    return fits[0] if len(fits) == 1 else None


def _in_brackets(before: Mention, mention: Mention, text: str) -> bool:
    """Tell whether only an opening bracket, or a dash, stands between a name and its short name."""
    if mention.rule not in ("bracket", "registry", "initials", "repeat"):
        return False
    between = text[before.end : mention.start].strip(" \"'“”‘’«»")
    return between == "(" or (between in _DASHES and mention.rule == "bracket")


def _same_words(
    clusters: Sequence[Cluster], key: str, mention: Mention, lexicon: Lexicon
) -> Cluster | None:
    """Return the body of the same kind with the same content words.

    Words like "National" may be left out, and a ministry may be called by a part of its field.
    """
    words = names.bag(key, lexicon)
    if not words or " " not in key:
        return None
    plain = words - lexicon.bodies.adjectives
    heads = {word for word in key.split(" ") if word in lexicon.bodies.heads}
    alike = [c for c in clusters if c.kind == mention.kind or _has_head(c, heads)]
    alike = [c for c in alike if not any(_are_apart(key, other, lexicon) for other in c.keys)]
    for cluster in alike:
        others = [names.bag(other, lexicon) for other in cluster.keys if " " in other]
        if words in others or (
            plain
            and any(
                (plain in (o, o - lexicon.bodies.adjectives) and words <= o) or o == plain
                for o in others
            )
        ):
            return cluster
    wider = [
        c
        for c in alike
        if c.kind == "ministry"
        and _has_head(c, heads)
        and any(words < names.bag(other, lexicon) for other in c.keys)
    ]
    return wider[0] if len(wider) == 1 else None


def _are_apart(one: str, other: str, lexicon: Lexicon) -> bool:
    """Tell whether two names have other nouns and other adjectives ("Superior Tribunal")."""
    words = lexicon.bodies
    first, second = set(one.split(" ")), set(other.split(" "))
    nouns = [side & words.heads.keys() - words.adjectives for side in (first, second)]
    told = [side & words.adjectives for side in (first, second)]
    return (
        all(nouns) and all(told) and nouns[0].isdisjoint(nouns[1]) and told[0].isdisjoint(told[1])
    )


def _has_head(cluster: Cluster, heads: set[str]) -> bool:
    """Tell whether a name of the body holds one of the head nouns."""
    return any(not heads.isdisjoint(key.split(" ")) for key in cluster.keys)
