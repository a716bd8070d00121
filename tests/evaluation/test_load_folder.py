"""Gold as a folder of annotated releases."""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluation.load import WHOLE, load

PLAIN = Path(__file__).resolve().parents[2] / "seeds" / "plain"


def test_a_folder_of_annotated_releases_has_no_splits() -> None:
    found = load(PLAIN / "dev")
    assert list(found) == [WHOLE]
    assert {release.lang for release in found[WHOLE]} == {"en", "es"}
    assert all(release.mentions for release in found[WHOLE])
