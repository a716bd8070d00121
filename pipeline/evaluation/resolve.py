"""Does an argument of a system fact mean a gold entity?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

from pipeline.evaluation import fold
from pipeline.evaluation.gold import GoldEntity, GoldRelease
from pipeline.evaluation.linking import linked_pairs
from pipeline.records import Argument, Entity, Mention


class Resolver(Protocol):
    """Decides whether an argument means the entity with a key."""

    def same(self, argument: Argument, key: str) -> bool:
        """Tell whether the argument means the entity (or the literal words) ``key``."""
        ...

    def seen(self, key: str) -> bool:
        """Tell whether the system recognised the entity at all."""
        ...


class ByKey:
    """For facts from gold mentions: the ids are the keys."""

    def same(self, argument: Argument, key: str) -> bool:
        """Tell whether the argument has the key, or the literal words."""
        return argument.entity_id == key or (
            not argument.entity_id and fold.name(argument.name) == fold.name(key)
        )

    def seen(self, key: str) -> bool:  # noqa: ARG002 # gold mentions are all given
        """Every entity is given."""
        return True


class ByName:
    """For facts end to end: by names, and by where the system's entity is mentioned.

    An argument means a gold entity if one of its names (canonical, in the text, known to the
    registry) is one of the gold entity's, or if most mentions of the system's entity are
    mentions of that gold entity.

    Args:
        gold: the annotated release.
        mentions: the system's mentions, offsets in the gold text.
        entities: the system's entities.
    """

    def __init__(
        self, gold: GoldRelease, mentions: Sequence[Mention], entities: Sequence[Entity]
    ) -> None:
        self._gold, self._mentions = gold, mentions
        self._names = {e.entity_id: {*map(fold.name, (e.name, *e.names))} for e in entities}
        self._accepted = {e.key: _accepted(gold, e) for e in gold.entities}

    def same(self, argument: Argument, key: str) -> bool:
        """Tell whether the argument means the entity (or has the literal words)."""
        if argument.entity_id and self._meant.get(argument.entity_id) == key:
            return True
        told = {fold.name(argument.name), fold.name(argument.text)}
        told |= self._names.get(argument.entity_id, set())
        return bool((told - {""}) & self._accepted.get(key, {fold.name(key)}))

    def seen(self, key: str) -> bool:
        """Tell whether a mention of the entity was recognised."""
        if not self._gold.mentions:
            accepted = self._accepted.get(key, set())
            return any(fold.name(m.text) in accepted for m in self._mentions)
        return key in self._found

    @cached_property
    def _found(self) -> set[str]:
        return {one.entity_id for one, _ in linked_pairs(self._gold, self._mentions)}

    @cached_property
    def _meant(self) -> Mapping[str, str]:
        """The gold key that most mentions of a system entity have (over half of them)."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for one, other in linked_pairs(self._gold, self._mentions):
            votes[other.entity_id][one.entity_id] += 1
        return {
            entity_id: key
            for entity_id, counts in votes.items()
            for key, count in counts.items()
            if 2 * count > counts.total()
        }


def _accepted(gold: GoldRelease, entity: GoldEntity) -> set[str]:
    texts = [entity.name, *entity.names, *(m.text for m in gold.named(entity.key))]
    return {fold.name(text) for text in texts} - {""}
