"""What models are trained on: the train split, and the releases written for training alone.

seeds/training/<lang>/<id>.md   annotated once, in the format of the corpus; never measured on
"""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluation import markup
from pipeline.evaluation.corpus import SEEDS, gold
from pipeline.evaluation.gold import GoldRelease

FOLDER = "training"


OTHER = "other"


def written(folder: Path = SEEDS, *, facts: bool = False) -> list[GoldRelease]:
    """Return the texts written for training alone, by folder and id.

    Args:
        folder: the corpus.
        facts: only those whose facts are annotated; the other texts have names alone.

    Raises:
        GoldError: one is not well-formed.
    """
    homes = sorted(path for path in (folder / FOLDER).glob("*") if path.is_dir())
    homes = [home for home in homes if not (facts and home.name == OTHER)]
    return [release for home in homes for release in markup.read_folder(home)]


def releases(folder: Path = SEEDS, *, facts: bool = False) -> list[GoldRelease]:
    """Return all that models may learn from.

    Args:
        folder: the corpus.
        facts: only the texts whose facts are annotated.

    Raises:
        GoldError: a release is not well-formed.
    """
    return [*gold("train", folder), *written(folder, facts=facts)]
