"""How present each entity is in a release: how often, how early, in the title."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.records import Mention
from pipeline.relations.view import BODY, Item, View

_MOST = 4
_NOBODY: frozenset[int] = frozenset()


def key_of(mention: Mention) -> str:
    """What tells an entity of a release from the others."""
    return mention.entity_id or mention.text


@dataclass(slots=True)
class Known:
    """An entity of a release: its mentions' sentences, its best mention, its place among others."""

    key: str
    item: Item
    order: int
    sentences: list[int] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    title: bool = False
    led: bool = False
    rank: int = 0


@dataclass(slots=True)
class Present:
    """The entities of a release, and the features of their presence.

    ``named`` holds the bodies of each sentence, by their order.
    """

    entities: dict[str, Known]
    bodies: list[Known]
    named: dict[int, set[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Note which bodies each sentence names."""
        self.named = {}
        for known in self.bodies:
            for sentence in known.sentences:
                self.named.setdefault(sentence, set()).add(known.order)

    def between(self, last: int, here: int, most: int) -> int:
        """How many bodies the sentences between two name, at most ``most``."""
        found: set[int] = set()
        for sentence in range(last + 1, here):
            found |= self.named.get(sentence, _NOBODY)
            if len(found) >= most:
                return most
        return len(found)

    def of(self, item: Item, mark: str) -> list[str]:
        """Presence of a mention's entity."""
        known = self.entities.get(key_of(item.mention)) if item.mention else None
        if known is None:
            return []
        return [
            f"{mark}rank:{min(known.rank, _MOST)}", f"{mark}title:{known.title}",
            f"{mark}count:{min(len(known.sentences), _MOST)}",
        ]  # fmt: skip


def present(view: View, labels: frozenset[str]) -> Present:
    """Count the entities of a release; ranks are by number of mentions among those alike."""
    found: dict[str, Known] = {}
    for sentence in view.sentences:
        for _, item in sentence.mentions(labels):
            if item.mention is None:
                continue
            key = key_of(item.mention)
            known = found.get(key)
            if known is None:
                known = found[key] = Known(key, item, len(found))
            elif known.item.mention and known.item.mention.source == "coref" != item.mention.source:
                known.item = item
            known.sentences.append(sentence.index)
            known.items.append(item)
            known.title |= sentence.section == "title"
            known.led |= item.prep == ""
    for alike in (BODY, frozenset({"PERSON"}), frozenset({"GPE", "LOC"})):
        group = [k for k in found.values() if k.item.label in alike]
        group.sort(key=lambda k: (-len(k.sentences), k.order))
        for rank, known in enumerate(group):
            known.rank = rank
    return Present(found, [known for known in found.values() if known.item.label in BODY])
