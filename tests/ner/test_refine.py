"""The rules' mentions and the model's names together."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.entities.tokens import TokenView
from pipeline.ner import model, refine
from pipeline.ner.model import Span
from pipeline.records import Mention

TEXT = "On 3 May the Harbour Office of Ilo met Ana Ruiz"


class Fixed:
    """A model that finds what it is told to."""

    def __init__(self, *spans: Span) -> None:
        self._spans = list(spans)

    def spans(self, view: TokenView, places: np.ndarray, rules: np.ndarray) -> list[Span]:
        return self._spans


@pytest.fixture
def settle(monkeypatch):
    def run(spans: list[Span], mentions: list[Mention]) -> list[Mention]:
        monkeypatch.setattr(model, "load", lambda lang: Fixed(*spans))
        return refine.refine(TokenView.from_text(TEXT), "en", mentions)

    return run


def of(text: str, label, **more) -> Mention:
    start = TEXT.index(text)
    return Mention(start, start + len(text), text, label, **more)


def test_a_name_of_both_keeps_what_the_rules_know(settle):
    known = of(
        "Harbour Office of Ilo", "AGENCY", kind="port_authority", entity_id="pe:x", rule="registry"
    )
    assert settle([Span(4, 8, "AGENCY", 0.9)], [known]) == [known]


def test_a_name_of_the_model_alone_is_new_with_its_kind(settle):
    [new] = settle([Span(4, 8, "AGENCY", 0.9)], [])
    assert (new.text, new.label, new.source, new.rule) == (
        "Harbour Office of Ilo", "AGENCY", "ner", "names",
    )  # fmt: skip
    assert new.kind
    assert new.confidence == 0.9


def test_what_the_model_does_not_confirm_is_left_out(settle):
    assert settle([], [of("Ana Ruiz", "PERSON")]) == []


def test_a_name_of_the_model_alone_must_be_sure(settle):
    assert settle([Span(4, 8, "AGENCY", refine.LEAST - 0.01)], []) == []


def test_a_registered_name_stays_where_nothing_covers_it(settle):
    known = of("Harbour Office of Ilo", "AGENCY", rule="registry")
    assert settle([], [known]) == [known]
    [other] = settle([Span(4, 6, "ORG", 0.9)], [known])
    assert other.text == "Harbour Office"


def test_dates_stay_and_are_never_covered(settle):
    day = of("3 May", "DATE", value="2024-05-03")
    assert settle([Span(1, 4, "AGENCY", 0.9)], [day]) == [day]


def test_another_label_takes_kind_and_entry_away_unless_it_is_near(settle):
    body = of("Harbour Office of Ilo", "ORG", kind="company", entity_id="pe:x")
    [near] = settle([Span(4, 8, "AGENCY", 0.9)], [body])
    assert (near.label, near.kind, near.entity_id) == ("AGENCY", "company", "pe:x")
    [far] = settle([Span(4, 8, "PERSON", 0.9)], [body])
    assert (far.label, far.kind, far.entity_id) == ("PERSON", "", "")


def test_a_nominal_mention_stands_for_a_body(settle):
    [new] = settle([Span(3, 6, "NOM", 0.8)], [])
    assert (new.text, new.label, new.source) == ("the Harbour Office", "AGENCY", "coref")


def test_a_language_without_a_model_keeps_its_mentions():
    known = [of("Ana Ruiz", "PERSON")]
    assert refine.refine(TokenView.from_text(TEXT), "xx", known) == known


def test_an_office_of_the_rules_stays_in_apposition_to_a_person(monkeypatch):
    text = "Vino Ana Ruiz, gerenta de Muelles, y la jefa de Boyas."
    monkeypatch.setattr(model, "load", lambda lang: Fixed(Span(1, 3, "PERSON", 0.9)))
    at = text.index("gerenta"), text.index("jefa")
    rules = [
        Mention(at[0], at[0] + 18, "gerenta de Muelles", "ROLE", rule="office"),
        Mention(at[1], at[1] + 13, "jefa de Boyas", "ROLE", rule="office"),
    ]
    found = refine.refine(TokenView.from_text(text), "es", rules)
    assert [m.text for m in found if m.label == "ROLE"] == ["gerenta de Muelles"]


def test_a_body_stays_where_the_short_name_in_brackets_behind_it_does(monkeypatch):
    text = "The Harbour Office (HO) met the Works Board (WB)."
    view = TokenView.from_text(text)
    names = [("Harbour Office", "grammar"), ("Works Board", "grammar"), ("HO", "bracket")]
    rules = [
        Mention(text.index(name), text.index(name) + len(name), name, "AGENCY", rule=rule)
        for name, rule in names
    ]
    short = next(n for n, at in enumerate(view.starts) if at == text.index("HO)"))
    monkeypatch.setattr(model, "load", lambda lang: Fixed(Span(short, short + 1, "AGENCY", 0.9)))
    found = refine.refine(view, "en", sorted(rules, key=lambda m: m.start))
    assert [m.text for m in found if m.source != "coref"] == ["Harbour Office", "HO"]


def test_a_body_by_its_head_noun_is_no_office(settle):
    body = of("Harbour Office", "AGENCY", rule="grammar", kind="unit")
    (found,) = settle([Span(4, 6, "ROLE", 0.9)], [body])
    assert (found.label, found.kind) == ("AGENCY", "unit")


def test_an_office_ends_where_the_model_sees_a_person(settle):
    office = of("Harbour Office of Ilo met Ana Ruiz", "ROLE", rule="office")
    kept = settle([Span(9, 11, "PERSON", 0.9)], [office])
    assert [(m.text, m.label) for m in kept] == [
        ("Harbour Office of Ilo met", "ROLE"),
        ("Ana Ruiz", "PERSON"),
    ]
