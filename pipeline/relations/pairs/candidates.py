"""The pairs of a release that may state a relation.

Near: two mentions of one sentence. Far: a mention, and an entity that its sentence does not name.
Features come in parts, so that what many pairs share is weighed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.relations.pairs import far, near
from pipeline.relations.pairs.context import ENTITIES, Context, prepare
from pipeline.relations.pairs.entities import Known, Present, key_of, present
from pipeline.relations.rules import Found, kinds, pairs
from pipeline.relations.view import BODY, Item, View

Key = tuple[int, str, str]
Partner = tuple[Known, tuple[str, ...]]
NEVER = frozenset({"certified", "said"})
NOT_FAR = frozenset({"located_in"})
_WIDEST, _MOST_PLACES, _MOST_KNOWN = 60, 24, 12
_ACTORS = frozenset({"AGENCY", "ORG", "GPE"})
_FAR_SIDES = {"s": frozenset({"PERSON", "AGENCY", "ORG"}), "o": _ACTORS}


@dataclass(slots=True)
class Candidate:
    """A pair that may state something, the sentence that would state it, and its features.

    ``lead`` is the number of parts that an anchor shares with all its partners.
    """

    subject: Item
    object: Item
    context: Context
    near: bool
    relations: tuple[str, ...]
    parts: tuple[list[str], ...]
    lead: int
    rules: list[Found] = field(default_factory=list)

    @property
    def features(self) -> list[str]:
        """The features of all parts."""
        return [feature for part in self.parts for feature in part]


@dataclass(slots=True)
class Anchor:
    """A mention that may be in relation with an entity elsewhere; ``side`` is its own role.

    ``relations`` are those that any of the partners allows.
    """

    context: Context
    at: int
    side: str
    parts: tuple[list[str], list[str]]
    partners: list[Partner]

    relations: tuple[str, ...]


@dataclass(slots=True)
class Scene:
    """A release prepared for pairs: sentences, entities, and matches of rules across sentences."""

    contexts: list[Context]
    known: Present
    across: dict[Key, list[Found]]
    standing: dict[tuple[str, str], list[str]] = field(default_factory=dict)


@cache
def fitting(subject: str, obj: str, *, near: bool) -> tuple[str, ...]:
    """The relations whose roles take these labels."""
    return tuple(
        name
        for name, kind in kinds().items()
        if subject in kind.subject
        and obj in kind.object
        and name not in NEVER
        and (near or name not in NOT_FAR)
    )


def scene(view: View, found: Sequence[Found]) -> Scene:
    """Prepare a release; the rules' matches are laid at the pairs that they name."""
    contexts = [prepare(sentence, view.grammar) for sentence in view.sentences]
    places = [{id(item): at for at, item in enumerate(c.sentence.items)} for c in contexts]
    across: dict[Key, list[Found]] = {}
    for match in found:
        here = match.sentence.index
        for subject, obj in pairs(match, view):
            one, other = places[here].get(id(subject)), places[here].get(id(obj))
            if other is not None:
                contexts[here].objects.setdefault(other, set()).add(match.rule.relation)
            if one is not None and other is not None:
                contexts[here].rules.setdefault((one, other), []).append(match)
            elif subject.mention and obj.mention:
                key = (here, key_of(subject.mention), key_of(obj.mention))
                across.setdefault(key, []).append(match)
    return Scene(contexts, present(view, ENTITIES), across)


def near_pairs(scene: Scene) -> Iterator[Candidate]:
    """Yield the pairs of mentions within a sentence."""
    for context in scene.contexts:
        items = context.sentence.items
        places = context.places[:_MOST_PLACES]
        for one in places:
            for other in places:
                subject, obj = items[one], items[other]
                if one == other or abs(one - other) > _WIDEST or _same(subject, obj):
                    continue
                relations = fitting(subject.label, obj.label, near=True)
                if relations:
                    parts = near.parts(context, one, other, scene.known)
                    rules = context.rules.get((one, other), [])
                    yield Candidate(subject, obj, context, True, relations, parts, 0, rules)


def _same(one: Item, other: Item) -> bool:
    return bool(one.mention and other.mention and key_of(one.mention) == key_of(other.mention))


def absent(context: Context, known: Present) -> list[Known]:
    """The actors that a sentence does not name, the most present ones first."""
    here = context.sentence.index
    found = [
        k for k in known.entities.values() if k.item.label in _ACTORS and here not in k.sentences
    ]
    found.sort(key=lambda k: (not k.title, -len(k.sentences), k.order))
    return found[:_MOST_KNOWN]


def anchors(scene: Scene) -> Iterator[Anchor]:
    """Yield the mentions that may be in relation with what their sentence does not name."""
    for context in scene.contexts:
        away = absent(context, scene.known) if context.places else []
        bodies = sum(1 for known in away if known.item.label in BODY)
        allowed = _Allowed(away)
        for at in context.places[:_MOST_PLACES]:
            label = context.sentence.items[at].label
            for side, labels in _FAR_SIDES.items():
                if label not in labels or (label == "PERSON" and not context.roles):
                    continue
                partners, relations = allowed.of(label, side)
                if partners:
                    parts = far.anchor(context, at, side, bodies)
                    yield Anchor(context, at, side, parts, partners, relations)


class _Allowed:
    """Which of the actors that a sentence does not name a mention of a label may be related to."""

    def __init__(self, absent: Sequence[Known]) -> None:
        self._absent = absent
        self._found: dict[tuple[str, str], tuple[list[Partner], tuple[str, ...]]] = {}

    def of(self, label: str, side: str) -> tuple[list[Partner], tuple[str, ...]]:
        """Return them, each with the relations that are possible, and all these relations."""
        found = self._found.get((label, side))
        if found is None:
            partners = list(_partners(label, side, self._absent))
            relations = tuple(sorted({name for _, names in partners for name in names}))
            found = self._found[label, side] = (partners, relations)
        return found


def _partners(label: str, side: str, absent: Sequence[Known]) -> Iterator[Partner]:
    for known in absent:
        other = known.item.label
        pair = (label, other) if side == "s" else (other, label)
        relations = fitting(*pair, near=False)
        if relations and not label == other == "GPE":
            yield known, relations


def far_pairs(anchor: Anchor, scene: Scene) -> Iterator[Candidate]:
    """Yield the pairs of an anchor with each of its partners."""
    context, at, side = anchor.context, anchor.at, anchor.side
    near_item = context.sentence.items[at]
    for known, relations in anchor.partners:
        pair = (near_item, known.item) if side == "s" else (known.item, near_item)
        standing = scene.standing.get((known.key, side))
        if standing is None:
            standing = scene.standing[known.key, side] = far.standing(known, side)
        relating = far.relating(context, at, known, side)
        matches: list[Found] = []
        if scene.across and pair[0].mention and pair[1].mention:
            key = (context.sentence.index, key_of(pair[0].mention), key_of(pair[1].mention))
            matches = scene.across.get(key, [])
        for match in matches:
            relating.append(f"far:rule:{match.rule.rule_id}")
            relating += [f"far:ruled:{match.rule.relation}"] if not match.rule.hint else []
        lately = far.lately(context, known, scene.known)
        parts = (*anchor.parts, standing, lately, relating)
        yield Candidate(*pair, context, False, relations, parts, len(anchor.parts), matches)


def candidates(whole: Scene) -> Iterator[Candidate]:
    """Yield every pair of a release: what the classifier learns from."""
    yield from near_pairs(whole)
    for anchor in anchors(whole):
        yield from far_pairs(anchor, whole)
