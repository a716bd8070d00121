"""Short names that are those of a fuller one, and those that are another body's."""

from __future__ import annotations

import pytest

from pipeline.entities.lexicon import load
from pipeline.linking import names as naming
from pipeline.linking.clusters import Cluster
from pipeline.linking.merging import is_made_of, join
from pipeline.records import Mention


def bodies(lang: str, *names: str, between: str = ". ", known: str = "") -> list[set[str]]:
    """Return the names of the bodies of a text that names one after another."""
    text, mentions, clusters = "", [], []
    for number, name in enumerate(names):
        mentions.append(Mention(len(text), len(text) + len(name), name, "AGENCY", rule="grammar"))
        text += name + between
        cluster = Cluster()
        cluster.add(number, mentions[-1])
        clusters.append(cluster)
    found = join(
        clusters,
        mentions,
        text,
        load(lang),
        "",
        lambda c: bool(known) and naming.key(known) in c.keys,
    )
    return [set(cluster.texts) for cluster in found]


ONE = [
    ("es", "Corte Superior de Quilca", "Corte Superior de Justicia de Quilca"),
    ("es", "Hospital San Isidro", "E.S.E. Hospital San Isidro"),
    ("es", "Cayma Nueva", "Municipalidad Distrital de Cayma Nueva"),
    ("es", "Aseo Urbano", "Dirección de Aseo Urbano"),
    ("es", "UGEL Ribera", "Unidad de Gestión Educativa Local Ribera"),
    ("es", "Certirío", "Certirío S.A.S."),
    ("es", "Zofratac", "Zona Franca de Tacora"),
    ("en", "Forensic Centre", "Zonal Forensic Centre"),
    ("en", "Elgon", "Elgon District Local Government"),
]


@pytest.mark.parametrize(("lang", "short", "full"), ONE)
def test_a_short_name_is_that_of_the_only_fuller_one(lang: str, short: str, full: str) -> None:
    assert bodies(lang, short, full) == [{short, full}]
    assert bodies(lang, full, short) == [{short, full}]


TWO = [
    ("es", "Corte Nacional", "Secretaría General de la Corte Nacional"),
    ("en", "Base Hospital", "Nursing Department of Murray Base Hospital"),
    ("es", "Hospital San Isidro", "Clínica San Isidro"),
    ("es", "Zofratac", "Zona Libre de Colón"),
]


@pytest.mark.parametrize(("lang", "short", "full"), TWO)
def test_a_name_in_that_of_another_body_is_its_own(lang: str, short: str, full: str) -> None:
    assert len(bodies(lang, short, full)) == 2


def test_a_name_that_fits_two_bodies_is_of_neither() -> None:
    full = ("Hospital San Isidro", "Clínica San Isidro")
    assert {"San Isidro"} in bodies("es", "San Isidro", *full)


def test_bodies_named_side_by_side_are_two() -> None:
    names = ("Ferry Company", "Gozo Ferry Company")
    assert len(bodies("en", *names, between=" and the ")) == 2


def test_a_body_of_the_registry_keeps_its_name_for_itself() -> None:
    names = ("Corte Superior de Quilca", "Corte Superior de Justicia de Quilca")
    assert len(bodies("es", *names, known=names[0])) == 2


def test_a_short_form_is_made_of_the_beginnings_of_words() -> None:
    assert is_made_of("renapdo", ["registro", "nacional", "personas", "domicilios"])
    assert not is_made_of("senasa", ["registro", "nacional", "personas", "domicilios"])
