"""Gold and scores.

``gold``      the records of annotated releases; ``corpus`` the corpus folder, ``markup`` its files
``formats``   gold in other programs' formats
``matching``  one-to-one optimal matching; ``mentions``, ``linking``, ``facts`` the scorers
``report``    figures with confidence intervals; ``html``, ``terminal`` their views
``gate``      floors that a change must not fall below
"""

from pipeline.evaluation.corpus import gold
from pipeline.evaluation.gold import GoldEntity, GoldFact, GoldRelease, Split

__all__ = ["GoldEntity", "GoldFact", "GoldRelease", "Split", "gold"]
