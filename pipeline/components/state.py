"""What the components keep on a ``Doc``, and a stage as a component."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from pipeline.records import LABELS, Mention, Release
from pipeline.stages import stage
from pipeline.stages.state import State, bare

_STATE = "constancia_state"


def register() -> None:
    """Register the extension attributes; harmless when done twice."""
    for name in ("language", "language_confidence", "release", "mentions", "entities", "facts"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def release_of(doc: Doc) -> Release:
    """The release of a ``Doc``; a bare text without a publication date where none was set.

    Its text is that of the ``Doc``, which spaCy would put together anew at every asking.
    """
    found: Any = doc._.release
    known: Release = found if isinstance(found, Release) else bare(doc.text, doc.lang_)
    if known is not found:
        doc._.release = known
    return known


def mentions_of(doc: Doc) -> list[Mention]:
    """The mentions found so far, in the order of the text."""
    return list(doc._.mentions or ())


def suggested(doc: Doc) -> list[Mention]:
    """The entities of another model, where its labels are ours."""
    return [
        Mention(
            e.start_char, e.end_char, e.text, e.label_, source="ner", rule="ner", confidence=0.8
        )
        for e in doc.ents
        if e.label_ in LABELS
    ]


class Component:
    """Runs a stage on what a ``Doc`` holds.

    Args:
        name: the stage (of ``pipeline.stages.ORDER``).
    """

    def __init__(self, name: str) -> None:
        self._run = stage(name)

    def __call__(self, doc: Doc) -> Doc:
        """Add what the stage finds to ``doc``."""
        state = state_of(doc)
        self._run(state)
        doc.user_data[_STATE] = state
        told = doc._
        told.mentions, told.entities, told.facts = state.mentions, state.entities, state.facts
        return doc


def state_of(doc: Doc) -> State:
    """What the stages have found in a ``Doc`` so far; anew if other pipes have changed it since."""
    known: Any = doc.user_data.get(_STATE)
    told = doc._
    held = release_of(doc), told.mentions, told.entities, told.facts
    if isinstance(known, State):
        own = known.release, known.mentions, known.entities, known.facts
        if all(one is other for one, other in zip(own, held, strict=True)):
            return known
    mentions, entities, facts = (list(found or ()) for found in held[1:])
    return State(held[0], doc.lang_, mentions, entities, facts, suggested(doc))


register()
