from dataclasses import replace

from pipeline.evaluation.across import LAYER, same, with_pairs
from pipeline.evaluation.evaluate import Result
from tests.evaluation.make import ANNOTATION, release

SPANISH = ANNOTATION.replace("Quilca Harbour Board", "Junta Portuaria de Quilca").replace(
    "en-900", "es-900"
)


def outcomes(left, right):
    one, other = (
        Result(replace(release(source), pair="p1"), (), ids=ids)
        for source, ids in ((ANNOTATION, left), (SPANISH, right))
    )
    return [
        (o.gold.split(" = ")[0], o.kind)
        for o in with_pairs([one, other])[1].outcomes
        if o.layer == LAYER
    ]


def test_holders_of_one_event_and_equal_names_are_the_same():
    found = [(a.name, b.name) for a, b in same(release(), release(SPANISH))]
    assert found == [
        ("Quilca Harbour Board", "Junta Portuaria de Quilca"),
        ("Norte Cert", "Norte Cert"),
        ("Ana Ruiz Tello", "Ana Ruiz Tello"),
        ("Quilca", "Quilca"),
    ]


def test_one_id_in_both_languages_is_right_two_are_wrong():
    found = outcomes({"e1": "pe:board", "e2": "int:norte"}, {"e1": "pe:board", "e2": "pe:norte"})
    assert found[:2] == [("Quilca Harbour Board", "hit"), ("Norte Cert", "wrong")]


def test_an_entity_that_one_lacks_is_missed():
    assert outcomes({"e1": "pe:board"}, {})[0] == ("Quilca Harbour Board", "missed")


def test_releases_without_a_pair_have_none():
    alone = Result(release(), ())
    assert with_pairs([alone, alone]) == [alone, alone]
