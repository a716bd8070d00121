"""Topics of agreements and talks."""

from __future__ import annotations

import pytest

from pipeline.relations.grammar import grammar
from pipeline.relations.topics import topic
from tests.relations.helpers import view_of


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        (
            "The {AGENCY Port of Ilo} signed a pact with the {AGENCY Port of Arica} on the "
            "dredging of channels, {PERSON Ann Lee} said.",
            "en",
            "dredging of channels",
        ),
        (
            "El {AGENCY Puerto de Ilo} firmó un convenio con el {AGENCY Puerto de Arica} para el "
            "dragado de canales por cinco años.",
            "es",
            "dragado de canales",
        ),
        ("The {AGENCY Port of Ilo} met with the {AGENCY Port of Arica}.", "en", ""),
        ("The {AGENCY Port of Ilo} met the {AGENCY Mint} on {DATE Monday}.", "en", ""),
    ],
)
def test_topic(text: str, lang: str, words: str) -> None:
    view = view_of(text, lang)
    assert topic(view.sentences[0], 0, grammar(lang), view.release.text) == words
