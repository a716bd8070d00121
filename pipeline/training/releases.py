"""What models are trained on: the train split, and the releases written for training alone.

seeds/training/<lang>/<id>.md   annotated once, in the format of the corpus; never measured on
"""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluation import markup
from pipeline.evaluation.corpus import SEEDS, gold
from pipeline.evaluation.gold import GoldRelease

FOLDER = "training"


def written(folder: Path = SEEDS) -> list[GoldRelease]:
    """Return the releases written for training alone, by language and id.

    Raises:
        GoldError: one is not well-formed.
    """
    homes = sorted(path for path in (folder / FOLDER).glob("*") if path.is_dir())
    return [release for home in homes for release in markup.read_folder(home)]


def releases(folder: Path = SEEDS) -> list[GoldRelease]:
    """Return all that models may learn from.

    Raises:
        GoldError: a release is not well-formed.
    """
    return [*gold("train", folder), *written(folder)]
