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

_MINISTRY = "ministry"
# So many words make a name that one ministry alone has.
_LONG = 7
Form = tuple[re.Pattern[str], str, bool, bool]


@cache
def _forms(lang: str, key: str = "portfolios") -> tuple[Form, ...]:
    path = patterns() / lang / "relations" / "holds_role.yaml"
    forms = []
    for row in read_yaml(path).get(key, ()):
        written = re.escape(fold(row["role"])).replace(r"\*", "(.+)")
        named, begins = row.get("named", False), row.get("begins", False)
        forms.append((re.compile(written), row["body"], named, begins))
    return tuple(forms)


def names(role: str, lang: str, *, named: bool = False) -> list[str]:
    """What the body of an office may be called; empty if the office names no portfolio.

    Args:
        role: the words of the office.
        lang: their language.
        named: whether the forms for bodies that the release names count too.
    """
    return [name for name, form in _written(role, lang) if named or not form[2]]


def _written(role: str, lang: str, key: str = "portfolios") -> Iterator[tuple[str, Form]]:
    """What the body of an office may be called, each with its form."""
    folded = fold(role)
    for form in _forms(lang, key):
        if match := form[0].fullmatch(folded):
            yield form[1].replace("*", match.group(1)) if match.groups() else form[1], form


def elsewhere(role: str, lang: str, body: Mention) -> bool:
    """Whether a deputy's field is that of another ministry than ``body``.

    The "Deputy Minister of Labour" is not of the Ministry of Education that the release names.
    """
    fields = [name for name, _ in _written(role, lang, "deputies")]
    own = set(fold(body.text).split())
    return any(index.load().by_name(name) and set(fold(name).split()) - own for name in fields)


def told(view: View, role: str, entities: Mapping[str, Entity]) -> Mention | None:
    """The body of the release that an office names, if any."""
    wanted = {fold(name) for name in names(role, view.grammar.lang, named=True)}
    return _mentioned(view, wanted, entities) if wanted else None


def country(entities: Mapping[str, Entity]) -> str:
    """The country that most of a release's entities are of; empty if none is, or two are."""
    counted = Counter(entity.country for entity in entities.values() if entity.country)
    (first, most), (_, second) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    return first if most > second else ""


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


def _registered(role: str, lang: str, home: str) -> Iterator[Entry]:
    """The bodies at home that an office names, then the only ministry whose name begins so."""
    known = index.load()
    for name in names(role, lang):
        for entry in known.by_name(name):
            if home and entry.country == home:
                yield entry
    starts = tuple(f"{fold(name)} " for name, form in _written(role, lang) if form[3])
    longer = {
        entity_id
        for name, entity_id in (known.names_of(home).items() if home and starts else ())
        if name.startswith(starts) and known.kind(entity_id) == _MINISTRY
    }
    only = known.get(longer.pop()) if len(longer) == 1 else None
    if only is not None:
        yield only
    yield from filter(None, map(_alone, names(role, lang)))


def _alone(name: str) -> Entry | None:
    """The ministry of a long name that one country alone has, whatever the country at home."""
    found = index.load().by_name(name)
    alone = len(found) == 1 and found[0].kind == _MINISTRY
    return found[0] if alone and len(name.split()) >= _LONG else None


def _entity(entry: Entry) -> Entity:
    spelled = tuple(name for given in entry.names.values() for name in given)
    return Entity(
        entry.id, "AGENCY", spelled[0], (*spelled, *entry.acronyms), entry.kind, entry.country,
        entry.parent,
    )  # fmt: skip


def body(
    view: View, role: Mention, entities: Mapping[str, Entity], side: str = ""
) -> tuple[Mention, Entity | None] | None:
    """The body of a minister's office: its mention, and its entity if the release has it not.

    ``side`` is the country for which the officer stands, where the sentence says so.
    """
    home = country(entities)
    mention = told(view, role.text, entities) if side in ("", home) else None
    if mention is not None:
        return mention, None
    entry = next(_registered(role.text, view.grammar.lang, side or home), None)
    if entry is None:
        return None
    entity = _entity(entry)
    here = Mention(role.start, role.end, role.text, "AGENCY", entity_id=entity.entity_id)
    return here, entity
