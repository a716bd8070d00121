"""The place of the dateline is a place, whatever its words look like."""

import pytest

from pipeline.entities import TokenView, find
from pipeline.records import RawRelease
from pipeline.release import parse
from tests.registry.sample import sample

REST = "The dairy board has kept the certificate of its cold stores for three more years."


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (f"San Roque de Tulumba, March 8, 2022.- {REST}", "San Roque de Tulumba"),
        (f"FORT MARLOWE - {REST}", "FORT MARLOWE"),
        (f"Belle Rosa, March 8, 2022. {REST}", "Belle Rosa"),
    ],
)
def test_the_dateline_names_a_place(line, place):
    release = parse(RawRelease("a.txt", f"Dairy board keeps its certificate\n\n{line}", ""))
    found = find(TokenView.from_text(release.text), "en", release, registry=sample())
    assert (place, "GPE") in [(mention.text, mention.label) for mention in found]


def test_a_short_place_does_not_cut_a_longer_one():
    text = "Sello para Santa Rita de los Olivos\n\nSanta Rita, 8 de marzo de 2022.- La lechera renueva."
    release = parse(RawRelease("a.txt", text, ""))
    found = find(TokenView.from_text(release.text), "es", release, registry=sample())
    assert {"Santa Rita de los Olivos", "Santa Rita"} <= {mention.text for mention in found}
