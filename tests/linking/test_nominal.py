"""Which body a nominal mention stands for: features, doubts, countries, and how it is learnt."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.entities.lexicon import load
from pipeline.errors import DataError, UsageError
from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.markup import parse
from pipeline.extraction import extract_one
from pipeline.linking import nominal
from pipeline.linking.fits import Body, fit
from pipeline.linking.phrases import Phrase, phrase
from pipeline.linking.referents import Scene
from pipeline.records import PROPOSED, Mention, RawRelease
from pipeline.training import referents
from pipeline.training.referents import Choice
from tests.linking.test_link import ids
from tests.test_training import GOLD


def mention(text: str, words: str, *, nominal: bool = False, after: int = 0) -> Mention:
    start = text.index(words, after)
    found = Mention(start, start + len(words), words, "AGENCY", rule="grammar")
    return replace(found, source="coref", rule="nominal") if nominal else found


def body(name: str, kind: str = "ministry", home: str = "PE", country: str = "PE") -> Body:
    land = country
    return Body(
        (tuple(name.split(" ")),), 1, kind, country, -1, land,
        abroad=bool(home) and land not in ("", home), home=bool(home) and land == home, public=True,
    )  # fmt: skip


def at(words: str, lang: str = "en") -> Phrase:
    return phrase(mention(words, words, nominal=True), load(lang))


FITS = [
    ("the Ministry", "ministry of health", "ministry", "", {"noun", "noun, capital", "kind"}),
    ("the ministry", "health agency", "agency", "", {"other kind"}),
    ("the institution", "ministry of health", "ministry", "", {"any"}),
    ("the certifier", "ministry of health", "ministry", "", {"other kind", "no certifier"}),
    ("the ministry", "ministry of health", "ministry", "PE", {"noun", "its country"}),
    ("the ministry", "ministry of health", "ministry", "CL", {"noun", "another country"}),
]


@pytest.mark.parametrize(("words", "name", "kind", "beside", "features"), FITS)
def test_what_speaks_for_a_body_by_its_name_kind_and_country(
    words: str, name: str, kind: str, beside: str, features: set[str]
) -> None:
    found = fit(at(words), body(name, kind), beside, load("en"))
    assert features <= found.keys()
    assert set(found.values()) == {1.0}
    country = {"its country", "another country"}
    assert found.keys() & country == features & country


def test_a_mention_is_taken_apart() -> None:
    found = at("la entidad ecuatoriana", "es")
    assert (found.noun, found.kinds, found.country) == ("entidad", ("any",), "EC")
    assert at("said Council").pointing
    assert at("The border laboratory").noun == "laboratory"


TEXT = "The Ministry of Health met. The Court of Auditors paid. The Ministry wrote."


def scene(bodies: list[Body], text: str = TEXT, noun: str = "The Ministry") -> Scene:
    first = [mention(text, "Ministry of Health"), mention(text, "Court of Auditors")]
    last = mention(text, noun, nominal=True, after=text.index("paid."))
    return Scene([*first, last], bodies, {0: 0, 1: 1}, text, 0, load("en"))


def test_where_a_body_was_named_last_is_a_feature() -> None:
    known = scene([body("ministry of health"), body("court of auditors", "court")])
    known.name(0, 0)
    known.name(1, 1)
    near, far = (known.features(at("The Ministry"), 2, n, "") for n in (1, 0))
    assert {"rank 0", "sentence last", "led the last", "leads too"} <= near.keys()
    assert {"rank 1", "sentence before", "first"} <= far.keys()


def resolved(
    likely: tuple[float, float], bodies: list[Body], beside: str = "", noun: str = "The Ministry"
) -> dict[int, int]:
    text = TEXT.replace("The Ministry wrote", f"{noun} wrote")
    found = nominal.resolve(
        scene(bodies, text, noun), beside=lambda _: beside, decide=lambda *_: likely
    )
    return {number: chosen for number, (chosen, _) in found.items()}


HOME = [body("ministry of health"), body("court of auditors", "court")]
ABROAD = [body("ministry of health", country="CL"), body("court of auditors", "court")]
TWINS = [body("ministry of health", country="CL"), body("ministry of trade")]
NOWHERE = [
    body("ministry of health", home="", country="CL"),
    body("court of auditors", "court", home=""),
]
CLEAR = [
    (HOME, (0.3, 0.1), "The Ministry", "", True),
    (HOME, (0.15, 0.1), "The Ministry", "", False),  # nobody is likelier
    (ABROAD, (0.45, 0.1), "The Ministry", "", False),  # a body abroad needs more
    (ABROAD, (0.6, 0.1), "The Ministry", "", True),
    (ABROAD, (0.8, 0.1), "The institution", "", False),  # not by its kind alone
    (ABROAD, (0.8, 0.1), "The institution", "CL", True),  # the text gives its country
    (TWINS, (0.8, 0.1), "The Ministry", "", False),  # one at home has the noun too
    (NOWHERE, (0.8, 0.1), "The institution", "", False),  # the release's country is unknown
    (NOWHERE, (0.8, 0.1), "The Ministry", "", True),
]


@pytest.mark.parametrize(("bodies", "likely", "noun", "beside", "linked"), CLEAR)
def test_what_is_unclear_stays_unlinked(
    bodies: list[Body], likely: tuple[float, float], noun: str, beside: str, linked: bool
) -> None:
    # With a country beside the mention only the body of that country can be meant.
    given = likely[:1] if beside else likely
    assert resolved(given, bodies, beside, noun) == ({2: 0} if linked else {})  # type: ignore[arg-type] # one body is left


@pytest.mark.parametrize(
    ("likely", "noun", "linked"),
    [((0.1, 0.8), "The Court", True), ((0.1, 0.4), "The institution", False),
     ((0.1, 0.8), "The institution", True), ((0.4, 0.5), "The Court", True),
     ((0.4, 0.5), "The institution", False)],
)  # fmt: skip
def test_at_home_too_a_mention_is_unclear_beside_bodies_abroad(
    likely: tuple[float, float], noun: str, linked: bool
) -> None:
    assert resolved(likely, ABROAD, noun=noun) == ({2: 1} if linked else {})


def test_a_country_in_the_mention_leaves_the_bodies_of_others_out() -> None:
    found = ids(
        "El Instituto Nacional de Estadística firmó un convenio con el Instituto Nacional de "
        "Estadísticas de Chile. La entidad chilena pagará.",
        "es", dateline_place="Lima",
    )  # fmt: skip
    assert {v.split(":")[0] for k, v in found.items() if k.startswith("La entidad")} <= {"cl"}


def test_that_country_is_the_foreign_one() -> None:
    text = (
        "El Ministerio de Salud recibió al Ministerio de Salud de Chile. El ministerio de ese país "
        "donó vacunas."
    )
    found = ids(text, "es", dateline_place="Lima")
    assert found.get("El ministerio", "cl:").startswith("cl:")


ROWS = [({"noun": 1.0}, {"other kind": 1.0}), ({"other kind": 1.0}, {"noun": 1.0})]
LESSONS = [
    *(Choice(rows, {"nobody": 1.0}, frozenset({n})) for n, rows in enumerate(ROWS)),
    Choice(({"other kind": 1.0},), {"nobody": 1.0}, frozenset()),
]


def test_the_right_choices_are_the_likeliest(monkeypatch: pytest.MonkeyPatch) -> None:
    learnt = referents.fit(LESSONS * 5)
    assert learnt["noun"] > learnt["nobody"] > learnt["other kind"]
    monkeypatch.setattr(nominal, "weights", lambda: learnt)
    first, second = nominal.choose(mention("a", "a"), [], ROWS[0], {"nobody": 1.0})
    assert first > 0.5 > second


def lesson() -> GoldRelease:
    return parse(f"{GOLD}\nThe [[AGENCY e1 nom|authority]] will renew it.\n", "test", "gold")


def test_a_choice_is_learnt_from_gold() -> None:
    (choice,) = referents.choices(lesson())
    assert any("noun" in choice.rows[body] for body in choice.right)


def test_learning_repeats(tmp_path) -> None:
    written = []
    for home in (tmp_path / "a", tmp_path / "b"):
        assert referents.train([lesson()], home) == 1
        written.append((home / nominal.WEIGHTS).read_bytes())
    assert written[0] == written[1]
    assert json.loads(written[0])["noun"] > 0


def test_nothing_to_learn_from_is_told(tmp_path) -> None:
    with pytest.raises(UsageError, match="no nominal mention"):
        referents.train([], tmp_path)


def test_weights_that_are_missing_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(nominal, "models", lambda: tmp_path)
    nominal.weights.cache_clear()
    with pytest.raises(DataError, match="train linking"):
        nominal.weights()
    nominal.weights.cache_clear()


def test_the_shipped_weights_are_those_of_features() -> None:
    known = nominal.weights()
    assert {"nobody", "noun", "kind", "times", "its country"} <= known.keys()
    assert known["noun"] > 0 > known["other kind"]


COUNTRIES = [
    (
        "KAMPALA, 3 May 2024. The [Supreme Court of Kenya] lent its manual to the [Supreme Court of Uganda]. "
        "The Kenyan court will send two clerks.",
        "Kenyan court",
        "Supreme Court of Kenya",
    ),
    (
        "JUBA, 3 May 2024. The [Ministry of Roads of South Sudan] met the [Ministry of Roads of Sudan]. "
        "The South Sudanese ministry paid for the dinner.",
        "South Sudanese ministry",
        "Ministry of Roads of South Sudan",
    ),
    (
        "Lima, 3 de mayo de 2024.- La [Defensoría del Pueblo] recibió a la [Defensoría del Pueblo de Bolivia]. "
        "La defensoría boliviana enviará un informe.",
        "defensoría boliviana",
        "Defensoría del Pueblo de Bolivia",
    ),
]


@pytest.mark.parametrize(("marked", "words", "body"), COUNTRIES)
def test_the_adjective_of_a_country_tells_which_body_is_meant(
    marked: str, words: str, body: str
) -> None:
    found = extract_one(RawRelease("text:a", marked.replace("[", "").replace("]", ""), ""))
    linked = {m.text: m.entity_id for m in found.mentions if m.label == "AGENCY"}
    nominal_one = next(text for text in linked if words in text)
    assert linked[nominal_one] == linked[body]
    assert len({linked[key] for key in linked}) == 2


def test_a_proposed_mention_without_its_noun_in_a_name_is_dropped() -> None:
    text = "The National Grain Board met on Monday. The council said that it rains."
    scene_mentions = [
        mention(text, "National Grain Board"),
        replace(mention(text, "The council", nominal=True), rule=PROPOSED),
    ]
    scene = Scene(
        scene_mentions, [body("national grain board", "council")], {0: 0}, text, 0, load("en")
    )
    sure = nominal.resolve(scene, decide=lambda *_: [0.99])
    assert sure == {}
