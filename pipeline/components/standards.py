"""``constancia_standards``: mentions of standards with their canonical designations."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import standards
from pipeline.components.state import add_mentions, release_of
from pipeline.records import Mention
from pipeline.standards import StandardMention


def _mention(found: StandardMention) -> Mention:
    return Mention(
        start=found.start,
        end=found.end,
        text=found.text,
        label="STANDARD",
        value=found.value,
        entity_id=found.entity_id,
        confidence=found.confidence,
        rule=f"standards.{found.rule}",
        kind="" if found.known else "unknown",
    )


class Standards:
    """Finds designations of standards."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Add the standards that ``doc`` names."""
        add_mentions(
            doc, [_mention(found) for found in standards.find(release_of(doc).text, self._lang)]
        )
        return doc


@Language.factory("constancia_standards")
def make(nlp: Language, name: str) -> Standards:
    """Make the component for the language of ``nlp``."""
    return Standards(nlp.lang or "")
