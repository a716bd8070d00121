"""``constancia_model``: the names that another spaCy model finds, under our labels."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.errors import UsageError
from pipeline.patternfiles import read_yaml
from pipeline.resources import patterns


@cache
def labels() -> dict[str, str]:
    """Labels of other models and ours (``patterns/ner_labels.yaml``)."""
    return {
        str(theirs): str(own) for theirs, own in read_yaml(patterns() / "ner_labels.yaml").items()
    }


class Model:
    """Runs another model's pipeline and takes its entities over."""

    def __init__(self, model: str) -> None:
        try:
            self._nlp = spacy.load(model)
        except OSError as error:
            raise UsageError(
                f"the model {model!r} is not installed", remedy=f"pip install {model}"
            ) from error

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.ents``."""
        names = labels()
        found = [
            doc.char_span(e.start_char, e.end_char, names[e.label_], alignment_mode="expand")
            for e in self._nlp(doc.text).ents
            if e.label_ in names
        ]
        doc.ents = tuple(filter_spans([span for span in found if span is not None]))
        return doc


@Language.factory("constancia_model", default_config={"model": ""}, assigns=["doc.ents"])
def make(nlp: Language, name: str, model: str) -> Model:
    """Make the component for a model that is installed."""
    return Model(model)
