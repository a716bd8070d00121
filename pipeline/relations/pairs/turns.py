"""The last word on statements: each weighed against who else may have said it, and what he said.

As ``pipeline.relations.pairs.judge`` does for pairs: a logit over named features, learnt from
statements that were judged by weights that had not seen their release.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pipeline.relations.pairs.entities import Present, key_of
from pipeline.relations.pairs.judge import bin_of, gap_of, steps
from pipeline.relations.pairs.near import binned
from pipeline.relations.pairs.spokenby import Spoken
from pipeline.relations.ranker import Ranker

_MANY = 3
_HEARD = 0.5


def judge(told: Sequence[Spoken], known: Present, ranker: Ranker | None) -> None:
    """Set the probability of each statement and speaker to what it is beside the others."""
    if ranker is None or not told:
        return
    for each, names in zip(told, features(told, known), strict=True):
        each.probability = 1 / (1 + math.exp(-ranker.score(names)))
        each.judged = names


def features(told: Sequence[Spoken], known: Present) -> list[list[str]]:
    """The features of each statement and speaker."""
    best: dict[tuple[int, int], list[Spoken]] = {}
    for each in told:
        best.setdefault(each.place, []).append(each)
    for rivals in best.values():
        rivals.sort(key=lambda s: -s.probability)
    places = sorted(best)
    order = {place: number for number, place in enumerate(places)}
    voices: dict[str, list[Spoken]] = {}
    for place in places:
        voices.setdefault(best[place][0].speaker, []).append(best[place][0])
    return [
        [
            "bias", *steps(each.probability), *_form(each, known),
            *_rivals(each, best[each.place]), *_overlaps(each, [best[p][0] for p in places]),
            *_voice(each, voices), *_turn(each, order[each.place], [best[p][0] for p in places]),
        ]
        for each in told
    ]  # fmt: skip


def _form(each: Spoken, known: Present) -> Iterator[str]:
    statement, speaker = each.statement, each.telling.speaker
    form = statement.form
    words = binned(statement.end - statement.start >> 4)
    yield f"form:{form}"
    yield f"form:{form}{words}"
    yield f"form:{form}&verb:{statement.verb >= 0}&here:{each.telling.at >= 0}"
    yield f"form:{form}&l:{speaker.label}"
    yield f"sec:{statement.sentence.section}"
    mention = speaker.mention
    entity = known.entities.get(key_of(mention)) if mention else None
    if entity is not None:
        yield f"rank:{speaker.label[0]}{min(entity.rank, _MANY)}"
        yield f"title:{speaker.label[0]}{entity.title}"


def _rivals(each: Spoken, rivals: Sequence[Spoken]) -> Iterator[str]:
    """How the speaker stands to the likeliest other one of the same words."""
    top = next((r for r in rivals if r.speaker != each.speaker), None)
    if top is None:
        yield "alone"
        return
    yield f"gap:{gap_of(each.probability, top.probability)}"
    yield f"top:{bin_of(top.probability)}"
    yield f"gap&l:{gap_of(each.probability, top.probability)}{each.label}{top.label}"


def _overlaps(each: Spoken, others: Sequence[Spoken]) -> Iterator[str]:
    """How the words stand to statements that share some of them."""
    found = [
        o for o in others
        if o.place != each.place and o.statement.start < each.statement.end
        and each.statement.start < o.statement.end
    ]  # fmt: skip
    top = max(found, key=lambda o: o.probability, default=None)
    if top is None:
        yield "apart"
        return
    yield f"overgap:{gap_of(each.probability, top.probability)}"
    yield f"over:{each.statement.form}{top.statement.form}"
    yield f"over:{each.statement.form}{top.statement.form}:{bin_of(top.probability)}"
    inside = each.statement.start >= top.statement.start and each.statement.end <= top.statement.end
    yield f"inside:{inside}{each.statement.form}{top.statement.form}"


def _voice(each: Spoken, voices: dict[str, list[Spoken]]) -> Iterator[str]:
    """Whether the speaker is heard elsewhere in the release, and how many are."""
    own = [s.probability for s in voices.get(each.speaker, ()) if s.place != each.place]
    yield f"voice:{bin_of(max(own, default=None))}"
    yield f"voices:{min(sum(p > _HEARD for p in own), _MANY)}{each.label}"
    heard = sum(any(s.probability > _HEARD for s in said) for said in voices.values())
    yield f"heard:{min(heard, _MANY)}"


def _turn(each: Spoken, at: int, order: Sequence[Spoken]) -> Iterator[str]:
    """Who said what stands before and behind."""
    for way, place in (("<", at - 1), (">", at + 1)):
        other = order[place] if 0 <= place < len(order) else None
        if other is None:
            yield f"turn{way}none"
            continue
        same = other.speaker == each.speaker
        yield f"turn{way}{same}:{bin_of(other.probability)}"
        yield f"turn{way}{same}:{each.statement.form}{other.statement.form}"
        apart = abs(other.statement.sentence.index - each.statement.sentence.index)
        yield f"turn{way}{same}&apart:{min(apart, _MANY)}"
