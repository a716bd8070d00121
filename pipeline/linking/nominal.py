"""Nominal mentions to the body that they stand for.

What speaks for each body is weighed by a small model that was fitted on annotated releases
(``pipeline/training/referents.py``); its weights can be read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from pipeline.errors import DataError
from pipeline.linking.fits import Features
from pipeline.linking.phrases import phrase
from pipeline.linking.referents import Scene
from pipeline.records import Mention
from pipeline.resources import models

WEIGHTS = "nominal.json"
# Below it a mention stays unlinked: no body of the text is likely enough.
LEAST = 0.2
# A noun that was taken for a name needs more to be taken for a nominal mention.
SURE = 0.5
# A body of another country than the release needs most: nothing is linked across countries.
FOREIGN = 0.7
_BODIES = frozenset({"AGENCY", "ORG"})
# Features of a body whose name or kind is that of the noun.
_FITTING = frozenset({"noun", "noun in registry", "kind", "kind, later", "kind of the noun"})
# Takes a mention, the mentions of each body, the features of each, those of nobody; returns the
# place of the body in the list and how likely it is.
Decide = Callable[
    [Mention, Sequence[Sequence[Mention]], Sequence[Features], Features], tuple[int, float] | None
]


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature (``models/linking/nominal.json``).

    Raises:
        DataError: the file is missing or malformed.
    """
    path = models() / "linking" / WEIGHTS
    try:
        found: dict[str, float] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"the weights cannot be read: {error}", where=path, remedy="constancia train linking"
        ) from error
    return found


def choose(
    _mention: Mention,
    _bodies: Sequence[Sequence[Mention]],
    rows: Sequence[Features],
    nobody: Features,
) -> tuple[int, float] | None:
    """Return the likeliest of several bodies by their features, and how likely it is."""
    if not rows:
        return None
    known = weights()
    *scores, none = (
        sum(known.get(name, 0.0) * value for name, value in row.items()) for row in (*rows, nobody)
    )
    top = max(*scores, none)
    powers = [math.exp(score - top) for score in scores]
    best = max(range(len(rows)), key=powers.__getitem__)
    return best, powers[best] / (sum(powers) + math.exp(none - top))


def resolve(
    scene: Scene,
    *,
    beside: Callable[[int], str] = lambda _: "",
    unfit: Callable[[int], frozenset[int]] = lambda _: frozenset(),
    bare: frozenset[int] = frozenset(),
    decide: Decide = choose,
) -> dict[int, tuple[int, float]]:
    """Return for each nominal mention (by number) its body (by number), and how likely it is.

    Args:
        scene: the text with its mentions and bodies; each is named as it comes.
        beside: returns the country that the text gives beside a mention.
        unfit: returns the bodies that a mention cannot stand for.
        bare: the bodies that have no name but a common noun; they may be nominal mentions.
        decide: chooses among the bodies.
    """
    mentions, bodies = scene.mentions, range(len(scene.bodies))
    named: list[list[Mention]] = [[] for _ in bodies]
    for number, body in scene.owner.items():
        named[body].append(mentions[number])
    chosen: dict[int, tuple[int, float]] = {}
    for number, mention in enumerate(mentions):
        if number in scene.owner and scene.owner[number] not in bare:
            scene.name(scene.owner[number], number)
        elif number in scene.owner or (mention.source == "coref" and mention.label in _BODIES):
            at, others = phrase(mention, scene.lexicon), unfit(number) | bare
            fitting = [body for body in bodies if body not in others]
            country = beside(number)
            rows = [scene.features(at, number, body, country) for body in fitting]
            _mark_alone(rows)
            best = decide(mention, [named[body] for body in fitting], rows, scene.nobody(at))
            if best is None:
                continue
            body, likely = fitting[best[0]], best[1]
            scene.name(body, number, at.noun)
            abroad = scene.bodies[body].abroad
            least = FOREIGN if abroad else SURE if number in scene.owner else LEAST
            if likely >= least:
                chosen[number] = body, likely
    return chosen


def _mark_alone(rows: Sequence[Features]) -> None:
    """Mark the body that alone fits by its name or kind."""
    fitting = [row for row in rows if not _FITTING.isdisjoint(row)]
    if len(fitting) == 1:
        fitting[0]["alone"] = 1.0
    if len(rows) == 1:
        rows[0]["only body"] = 1.0
