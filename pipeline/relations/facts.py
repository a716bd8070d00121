"""Building facts: arguments from mentions, ids from content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pipeline.records import Argument, Entity, Fact, FactStatus, Mention, TimeValue
from pipeline.relations.confidence import shipped
from pipeline.relations.view import Sentence

Qualifiers = Mapping[str, tuple[str, ...]]


class Builder:
    """Makes the facts of one release."""

    def __init__(self, entities: Mapping[str, Entity], lang: str) -> None:
        self.entities, self._lang = dict(entities), lang

    def argument(self, mention: Mention) -> Argument:
        """A mention as the subject or object of a fact, under its entity's canonical name."""
        entity = self.entities.get(mention.entity_id)
        name = entity.name if entity else mention.value or mention.text
        return Argument(mention.entity_id or mention.text, name, mention.text, mention.label)

    def standard(self, designation: str, mention: Mention) -> Argument:
        """A standard as an object."""
        entity_id = mention.entity_id
        if mention.value != designation or not entity_id:
            from pipeline.standards import parse  # noqa: PLC0415 # only for merged designations

            parsed = parse(designation)
            entity_id = parsed.entity_id if parsed else designation
        return Argument(entity_id, designation, mention.text, "STANDARD")

    @staticmethod
    def literal(words: str) -> Argument:
        """Words as an object."""
        told = words.lstrip(" ,")
        return Argument("", told, told, "LITERAL")

    def fact(
        self,
        subject: Argument,
        predicate: str,
        obj: Argument,
        sentence: Sentence,
        *,
        status: FactStatus = "asserted",
        date: Mention | None = None,
        qualifiers: Qualifiers | None = None,
        confidence: float = 1.0,
        rule: str = "",
    ) -> Fact:
        """Build a fact; its id is a hash of what it says, the same in every document."""
        time: TimeValue | None = date.time if date else None
        details = {k: v for k, v in (qualifiers or {}).items() if v and any(v)}
        key = "|".join(
            (
                subject.entity_id or subject.name,
                predicate,
                obj.entity_id or obj.name,
                status,
                date.value if date else "",
                *details.get("action", ()),
            )
        )
        return Fact(
            fact_id="f" + hashlib.sha256(key.encode()).hexdigest()[:20],
            subject=subject,
            predicate=predicate,
            object=obj,
            start=sentence.start,
            end=sentence.end,
            sentence=sentence.text,
            status=status,
            time=time or (TimeValue(date.value) if date else None),
            time_text=date.text if date else "",
            qualifiers=details,
            confidence=round(shipped()(confidence), 4),
            rule=rule,
            lang=self._lang,
        )
