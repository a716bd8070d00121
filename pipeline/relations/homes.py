"""The body of an office that no words beside it name.

Behind a possessive ("Its director, Ann Lee") it is the body of the sentence before,
if that names one only.
"""

from __future__ import annotations

from pipeline.records import Mention
from pipeline.relations.offices import Office
from pipeline.relations.view import BODY, Item, Sentence, View

_REACH = 2


def owned(view: View, office: Office) -> Mention | None:
    """The body that a possessive before the office stands for."""
    sentence = office.found.sentence
    if office.person.start < office.role.start or not _is_owned(view, sentence, office.role):
        return None
    if any(item.start < office.role.start for _, item in sentence.mentions(BODY)):
        return None
    before = _before(view, sentence)
    return _only(before) if before is not None else None


def _is_owned(view: View, sentence: Sentence, role: Item) -> bool:
    at = sentence.place(role)
    return any(item.folded in view.grammar.own for item in sentence.items[max(0, at - _REACH) : at])


def _before(view: View, sentence: Sentence) -> Sentence | None:
    earlier = [s for s in view.sentences if s.index < sentence.index and s.section == "body"]
    return earlier[-1] if earlier else None


def _only(sentence: Sentence) -> Mention | None:
    """The one body that a sentence names, by however many mentions."""
    found = {m.entity_id: m for _, item in sentence.mentions(BODY) if (m := item.mention)}
    return next(iter(found.values())) if len(found) == 1 else None
