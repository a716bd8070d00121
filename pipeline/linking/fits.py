"""How well a body fits the words of a nominal mention, wherever the text names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.lexicon import Lexicon
from pipeline.linking.phrases import Phrase

CERTIFIERS = frozenset({"certification_body", "accreditation_body"})
# Kinds of bodies that are parts of others.
_PARTS = frozenset({"unit", "directorate", "laboratory"})
# Kinds of which a body is private unless something tells otherwise.
_FIRMS = CERTIFIERS | {"company", "consultancy", "media", "association", "cooperative"}
# Words with the same first letters are taken for kin ("portuaria" and "Puerto" are not).
_STEM = 5
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of a body of the text before its mentions are looked at.

    Attributes:
        names: its names in the text and in the registry, as folded words, the text's first.
        said: how many of them stand in the text.
        kind: its kind.
        country: its country.
        parent: the number of the body that it belongs to, or -1.
        land: the country that the text or the registry gives it, or "" (also for what works in
            every country, as certifiers do).
        abroad: whether it is of another country than the release.
        home: whether it is of the release's country.
        public: whether it is a public body.
    """

    names: tuple[tuple[str, ...], ...]
    said: int
    kind: str
    country: str
    parent: int
    land: str
    abroad: bool
    home: bool
    public: bool


def fit(at: Phrase, known: Body, beside: str, lexicon: Lexicon) -> Features:
    """Return what speaks for and against a body by its names, kind and country.

    Args:
        at: the nominal mention.
        known: the body.
        beside: the country that the text gives beside the mention, or "".
        lexicon: the words of the language.
    """
    own = _own(at, known, lexicon)
    out = {own: 1.0} if own else {}
    if own and at.capital:
        out[f"{own}, capital"] = 1.0
    for name in (*_by_kind(at, known, bool(own), lexicon), *_by_sort(at, known, beside)):
        out[name] = 1.0
    return out


def _own(at: Phrase, known: Body, lexicon: Lexicon) -> str:
    """Return how a body's own names hold the noun."""
    found = ""
    for number, words in enumerate(known.names):
        if at.noun not in words:
            continue
        if _head(words, lexicon) == at.noun:
            return "noun" if number < known.said else "noun in registry"
        found = found or ("noun inside" if number < known.said else "")
    return found


def _head(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return the head noun of a name."""
    if not lexicon.bodies.premodifiers:
        return words[0]
    end = next((n for n, w in enumerate(words) if w in lexicon.bodies.of and n), len(words))
    heads = lexicon.bodies.heads
    return next((w for w in reversed(words[:end]) if w in heads), words[end - 1])


def _by_kind(at: Phrase, known: Body, own: bool, lexicon: Lexicon) -> list[str]:
    """Return what the kind of a body says, ``own`` if its own name holds the noun."""
    out: list[str] = []
    if known.kind in at.kinds:
        out.append("kind" if at.kinds.index(known.kind) == 0 else "kind, later")
    elif "any" in at.kinds:
        part = known.kind in _PARTS or known.parent >= 0
        out += ["any", "any, part"] if part else ["any"]
    elif known.kind in ("", "other"):
        sort = at.kinds and (at.kinds[0] in _FIRMS) != known.public
        out += ["kind unknown", "kind unknown, sort fits"] if sort else ["kind unknown"]
    elif at.kinds and not own:
        out.append("other kind")
    head = lexicon.bodies.heads.get(at.noun)
    if head and head.kind == known.kind:
        out.append("kind of the noun")
    return out


def _by_sort(at: Phrase, known: Body, beside: str) -> list[str]:
    """Return what certifiers, countries and the other words of the mention say."""
    out: list[str] = []
    if known.kind in CERTIFIERS:
        out.append("certifier meant" if at.certifier else "certifier")
    elif at.certifier:
        out.append("no certifier")
    if _shares(at, known):
        out.append("word in common")
    if known.kind == "intergovernmental":
        out.append("intergovernmental")
    if not known.public:
        out.append("private")
    if known.abroad:
        out.append("abroad")
    country = at.country or beside
    if country and known.country:
        out.append("its country" if known.country == country else "another country")
    return out


def _shares(at: Phrase, known: Body) -> bool:
    """Tell whether a name holds another word of the mention, or a kindred one."""
    stems = {word[:_STEM] for word in at.others if len(word) >= _STEM}
    return any(word[:_STEM] in stems for words in known.names for word in words)
