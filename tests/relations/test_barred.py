"""Who cannot have said a statement."""

from __future__ import annotations

import pytest

from pipeline.relations import rules
from pipeline.relations.pairs.barred import barred
from pipeline.relations.pairs.candidates import scene
from pipeline.relations.pairs.speakers import tellings
from pipeline.relations.pairs.spoken import people
from pipeline.relations.said import statements
from tests.relations.helpers import view_of


def _speakers(text: str, lang: str, form: str) -> set[str]:
    view = view_of(text, lang)
    found = list(rules.find(view))
    whole = scene(view, found)
    asked = tellings(
        view, whole.contexts, statements(view), people(found, view.grammar), whole.known
    )
    return {t.speaker.text for t in asked if t.statement.form == form and not barred(t, view)}


@pytest.mark.parametrize(
    ("text", "lang", "form", "speakers"),
    [
        ("{PERSON Ann Lee} came. He said {PERSON Joe Roe} had closed the old pumps.", "en", "bare",
         {"Ann Lee"}),
        ("{PERSON Ann Lee} said {PERSON Joe Roe} had closed the old pumps.", "en", "bare",
         {"Ann Lee"}),
        ("{PERSON Joe Roe} was named to the chair, a court order said.", "en", "before", set()),
        ("{PERSON Joe Roe} was named to the chair, the {AGENCY Court} said.", "en", "before",
         {"Joe Roe", "Court"}),
        ("{PERSON Joe Roe} was named to the chair, said the release.", "en", "before", set()),
        ("{PERSON Joe Roe} gave them the papers, said an official release.", "en", "bare", set()),
        ("“The {AGENCY Court} and the {ORG Mint} keep the files of the port”, the release said.", "en",
         "quotation", set()),
        ("{PERSON Joe Roe} opened it. The pumps were bought in May, it said.", "en", "before",
         set()),
        ("According to the {AGENCY Court}, the pumps of {PERSON Joe Roe} leak.", "en", "sourced",
         {"Court"}),
        ("{PERSON Ann Lee} praised {ORG Acme}. She added: “The pumps are new now.”", "en",
         "quotation", {"Ann Lee"}),
        ("{PERSON Joe Roe} chairs it, the {AGENCY Court} in an order said.", "en", "before",
         {"Joe Roe", "Court"}),
        ("El {ROLE superintendente de Salud}, {PERSON Juan Paz}, vino. Junto al {ROLE director}, "
         "{PERSON Leo Roa}, el {ROLE superintendente} dijo: «Todo el mundo trabajó mucho».", "es",
         "quotation", {"Juan Paz"}),
        ("En nombre de la {ROLE alcaldesa}, {PERSON Ana Paz}, el {ROLE tesorero}, {PERSON Leo Roa}, "
         "dijo que el puerto creció.", "es", "led", {"Leo Roa"}),
        ("{PERSON Ana Paz} y {PERSON Leo Roa} dijeron que el puerto creció.", "es", "led",
         {"Ana Paz", "Leo Roa"}),
        ("{PERSON Ana Paz} vino. «El puerto de {PERSON Leo Roa} creció mucho», dijo ayer.", "es",
         "quotation", {"Ana Paz"}),
        ("{PERSON Ana Paz} dijo que el puerto de {PERSON Leo Roa} creció. «Crecerá aún más», dijo.",
         "es", "quotation", {"Ana Paz"}),
        ("Vino {PERSON Leo Roa}, quien según la norma vigente ya había dejado el cargo.", "es",
         "sourced", set()),
        ("{PERSON Ana Paz} dijo que abrirá el hospital «Rosa Gil de la Vega» mañana.", "es",
         "quotation", set()),
        ("{PERSON Ana Paz} sostuvo una larga reunión con los pilotos.", "es", "bare", set()),
        ("{PERSON Ana Paz} sostuvo que la reunión fue larga.", "es", "led", {"Ana Paz"}),
        ("Tras recorrer los muelles nuevos, {PERSON Ana Paz} destacó la obra del puerto.", "es",
         "before", set()),
        ("Los muelles nuevos abren hoy, destacó {PERSON Ana Paz} ante el puerto.", "es",
         "before", {"Ana Paz"}),
        ("{PERSON Ana Paz} ya es la nueva jefa, el comunicado dijo.", "es", "before", set()),
    ],
)  # fmt: skip
def test_the_words_rule_speakers_out(text: str, lang: str, form: str, speakers: set[str]) -> None:
    assert _speakers(text, lang, form) == speakers
