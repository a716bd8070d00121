"""One name, one label: what a text calls a body here is no person and no place there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ner.draft import BODIES, MODEL, REGISTRY, Draft, Name
from pipeline.records import Label
from pipeline.registry import gazetteer

# What a mention's label weighs by the rule that found it; others weigh their confidence.
_WEIGHT = {REGISTRY: 4.0, "legal-form": 2.5, "agent": 1.5, "cue": 1.5, "branch": 2.0}
_CERTIFIES = 2.0
_SHORT = 0.5
_PRIVATE = frozenset({"certification_body", "consultancy", "media"})
_PLAIN = frozenset({"", "company", "other"})
_LOOSE = frozenset({MODEL, "gazetteer", "repeat", "listed"})
_PLACE = 0.6
_OTHER = frozenset({"PERSON", "GPE", "LOC"})


def settle(draft: Draft, certifiers: frozenset[str]) -> None:
    """Give all mentions of a name one label.

    Args:
        draft: the names.
        certifiers: keys of names that stand where a certifier does.
    """
    short = draft.short_names()
    votes = _votes(draft, short)
    for key in certifiers:
        if key in votes or short.get(key) in votes:
            cast = votes[short.get(key, key)]
            public = cast.get("AGENCY", 0.0)
            cast["ORG"] += _CERTIFIES + (public if public < _WEIGHT[REGISTRY] else 0.0)
    people = _people(draft)
    towns = _towns(draft, people)
    draft.names = [_person_or_town(draft, name, people, towns) for name in draft.names]
    draft.names = [_agreed(draft, name, votes, short, people) for name in draft.names]
    for name in draft.names:
        key = draft.key(name)
        plain = name.mention.label == "ORG" and name.mention.kind in _PLAIN
        if plain and (key in certifiers or short.get(key) in certifiers):
            name.mention = replace(name.mention, kind="certification_body")


def _votes(draft: Draft, short: Mapping[str, str]) -> dict[str, dict[str, float]]:
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in draft.names:
        if name.is_body:
            key = draft.key(name)
            weight = _WEIGHT.get(name.mention.rule, name.mention.confidence)
            votes[short.get(key, key)][name.mention.label] += weight * (
                _SHORT if key in short else 1
            )
            if _is_private(draft, name, short.get(key, key).split(" ")):
                votes[short.get(key, key)]["ORG"] += _CERTIFIES
    for rule in draft.rules:
        if rule.is_body and rule.mention.rule in _WEIGHT:
            key = draft.key(rule)
            votes[short.get(key, key)][rule.mention.label] += _WEIGHT[rule.mention.rule]
    return votes


def _is_private(draft: Draft, name: Name, key: Sequence[str]) -> bool:
    """Tell whether a body is private by its kind or words; a "National ..." is not by its kind."""
    words = draft.words.bodies
    told = name.mention.kind in _PRIVATE and words.public_words.isdisjoint(key)
    return told or not words.private_words.isdisjoint(key)


def _people(draft: Draft) -> set[str]:
    """Return the words of the persons' names that have more than one."""
    view = draft.view
    return {
        word
        for name in draft.names
        if name.mention.label == "PERSON" and name.last - name.first > 1
        for word in view.folded[name.first : name.last]
    }


def _towns(draft: Draft, people: set[str]) -> set[str]:
    """Return the words that name a place of the text and none of its persons."""
    return {
        draft.key(name)
        for name in draft.names
        if name.mention.label == "GPE" and name.mention.confidence >= _PLACE
    } - people


def _person_or_town(draft: Draft, name: Name, people: set[str], towns: set[str]) -> Name:
    """Return a name of one word as a person or place, as the rest of the text has it."""
    if name.last - name.first > 1:
        return name
    key, view = draft.key(name), draft.view
    if name.is_body and key in people and (name.mention.rule == MODEL or _was_person(draft, name)):
        short = view.upper[name.first] and not draft.capitals[name.first]
        return name if short else replace_label(name, "PERSON")
    if name.mention.label == "PERSON" and key in towns and name.mention.rule == MODEL:
        return replace_label(name, "GPE")
    if name.mention.label == "GPE" and key in people and name.mention.kind != "country":
        before = view.folded[name.first - 1] if draft.same_line(name.first - 1, name.first) else ""
        places = draft.words.places
        again = name.mention.rule == "repeat"  # of the person's name
        placed = before in places.inside or (before in places.context and not again)
        if name.mention.rule in _LOOSE and not (placed and not view.cap[name.first - 1]):
            return replace_label(name, "PERSON")
    return name


def _was_person(draft: Draft, name: Name) -> bool:
    """Tell whether the rules see a person in the very words."""
    return any(
        rule.first == name.first and rule.last == name.last and rule.mention.label == "PERSON"
        for rule in draft.rules
    )


def _agreed(
    draft: Draft,
    name: Name,
    votes: Mapping[str, Mapping[str, float]],
    short: Mapping[str, str],
    people: set[str],
) -> Name:
    key = draft.key(name)
    cast = votes.get(short.get(key, key))
    if not cast:
        return name
    label: Label = "ORG" if cast.get("ORG", 0.0) > cast.get("AGENCY", 0.0) else "AGENCY"
    if name.is_body:
        same = name.mention.label == label
        return name if same else replace_label(name, label)
    if name.mention.label in _OTHER and _is_mistaken(name, key, people, max(cast.values())):
        return replace_label(name, label)
    return name


def _is_mistaken(name: Name, key: str, people: set[str], weight: float) -> bool:
    """Tell whether a person or place is the body of that name: no full name, no map knows it."""
    if name.mention.rule not in (MODEL, "repeat") or key in gazetteer.load():
        return False
    if name.mention.label == "PERSON" and (key in people or name.last - name.first > 1):
        return False
    return weight >= name.mention.confidence


def replace_label(name: Name, label: Label) -> Name:
    """Return a name with another label; what the registry knew of it is forgotten."""
    mention = name.mention
    near = label in BODIES and mention.label in BODIES
    return Name(
        name.first, name.last,
        replace(mention, label=label, kind=mention.kind if near else "", entity_id=""),
    )  # fmt: skip
