"""The last word on a release: which of the rows that its sentences propose are kept.

A sentence proposes an event for each body that may be its holder; here each row is weighed with
all that the release says: how often and how surely it is told, where, and who else may hold.
The odds are a logit over named features, learnt from rows proposed by models that had not seen
their release; they are the confidence of the fact.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from pipeline.records import TimeValue
from pipeline.relations.certified.anchors import Reading
from pipeline.relations.certified.bodies import Salience, key_of, salience
from pipeline.relations.certified.events import events
from pipeline.relations.certified.holdings import Held
from pipeline.relations.certified.merge import Certified, merge, split_year, standard_number, tier
from pipeline.relations.certified.steps import steps
from pipeline.relations.certified.telling import HELD
from pipeline.relations.certified.when import between, is_old
from pipeline.relations.certified.worded import worded
from pipeline.relations.ranker import RelationModel
from pipeline.relations.view import CERTIFIER_KINDS, View

_TIERS = ("named", "title", "referring")
_MANY = 3
LEAST, SUREST = 0.30, 0.40  # of a row, and of the surest row of a release that certifies anybody


def certifications(
    view: View, readings: Sequence[Reading], model: RelationModel, held: Held
) -> list[Certified]:
    """The certification events of a release, each with its confidence, the likely ones only.

    ``held`` are the odds of the pairs of bodies and standards.
    """
    rows = proposals(view, readings, model)
    judge(rows, readings, model, held)
    if max((row.confidence for row in rows), default=0.0) < SUREST:
        return []
    kept = [row for row in rows if row.confidence >= LEAST]
    published = view.release.published.value
    return [
        row for row in kept
        if not (_is_echo(row, kept) or _is_fulfilled(row, kept, published))
    ]  # fmt: skip


def _is_fulfilled(row: Certified, rows: Sequence[Certified], published: dt.date | None) -> bool:
    """Whether a plan has a date in the past, and the release tells that its aim is reached.

    Of the five such rows of the training releases four were wrong.
    """
    time = _time(row)
    if row.status != "planned" or not (time and time.end and published and time.end < published):
        return False
    return any(_is_held_alike(row, other) for other in rows)


def _is_held_alike(row: Certified, other: Certified) -> bool:
    """Whether another row tells that the body holds the standard."""
    return (
        other.status == "asserted"
        and other.action in HELD
        and other.holder.key == row.holder.key
        and standard_number(other.standard) == standard_number(row.standard)
    )


def _is_echo(row: Certified, rows: Sequence[Certified]) -> bool:
    """Whether no word tells a plan, and its sentence tells that the standard is held.

    On the training releases 17 of 19 such rows were wrong.
    """
    if row.status != "planned" or any(event.pair.trigger for event in row.events):
        return False
    return any(
        _is_held_alike(row, other) and not row.readings.isdisjoint(other.readings) for other in rows
    )


def proposals(view: View, readings: Sequence[Reading], model: RelationModel) -> list[Certified]:
    """Every row that some sentence proposes."""
    told = list(worded(view, readings))
    return merge(events(readings, view.grammar, model, told), view.release.published.value)


def judge(
    rows: Sequence[Certified], readings: Sequence[Reading], model: RelationModel, held: Held
) -> None:
    """Set the confidence of each row.

    Listed bodies are as sure as the telling of their group, those of set words as these.
    """
    if not rows:
        return
    ranker = model.rankers["row"]
    for row, features in zip(rows, row_features(rows, readings, held), strict=True):
        row.features = features
        row.confidence = 1 / (1 + math.exp(-ranker.score(features)))
        if any(event.listed or event.worded for event in row.events):
            row.confidence = max(row.confidence, row.strength)


def row_features(
    rows: Sequence[Certified], readings: Sequence[Reading], held: Held
) -> list[list[str]]:
    """The features of each row of a release."""
    sal = salience(readings)
    taught = any(
        hit.kind == "explain" for r in readings if r.sentence.section == "title" for hit in r.hits
    )
    mass = _mass(rows)
    places = {id(row): row.best.reading.sentence.index for row in rows}
    return [
        [
            "bias", f"taught:{taught}", *_told(row), *_held(row, sal), *_rivals(row, rows),
            *_focus(row, rows, mass, places), *_attests(row, rows), *_retold(row, rows),
            *held.features(row),
        ]
        for row in rows
    ]  # fmt: skip


def _mass(rows: Sequence[Certified]) -> dict[str, float]:
    """How much of what the release tells is told of each body."""
    mass: dict[str, float] = {}
    for row in rows:
        mass[row.holder.key] = mass.get(row.holder.key, 0.0) + row.strength
    return mass


def _may_be_one(one: Certified, other: Certified) -> bool:
    """Whether two rows of a body may be one event: not if their dates part them."""
    if one.date.key and other.date.key:
        return one.date.key.startswith(other.date.key) or other.date.key.startswith(one.date.key)
    dated = one.date.mention or other.date.mention
    published = one.best.reading.published
    return not is_old(dated.time if dated else None, published)


def _focus(
    row: Certified, rows: Sequence[Certified], mass: dict[str, float], places: dict[int, int]
) -> Iterator[str]:
    """Whether the release speaks of this body elsewhere, and of which it spoke last."""
    own = mass[row.holder.key]
    yield from steps("share", own / sum(mass.values()))
    yield from steps("rest", own - row.strength + 1e-3)
    before = [
        (places[id(o)], o.strength, o.holder.key == row.holder.key)
        for o in rows
        if places[id(o)] < places[id(row)]
    ]
    last = max(before, default=None)
    yield f"last:{last[2] if last else None}&here:{row.holder.item >= 0}"


def _time(row: Certified) -> TimeValue | None:
    return row.date.mention.time if row.date.mention else None


def _retold(row: Certified, rows: Sequence[Certified]) -> Iterator[str]:
    """How the other rows of the body and standard differ: in class, in date, and which is surer.

    A certificate issued on one day and handed over on another is one event, told with two dates.
    """
    number, kind, seen = standard_number(row.standard), _class(row), set()
    for other in rows:
        if other is row or other.holder.key != row.holder.key:
            continue
        if standard_number(other.standard) == number:
            surer = other.strength > row.strength
            apart, pair = between(_time(row), _time(other)), f"{kind}>{_class(other)}"
            seen |= {
                f"retold:{pair}&{surer}", f"retold:{apart}&{surer}",
                f"retold:{pair}&{apart}&{surer}",
                f"retold:alike:{kind == _class(other)}&{apart}&{surer}",
            }  # fmt: skip
    yield from sorted(seen)


def _attests(row: Certified, rows: Sequence[Certified]) -> Iterator[str]:
    """Whether the holder is the certifier of other rows: who attests seldom holds."""
    others = [o for o in rows if o.certifier.key == row.holder.key and o.certifier.mention]
    yield f"attests:{min(len(others), _MANY)}"
    yield f"attests&stronger:{any(o.strength > row.strength for o in others)}"
    if others:
        yield f"attests&number:{standard_number(row.standard)}"


def _class(row: Certified) -> str:
    return row.status if row.status != "asserted" else row.action


def _told(row: Certified) -> Iterator[str]:
    best = max(row.events, key=lambda e: e.probability * e.holder.probability)
    kind = best.pair.trigger.kind if best.pair.trigger else "none"
    place = _TIERS[tier(best)]
    yield from steps("event", best.probability)
    yield from steps("holder", best.holder.probability)
    yield from steps("both", row.strength)
    yield from steps("class", best.classes.get(_class(row), 0.5))
    tiers = {tier(e) for e in row.events}
    yield f"tiers:{','.join(_TIERS[t] for t in sorted(tiers))}"
    yield f"tellings:{min(len({id(e.reading) for e in row.events}), _MANY)}"
    yield from (f"{name}:{_class(row)}" for name in ("class", f"{place}&class", f"k:{kind}&class"))
    yield f"place:{place}&k:{kind}"
    yield f"ref:{best.anchor.reference}&gap:{max(-1, min(best.anchor.gap, 4))}"
    yield f"dated:{bool(row.date.mention)}&class:{_class(row)}"
    yield f"dated:{bool(row.date.mention)}&{place}"
    yield f"certifier:{bool(row.certifier.mention)}"
    yield f"number:{standard_number(row.standard)}"
    yield f"alternative:{row.alternative}"
    yield f"standards:{min(len(best.standards), _MANY)}&{place}"


def _held(row: Certified, sal: Salience) -> Iterator[str]:
    mention = row.holder.mention
    if mention is None:
        return
    key = key_of(mention)
    rank = sal.ranks.get(key, 9)
    yield f"holder:{mention.label}"
    yield f"rank:{min(rank, 4)}"
    yield f"title:{key in sal.title}"
    yield f"certkind:{mention.kind in CERTIFIER_KINDS}"
    yield f"coref:{mention.source == 'coref'}&here:{row.holder.item >= 0}"
    yield f"here:{row.holder.item >= 0}&rank:{min(rank, 4)}"
    yield f"bodies:{min(len(sal.counts) // 2, 5)}"


def _is_joined(row: Certified, other: Certified) -> bool:
    """Whether two bodies hold by one telling ("X and Y were certified"), no choice between them."""
    if row.holder.key == other.holder.key or row.alternative or other.alternative:
        return False
    return _class(row) == _class(other) and not row.readings.isdisjoint(other.readings)


def _rivals(row: Certified, rows: Sequence[Certified]) -> Iterator[str]:
    mine, name = row.strength, split_year(row.standard)[0]
    same = [o for o in rows if o is not row and split_year(o.standard)[0] == name]
    own = [o for o in same if o.holder.key == row.holder.key and _may_be_one(o, row)]
    joined = [o for o in same if _is_joined(row, o)]
    yield f"joined:{min(len(joined), _MANY)}"
    yield f"joined:{bool(joined)}&standards:{min(len(row.best.standards), _MANY)}"
    others = [o for o in same if o.holder.key != row.holder.key and not _is_joined(row, o)]
    beside = [o for o in others if not row.readings.isdisjoint(o.readings)]
    stronger = [o for o in own if o.strength > mine]
    yield f"own:{min(len(own), _MANY)}"
    yield f"own&stronger:{min(len(stronger), _MANY)}"
    yield f"own&alike:{any(_class(o) == _class(row) for o in stronger)}"
    yield f"own&achieved:{any(o.status == 'asserted' for o in own)}&{_class(row)}"
    yield f"others:{min(sum(o.strength > mine for o in others), _MANY)}"
    alike = [o for o in others if o.strength > mine and _class(o) == _class(row)]
    yield f"others&alike:{min(len(alike), _MANY)}"
    yield f"beside:{min(sum(o.strength > mine for o in beside), _MANY)}&alt:{row.alternative}"
    best = max((o.strength for o in others), default=0.0)
    yield from steps("against", mine / (mine + best))
    standards = {split_year(o.standard)[0] for o in rows}
    yield f"standards:{min(len(standards), 4)}"
    elsewhere = [
        o for o in rows if o.holder.key == row.holder.key and o not in same and o is not row
    ]
    yield f"elsewhere:{min(len(elsewhere), _MANY)}"
    yield f"elsewhere&stronger:{any(o.strength > mine for o in elsewhere)}"
