"""Units of one name that belong to different bodies: "Quality Office" of two ministries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import names
from pipeline.linking.clusters import Cluster, is_body
from pipeline.records import Mention

_UNITS = frozenset({"unit", "directorate"})
_BRACKET = re.compile(r"\([^)]*\)")
_NEAR = 40


def told_apart(
    clusters: Sequence[Cluster], mentions: Sequence[Mention], text: str, lexicon: Lexicon
) -> list[Cluster]:
    """Return the bodies with each unit's parent; a unit of two parents becomes two bodies."""
    owner = {number: cluster for cluster in clusters for number in cluster.numbers}
    found: list[Cluster] = []
    parents: list[tuple[Cluster, int]] = []
    for cluster in clusters:
        beside = {number: _behind(mentions, number, text, lexicon) for number in cluster.numbers}
        known = {
            number: other
            for number, other in beside.items()
            if other is not None and owner[other] is not cluster
        }
        parts = _split(cluster, known, owner, mentions)
        found += [part for part, _ in parts]
        parents += [(part, parent) for part, parent in parts if parent is not None]
    owner = {number: cluster for cluster in found for number in cluster.numbers}
    for part, parent in parents:
        if not _descends(owner[parent], part):
            part.parent = owner[parent]
    return sorted(found, key=lambda cluster: cluster.numbers[0])


def _descends(cluster: Cluster | None, other: Cluster) -> bool:
    """Tell whether a body is ``other`` or belongs to it."""
    while cluster is not None:
        if cluster is other:
            return True
        cluster = cluster.parent
    return False


def _behind(mentions: Sequence[Mention], number: int, text: str, lexicon: Lexicon) -> int | None:
    """Return the number of the body that a unit's name says it belongs to ("of the Ministry")."""
    unit = mentions[number]
    if unit.kind not in _UNITS and unit.rule != "organ":
        return None
    for other in range(number + 1, min(number + 3, len(mentions))):
        between = text[unit.end : mentions[other].start]
        if len(between) > _NEAR or "\n" in between:
            return None
        words = names.key(_BRACKET.sub(" ", between)).split()
        dull = lexicon.bodies.linking | lexicon.bodies.articles
        if is_body(mentions[other]) and words and set(words) <= dull:
            return other if words[0] in lexicon.bodies.linking else None
    return None


def _split(
    cluster: Cluster,
    parents: Mapping[int, int],
    owner: Mapping[int, Cluster],
    mentions: Sequence[Mention],
) -> list[tuple[Cluster, int | None]]:
    """Return one body a parent, with a mention of the parent.

    A mention without a parent is one of the unit named last.
    """
    if len({id(owner[parent]) for parent in parents.values()}) < 2:
        return [(cluster, next(iter(parents.values()), None))]
    current = next(iter(parents.values()))
    parts: dict[int, tuple[Cluster, int | None]] = {}
    for number in cluster.numbers:
        current = parents.get(number, current)
        whose = id(owner[current])
        if whose not in parts:
            parts[whose] = (replace(cluster, numbers=[], keys=set(), texts=[]), current)
        parts[whose][0].add(number, mentions[number])
    return list(parts.values())
