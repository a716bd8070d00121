"""The ministry of a minister: "Defense Minister" in Lima is of the Ministry of Defence of Peru.

The forms are data (``portfolios`` in ``patterns/<lang>/relations/holds_role.yaml``): how an office
is written and what its body is called. The body is one of the release if its names fit, else the
registry's body of that name in the release's country, else none: never another ministry. A form
with ``named`` counts only where the release names such a body (a director's directorate).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.folding import fold
from pipeline.patternfiles import read_yaml
from pipeline.records import Entity, Mention
from pipeline.registry import index
from pipeline.registry.entries import Entry
from pipeline.relations.view import BODY, View
from pipeline.resources import patterns

Form = tuple[re.Pattern[str], str, bool]


@cache
def _forms(lang: str) -> tuple[Form, ...]:
    path = patterns() / lang / "relations" / "holds_role.yaml"
    forms = []
    for row in read_yaml(path).get("portfolios", ()):
        written = re.escape(fold(row["role"])).replace(r"\*", "(.+)")
        forms.append((re.compile(written), row["body"], row.get("named", False)))
    return tuple(forms)


def names(role: str, lang: str, *, named: bool = False) -> list[str]:
    """What the body of an office may be called; empty if the office names no portfolio.

    Args:
        role: the words of the office.
        lang: their language.
        named: whether the forms for bodies that the release names count too.
    """
    folded = fold(role)
    found = []
    for form, body, only_named in _forms(lang):
        match = form.fullmatch(folded)
        if match and (named or not only_named):
            found.append(body.replace("*", match.group(1)) if match.groups() else body)
    return found


def told(view: View, role: str, entities: Mapping[str, Entity]) -> Mention | None:
    """The body of the release that an office names, if any."""
    wanted = {fold(name) for name in names(role, view.grammar.lang, named=True)}
    return _mentioned(view, wanted, entities) if wanted else None


def country(entities: Mapping[str, Entity]) -> str:
    """The country that most of a release's entities are of; empty if none is known."""
    counted = Counter(entity.country for entity in entities.values() if entity.country)
    return counted.most_common(1)[0][0] if counted else ""


def _mentioned(view: View, wanted: set[str], entities: Mapping[str, Entity]) -> Mention | None:
    """The mention of a body of the release that has one of these names, or alone begins so."""
    longer: dict[str, Mention] = {}
    for mention in view.mentions:
        if mention.label not in BODY:
            continue
        entity = entities.get(mention.entity_id)
        known = {fold(name) for name in entity.names} if entity else set()
        known.add(fold(mention.text))
        if wanted & known:
            return mention
        if any(name.startswith(f"{start} ") for name in known for start in wanted):
            longer.setdefault(mention.entity_id, mention)
    return next(iter(longer.values())) if len(longer) == 1 else None


def _registered(wanted: list[str], home: str) -> Iterator[Entry]:
    for name in wanted:
        for entry in index.load().by_name(name):
            if home and entry.country == home:
                yield entry


def _entity(entry: Entry) -> Entity:
    spelled = tuple(name for given in entry.names.values() for name in given)
    return Entity(
        entry.id, "AGENCY", spelled[0], (*spelled, *entry.acronyms), entry.kind, entry.country,
        entry.parent,
    )  # fmt: skip


def body(
    view: View, role: Mention, entities: Mapping[str, Entity]
) -> tuple[Mention, Entity | None] | None:
    """The body of a minister's office: its mention, and its entity if the release has it not."""
    mention = told(view, role.text, entities)
    if mention is not None:
        return mention, None
    wanted = names(role.text, view.grammar.lang)
    entry = next(_registered(wanted, country(entities)), None)
    if entry is None:
        return None
    entity = _entity(entry)
    here = Mention(role.start, role.end, role.text, "AGENCY", entity_id=entity.entity_id)
    return here, entity
