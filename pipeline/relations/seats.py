"""The body that an office governs: a mayor's municipality, where the text names a place or none.

"The mayor of Valverde" heads the body that the release calls "Valverde Town Council". Which kinds
of bodies an office of a kind heads is data (``governs`` in ``patterns/relations/holds_role.yaml``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.patternfiles import read_yaml
from pipeline.records import Entity, Mention
from pipeline.relations.pairs.near import words_of
from pipeline.relations.view import View
from pipeline.resources import patterns


@cache
def _governed() -> Mapping[str, tuple[str, ...]]:
    known = read_yaml(patterns() / "relations" / "holds_role.yaml").get("governs", {})
    return {office: tuple(kinds) for office, kinds in known.items()}


@cache
def _kinds(key: str) -> Mapping[str, frozenset[str]]:
    """The kinds of bodies that ``fits`` or ``never`` gives to each kind of office."""
    known = read_yaml(patterns() / "relations" / "holds_role.yaml").get(key, {})
    return {office: frozenset(kinds) for office, kinds in known.items()}


def may_be_of(office: str, named: Mention, entities: Mapping[str, Entity]) -> bool:
    """Tell whether an office of a kind can be one of a body: a minister's of no company.

    Args:
        office: the kind of the office.
        named: a mention of the body; a place, and a body whose kind is not known, may be.
        entities: the entities of the release by id.
    """
    kinds = _kinds("fits").get(office)
    kind = _kind(named, entities)
    return kinds is None or named.label == "GPE" or kind in ("", "other", "any") or kind in kinds


def of_a_country(named: Mention, entities: Mapping[str, Entity]) -> bool:
    """Tell whether a head of state or government can be of what is named, a place or a body."""
    return named.label == "GPE" or _kind(named, entities) in _kinds("fits")["state"]


def never(office: str, named: Mention, entities: Mapping[str, Entity]) -> bool:
    """Tell whether no pair makes an office one of a body: a ministry has no president."""
    return _kind(named, entities) in _kinds("never").get(office, ())


def of_a_house(named: Mention, entities: Mapping[str, Entity]) -> bool:
    """Tell whether a legislator's office can be one of what is named: a place, a house, a party."""
    return named.label == "GPE" or not _houses().isdisjoint(words_of(_name(named, entities)))


@cache
def _houses() -> frozenset[str]:
    known = read_yaml(patterns() / "relations" / "holds_role.yaml").get("houses", ())
    return words_of(" ".join(known))


def body(
    view: View, office: str, named: Mention | None, entities: Mapping[str, Entity]
) -> Mention | None:
    """Return a mention of the body that an office heads, nothing where that is not clear.

    Args:
        view: the release.
        office: the kind of the office.
        named: the place or body that the text gives beside the office, if any.
        entities: the entities of the release by id.
    """
    kinds = _governed().get(office)
    if not kinds or (named is not None and _kind(named, entities) in kinds):
        return None
    for kind in kinds:
        found = _of_kind(view, kind, entities)
        if named is not None and named.label == "GPE":
            place = words_of(named.text)
            found = {key: m for key, m in found.items() if place <= words_of(_name(m, entities))}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _of_kind(view: View, kind: str, entities: Mapping[str, Entity]) -> dict[str, Mention]:
    """The first mention of each body of a kind."""
    found: dict[str, Mention] = {}
    for mention in view.mentions:
        if mention.label == "AGENCY" and mention.entity_id and _kind(mention, entities) == kind:
            found.setdefault(mention.entity_id, mention)
    return found


def _kind(mention: Mention, entities: Mapping[str, Entity]) -> str:
    entity = entities.get(mention.entity_id)
    return entity.kind if entity else mention.kind


def _name(mention: Mention, entities: Mapping[str, Entity]) -> str:
    entity = entities.get(mention.entity_id)
    return entity.name if entity else mention.text
