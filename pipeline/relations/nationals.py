"""Offices of a country told by an adjective: "the Norwegian ambassador, Ann Lee".

The adjective stands before the office or in it ("la ministra de Salud chilena") or right behind
it ("el embajador noruego"). A minister's office is one of the country's ministry, where the
registry knows it; any other is the country's own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.lexicon import load
from pipeline.folding import fold
from pipeline.records import Entity, Mention
from pipeline.registry import gazetteer
from pipeline.relations import portfolios
from pipeline.relations.facts import Builder
from pipeline.relations.offices import Office
from pipeline.relations.rolekinds import role_kind
from pipeline.relations.view import View

_KINDS = frozenset({"minister", "vice_minister", "ambassador", "president"})
_MINISTERS = frozenset({"minister", "vice_minister"})
_BEFORE, _BEHIND = re.compile(r"([^\W\d]+)\s\Z"), re.compile(r"\s([^\W\d]+)\b(?!\s+de\b)")


def body(view: View, office: Office, builder: Builder) -> Mention | None:
    """Return the ministry or country of an office that an adjective gives to a country.

    The entity of what is returned joins those of the builder.
    """
    role = office.role.mention
    kind = role_kind(office.role.text, view.grammar.lang)
    if role is None or office.body is not None or kind not in _KINDS:
        return None
    code, plain = _country(view, role)
    place = gazetteer.load().country(code) if code else None
    if place is None:
        return None
    if kind in _MINISTERS:
        found = portfolios.body(view, replace(role, text=plain), builder.entities, code)
        if found is not None:
            mention, entity = found
            if entity is not None:
                builder.entities[entity.entity_id] = entity
            return mention
    builder.entities.setdefault(
        place.id, Entity(place.id, "GPE", place.name, (place.name,), place.kind, place.country)
    )
    return Mention(role.start, role.end, role.text, "GPE", entity_id=place.id)


def _country(view: View, role: Mention) -> tuple[str, str]:
    """Return the country of the adjective beside or in an office, and the office without it."""
    lexicon, text = load(view.grammar.lang), view.release.text
    words = role.text.split()
    inside = [word for word in words if lexicon.demonyms.get(fold(word))]
    if len(inside) == 1:
        rest = " ".join(word for word in words if word != inside[0])
        return lexicon.demonyms[fold(inside[0])], rest
    pattern = _BEFORE if lexicon.bodies.premodifiers else _BEHIND
    beside = (
        pattern.search(text, max(0, role.start - 20), role.start)
        if lexicon.bodies.premodifiers
        else pattern.match(text, role.end)
    )
    return (lexicon.demonyms.get(fold(beside.group(1)), "") if beside else ""), role.text
