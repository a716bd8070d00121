"""``constancia_language``: the language of a text, for pipelines that are given any.

Our own pipelines are built for a language that is known before there is a ``Doc``
(``pipeline.release``), so that ``pipeline.build`` does not add this one.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.state import register
from pipeline.language import detect


class LanguageOfText:
    """Sets ``Doc._.language`` (ISO 639-1, ``und`` if unknown) and ``Doc._.language_confidence``."""

    def __init__(self, *, thorough: bool) -> None:
        self._thorough = thorough

    def __call__(self, doc: Doc) -> Doc:
        """Set the language of ``doc`` and the confidence in it, 0 to 1."""
        guess = detect(doc.text, thorough=self._thorough)
        doc._.language, doc._.language_confidence = guess.code, guess.confidence
        return doc


@Language.factory("constancia_language", default_config={"thorough": True})
def make(nlp: Language, name: str, thorough: bool) -> LanguageOfText:
    """Make the component; ``thorough`` asks a second detector about short texts in doubt."""
    register()
    return LanguageOfText(thorough=thorough)
