"""Bodies that stand where one that certifies or audits does ("certified by X", "X auditors")."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ner.draft import REGISTRY, Draft, Name
from pipeline.registry import gazetteer

# Kinds of head nouns that a private certifier's name may have.
_MAY = frozenset({
    "", "institute", "agency", "company", "certification_body", "consultancy", "association",
    "foundation", "laboratory", "council", "commission", "other",
})  # fmt: skip


def keys(draft: Draft) -> frozenset[str]:
    """Return the keys of the names that certify, but for those that are known as public."""
    starts = {name.first: name for name in draft.names if name.is_body}
    ends = {name.last: name for name in draft.names if name.is_body}
    placed = [name for name in _placed(draft, starts, ends) if _may_be_private(draft, name)]
    if not placed:
        return frozenset()
    short = draft.short_names()
    named = {draft.key(name): name for name in starts.values()}
    whole = {key: named.get(short.get(key, key)) for key in map(draft.key, placed)}
    return frozenset(key for key, name in whole.items() if name and _may_be_private(draft, name))


def _placed(draft: Draft, starts: dict[int, Name], ends: dict[int, Name]) -> Iterator[Name]:
    view, bodies = draft.view, draft.words.bodies
    for number, word in enumerate(view.folded):
        for phrase in bodies.certifies.get(word, ()):
            at = number + len(phrase)
            if tuple(view.folded[number:at]) != phrase:
                continue
            while draft.same_line(number, at) and view.folded[at] in bodies.articles:
                at += 1
            if at in starts and draft.same_line(number, at):
                yield starts[at]
        if word in bodies.examiners and number in ends:
            yield ends[number]


def _may_be_private(draft: Draft, name: Name) -> bool:
    """Tell whether neither the registry nor the words of a name make it a public body."""
    if name.mention.rule == REGISTRY:
        return False
    words, places = draft.words, gazetteer.load()
    for word in draft.view.folded[name.first : name.last]:
        public = word in words.bodies.public_words or word in words.demonyms
        if public or places.is_country(word):
            return False
        head = words.bodies.heads.get(word)
        if head is not None and head.kind not in _MAY:
            return False
    return True
