"""Nominal mentions to the body that they stand for.

What speaks for each body is weighed by a small model that was fitted on annotated releases
(``pipeline/training/referents.py``); its weights can be read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from pipeline.entities.lexicon import Lexicon
from pipeline.errors import DataError
from pipeline.linking.fits import Body, Features
from pipeline.linking.phrases import Phrase, phrase
from pipeline.linking.referents import Scene
from pipeline.records import PROPOSED, Mention
from pipeline.resources import models

WEIGHTS = "nominal.json"
# Below it a mention stays unlinked: no body of the text is likely enough.
LEAST = 0.2
# A noun that was taken for a name needs more to be taken for a nominal mention.
SURE = 0.5
# What one needs that the rules found and the name model did not; its noun must be in the name.
UNCONFIRMED = 0.8
# What one needs whose noun is in the name of one body alone.
ALONE = 0.65
# What a mention needs for a body of another country than the release, or, where the text names
# bodies of several, for one that does not have its noun in its name or not alone.
FOREIGN = 0.7
# A body at home must be so many times likelier than all those of other countries together.
RIVALS = 1.5
_BODIES = frozenset({"AGENCY", "ORG"})
_NAMED_SO = frozenset({"noun", "noun in registry"})
# Features of a body whose name or kind is that of the noun.
_FITTING = _NAMED_SO | {"kind", "kind, later", "kind of the noun"}
# Takes a mention, the mentions of each body, the features of each, those of nobody; returns how
# likely each body is, nothing where the mention is left alone.
Decide = Callable[
    [Mention, Sequence[Sequence[Mention]], Sequence[Features], Features], Sequence[float]
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
) -> list[float]:
    """Return how likely each of several bodies is by its features."""
    known = weights()
    scores = [
        sum(known.get(name, 0.0) * value for name, value in row.items()) for row in (*rows, nobody)
    ]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers[:-1]]


def resolve(
    scene: Scene,
    *,
    beside: Callable[[int], str] = lambda _: "",
    bare: frozenset[int] = frozenset(),
    decide: Decide = choose,
) -> dict[int, tuple[int, float]]:
    """Return for each nominal mention (by number) its body (by number), and how likely it is.

    Args:
        scene: the text with its mentions and bodies; each is named as it comes.
        beside: returns the country that the text gives a mention.
        bare: the bodies that have no name but a common noun; they may be nominal mentions.
        decide: says how likely each body is.
    """
    named, open_ones = _mentions_of(scene), _open(scene, bare)
    chosen: dict[int, tuple[int, float]] = {}
    for number in range(max(open_ones, default=-1) + 1):
        mention, owner = scene.mentions[number], scene.owner.get(number, -1)
        if number not in open_ones and owner >= 0:
            scene.name(owner, number)
        elif number in open_ones:
            at = phrase(mention, scene.lexicon)
            country = at.country or beside(number)
            bodies = _fit_to_stand(scene, country, bare)
            rows = [scene.features(at, number, body, country) for body in bodies]
            _mark_alone(rows)
            likely = decide(mention, [named[body] for body in bodies], rows, scene.nobody(at))
            if not likely:
                continue
            best = max(range(len(rows)), key=likely.__getitem__)
            known = [scene.bodies[body] for body in bodies]
            sure = SURE if owner >= 0 else LEAST
            if mention.rule == PROPOSED:
                told = _NAMED_SO | {"its country"}
                if told.isdisjoint(rows[best]) or not _is_plain(at, scene.lexicon):
                    continue
                sure = ALONE if rows[best].keys() >= {"noun", "alone"} else UNCONFIRMED
            if _is_clear(known, rows, likely, best, least=sure):
                chosen[number] = bodies[best], likely[best]
                scene.name(bodies[best], number, "" if at.country else at.noun)
    return chosen


def _is_plain(at: Phrase, lexicon: Lexicon) -> bool:
    """Tell whether a mention has no words but those that say nothing new of a body."""
    words = lexicon.nominal
    told = words.adjectives | words.certifiers | words.nouns.keys() | lexicon.demonyms.keys()
    return at.others <= {*told, *(part for word in lexicon.demonyms for part in word.split(" "))}


def _open(scene: Scene, bare: frozenset[int]) -> set[int]:
    """Return the mentions that are to be linked: nominal ones, and bare nouns taken for names."""
    return {
        number
        for number, mention in enumerate(scene.mentions)
        if (mention.source == "coref" and mention.label in _BODIES and number not in scene.owner)
        or scene.owner.get(number, -1) in bare
    }


def _fit_to_stand(scene: Scene, country: str, bare: frozenset[int]) -> list[int]:
    """Return the bodies that a mention can stand for.

    With a country beside it those of that country or of none, without one all but those abroad that
    the text names only later.
    """
    return [
        n
        for n, body in enumerate(scene.bodies)
        if n not in bare
        and (
            body.country in ("", country)
            if country
            else not body.abroad or scene.traces[n].number >= 0
        )
    ]


def _mentions_of(scene: Scene) -> list[list[Mention]]:
    """Return the mentions that name each body."""
    named: list[list[Mention]] = [[] for _ in scene.bodies]
    for number, body in scene.owner.items():
        named[body].append(scene.mentions[number])
    return named


def _is_clear(
    bodies: Sequence[Body],
    rows: Sequence[Features],
    likely: Sequence[float],
    best: int,
    *,
    least: float,
) -> bool:
    """Tell whether the likeliest body is clear enough to be linked.

    Where the text names bodies of several countries, a noun that is not in a body's name says
    little: "the institution" may be that of either side, and every state has a ministry that a text
    need not name; a body of another kind is no rival. A body of another country than the release
    (of any, where that is unknown) must have the noun in its name, as no body of a third country
    has, or the text must give its country.
    """
    row, body = rows[best], bodies[best]
    rivals = [
        n
        for n, other in enumerate(bodies)
        if body.land
        and other.land not in ("", body.land)
        and "not named yet" not in rows[n]
        and "other kind" not in rows[n]
    ]
    told = "its country" in row
    named = not _NAMED_SO.isdisjoint(row)
    twins = any(not _NAMED_SO.isdisjoint(rows[n]) for n in rivals)
    if (body.abroad and body.land) or (rivals and not body.home):
        alone = "noun" in row and not twins
        ours = any(
            other.home and not _FITTING.isdisjoint(rows[n]) for n, other in enumerate(bodies)
        )
        least = max(least, SURE) if told or (alone and not ours) else FOREIGN
        return likely[best] >= least and (told or alone or not body.land)
    if rivals and not told and (twins or not named):
        least = FOREIGN if twins else SURE
    return likely[best] >= max(least, RIVALS * sum(likely[n] for n in rivals))


def _mark_alone(rows: Sequence[Features]) -> None:
    """Mark the body that alone fits by its name or kind."""
    fitting = [row for row in rows if not _FITTING.isdisjoint(row)]
    if len(fitting) == 1:
        fitting[0]["alone"] = 1.0
    if len(rows) == 1:
        rows[0]["only body"] = 1.0
