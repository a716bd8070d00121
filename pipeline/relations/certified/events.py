"""From anchors to events: what happened, to whom, by whom, when. Each choice keeps its odds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.relations.certified.anchors import Anchor, Pair, Reading, anchors, pairs
from pipeline.relations.certified.anyone import of_a_lesson, of_another, of_anyone, of_people
from pipeline.relations.certified.bodies import (
    Candidate,
    Salience,
    certifier_rows,
    role_candidates,
    salience,
)
from pipeline.relations.certified.counted import SURE, counted
from pipeline.relations.certified.features import event_features, of_anchor
from pipeline.relations.certified.merge import split_year
from pipeline.relations.certified.telling import HELD, Choice, Event
from pipeline.relations.certified.together import each_holder, joint_holders
from pipeline.relations.certified.when import date_candidates, date_rows, is_old
from pipeline.relations.certified.worded import SURE as TOLD_SURELY
from pipeline.relations.certified.worded import Worded, certifier_beside
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import Hit
from pipeline.relations.ranker import RelationModel
from pipeline.relations.view import BODY

MIN_EVENT = 0.15
_MIN_HOLDER = 0.15
_MOST_HOLDERS = 3
_PLAIN_WEIGHT = 0.5
# A part of the world ("Africa's first certificate") holds none.
_WORLD = "world"
# How likely a telling must be to leave none to those that a number tells of.
_TOLD = 0.5
# Items between "will be the first" and what is to come.
_FIRST_TO = 12
# What leads to a passive that is wished for ("plans to be certified").
_TO_BE = frozenset({"to", "be"})
# What has been reached, and the triggers that in a coming tense tell what is yet to be.
_REACHED = frozenset({"granted", "renewed", "extended"})
_REACHING = frozenset({"get", "certify", "award", "renew", "extend"})


def choose(
    rows: Sequence[Sequence[str]], candidates: Sequence[Candidate], model: RelationModel, role: str
) -> Choice:
    """Choose a role's filler; one row more than candidates is that of leaving it unfilled."""
    if not rows:
        return Choice(None)
    odds = model.rankers[role].probabilities(rows)
    ranked = sorted(range(len(rows)), key=lambda i: -odds[i])
    alternatives = [
        (candidates[i].mention.text if i < len(candidates) else "none", odds[i])
        for i in ranked[1:4]
    ]
    best = ranked[0]
    if best == len(candidates):
        return Choice(None, "", odds[best], alternatives)
    chosen = candidates[best]
    return Choice(chosen.mention, chosen.key, odds[best], alternatives, chosen.item)


def title_kinds(readings: Sequence[Reading]) -> frozenset[str]:
    """The kinds of cues in the title of a release."""
    return frozenset(hit.kind for r in readings if r.sentence.section == "title" for hit in r.hits)


def prepare(readings: Sequence[Reading], grammar: Grammar) -> Iterator[tuple[Anchor, list[Pair]]]:
    """Anchors with their pairs, features filled in."""
    kinds = title_kinds(readings)
    for anchor in anchors(readings):
        candidates = pairs(anchor)
        shared = of_anchor(anchor, grammar, kinds)
        for pair in candidates:
            pair.features = event_features(pair, grammar, shared)
        yield anchor, candidates


def _event(
    pair: Pair, classes: dict[str, float], readings: Sequence[Reading], sal: Salience,
    grammar: Grammar, model: RelationModel,
) -> Event | None:  # fmt: skip
    label = max((c for c in classes if c != "none"), key=lambda c: classes[c])
    if label in _REACHED and _is_overtaken(pair, grammar):
        return None
    if label in _REACHED and _is_coming(pair, grammar):
        classes = {**classes, label: 0.0, "planned": classes["planned"] + classes[label]}
        label = "planned"
    if label == "planned" and of_a_lesson(pair):
        return None
    holders = role_candidates(pair, readings, sal, grammar, "holder")
    if not holders:
        return None
    likely = [h for h in _likely(holders, model) if h.mention and h.mention.kind != _WORLD]
    if not likely:
        return None
    holder, *rest = likely
    dates = date_candidates(pair, grammar, readings, label)
    date = choose(date_rows(pair, dates, label), dates, model, "date")
    status = {"planned": "planned", "negated": "negated"}.get(label, "asserted")
    since = _since(pair, date)
    action = "granted" if label == "negated" or (since and label == "maintained") else label
    return Event(
        pair.anchor.reading, pair.anchor, pair, pair.anchor.standards, action, status,
        classes[label], holder, Choice(None), date, classes, rest,
    )  # fmt: skip


def _is_coming(pair: Pair, grammar: Grammar) -> bool:
    """Whether the trigger itself is a verb of what is yet to come ("will certify" in one word).

    Behind the standard it counts only if no body stands between, who would be its subject.
    """
    if pair.trigger is None:
        return False
    if _is_to_come(pair.anchor.reading, pair.trigger) or _is_wanted(pair, grammar):
        return True
    if not _comes(pair.anchor.reading, pair.trigger, grammar):
        return False
    items, at = pair.anchor.reading.sentence.items, pair.anchor.at
    return not any(item.label in BODY for item in items[at : pair.trigger.start])


def _is_wanted(pair: Pair, grammar: Grammar) -> bool:
    """Whether the trigger is what somebody means to do or to be done.

    "El objetivo es extender ...", "la idea es que todas tengan ...".
    """
    trigger, reading = pair.trigger, pair.anchor.reading
    if trigger is None:
        return False
    items = reading.sentence.items
    cues = [h for h in reading.status if h.kind == "planned" and h.start < trigger.start]
    start = trigger.start
    while start and items[start - 1].folded in _TO_BE:
        start -= 1
    if start < trigger.start or grammar.infinitive.search(items[start].folded):
        return any(hit.end <= trigger.start and start - hit.end <= 1 for hit in cues)
    return any(
        trigger.start - hit.end <= _FIRST_TO
        and items[hit.end].folded in grammar.relatives
        and not any(item.is_mark for item in items[hit.end : trigger.start])
        for hit in cues
    )


def _is_to_come(reading: Reading, trigger: Hit) -> bool:
    """Whether the sentence tells who will be the first to do what the trigger says."""
    return any(
        0 <= trigger.start - hit.end <= _FIRST_TO
        and not any(hit.end <= other.start < trigger.start for other in reading.of("triggers"))
        for hit in reading.of("to_come")
    )


def _comes(reading: Reading, trigger: Hit, grammar: Grammar) -> bool:
    item = reading.sentence.items[trigger.start]
    return (
        trigger.kind in _REACHING
        and not item.label
        and grammar.coming.search(item.text.lower()) is not None
    )


def _is_overtaken(pair: Pair, grammar: Grammar) -> bool:
    """Whether a verb of what is yet to come stands between the trigger and its standard."""
    if pair.trigger is None:
        return False
    reading = pair.anchor.reading
    return any(
        pair.trigger.start < hit.start < pair.anchor.at and _comes(reading, hit, grammar)
        for hit in reading.of("triggers")
    )


def _certifier(
    event: Event, readings: Sequence[Reading], sal: Salience, grammar: Grammar, model: RelationModel
) -> Choice:
    """Who certified: asked only of events that are kept. Those who hold it together did not."""
    holders = joint_holders(event, readings, grammar)
    beside = certifier_beside(event.anchor)
    if beside.mention is not None and beside.key not in holders:
        return beside
    others = [
        c
        for c in role_candidates(event.pair, readings, sal, grammar, "certifier")
        if c.key not in holders and c.mention.label != "LOC"
    ]
    time = event.date.mention.time if event.date.mention else None
    old = is_old(time, event.reading.published)
    rows = certifier_rows(event.pair, others, event.label, old=old)
    return choose(rows, others, model, "certifier")


def _likely(holders: Sequence[Candidate], model: RelationModel) -> list[Choice]:
    """The likeliest holder and the others worth a thought, each body once."""
    odds = model.rankers["holder"].probabilities([c.features for c in holders])
    total: dict[str, float] = {}
    best: dict[str, int] = {}
    for i, candidate in enumerate(holders):
        total[candidate.key] = total.get(candidate.key, 0.0) + odds[i]
        if candidate.key not in best or odds[i] > odds[best[candidate.key]]:
            best[candidate.key] = i
    ranked = sorted(total, key=lambda key: -total[key])
    lost = [(holders[best[key]].mention.text, total[key]) for key in ranked]
    return [
        Choice(
            holders[best[key]].mention, key, total[key],
            [other for j, other in enumerate(lost[:4]) if j != number], holders[best[key]].item,
        )
        for number, key in enumerate(ranked[:_MOST_HOLDERS])
        if number == 0 or total[key] >= _MIN_HOLDER
    ]  # fmt: skip


def _since(pair: Pair, date: Choice) -> bool:
    """Whether the date is the beginning of what lasts ("has held it since 2009")."""
    return date.item >= 0 and any(
        hit.group == "since" and hit.start <= date.item < hit.end + 2
        for hit in pair.anchor.reading.hits
    )


def events(
    readings: Sequence[Reading], grammar: Grammar, model: RelationModel,
    worded: Sequence[Worded] = (),
) -> list[Event]:  # fmt: skip
    """All certification events of a release, sentence by sentence, before merging.

    Where set words tell who holds a standard (``worded``), no other holder or status of that place
    counts.
    """
    sal = salience(readings)
    found = list(_of_words(worded, readings, sal, grammar, model))
    known = {_at(event.anchor): (event.holder.key, event.status) for event in found}
    for anchor, candidates in prepare(readings, grammar):
        if of_people(anchor):
            continue
        told: list[Event] = []
        for pair in candidates:
            if of_another(pair, grammar):
                continue
            classes = model.classifiers["event"].probabilities(pair.features)
            if 1.0 - classes["none"] < MIN_EVENT:
                continue
            event = _event(pair, classes, readings, sal, grammar, model)
            if event is not None:
                told.append(event)
        for event in _distinct(told):
            sure = known.get(_at(event.anchor))
            if sure is not None and sure != (event.holder.key, event.status):
                continue
            event.certifier = _certifier(event, readings, sal, grammar, model)
            together = each_holder(event, readings, grammar)
            if not together[0].listed and of_anyone(event, grammar):
                continue
            here = {each.holder.key for each in together}
            found += together
            found += [
                replace(event, holder=other, second=True)
                for other in together[0].others
                if other.key not in here and sure is None
            ]
    numbered = _of_one(list(_counted(readings, sal, grammar, model)))
    return [*found, *(e for event in numbered for e in _untold(event, found))]


def _at(anchor: Anchor) -> tuple[int, int]:
    return id(anchor.reading), anchor.at


def _of_words(
    worded: Sequence[Worded], readings: Sequence[Reading], sal: Salience, grammar: Grammar,
    model: RelationModel,
) -> Iterator[Event]:  # fmt: skip
    """The events that set words tell, with their dates."""
    kinds = title_kinds(readings)
    for told in worded:
        pair, action = told.pair, told.action
        pair.features = event_features(pair, grammar, of_anchor(pair.anchor, grammar, kinds))
        classes = dict.fromkeys(model.classifiers["event"].classes, 0.0)
        classes |= {action: TOLD_SURELY, "none": 1 - TOLD_SURELY}
        dates = date_candidates(pair, grammar, readings, action)
        status = "planned" if action == "planned" else "asserted"
        event = Event(
            pair.anchor.reading, pair.anchor, pair, pair.anchor.standards, action, status,
            TOLD_SURELY, told.holder, told.certifier,
            choose(date_rows(pair, dates, action), dates, model, "date"), classes, worded=True,
        )  # fmt: skip
        if told.certifier.mention is None:
            event.certifier = _certifier(event, readings, sal, grammar, model)
        yield event


def _counted(
    readings: Sequence[Reading], sal: Salience, grammar: Grammar, model: RelationModel
) -> Iterator[Event]:
    """The events that a sentence tells by their number, each with every holder joined to it."""
    kinds = title_kinds(readings)
    for pair in counted(readings):
        shared = of_anchor(pair.anchor, grammar, kinds)
        pair.features = event_features(pair, grammar, shared)
        classes = model.classifiers["event"].probabilities(pair.features)
        label = max((c for c in classes if c != "none"), key=lambda c: classes[c])
        if label not in HELD:
            continue
        sure = {c: (1 - SURE if c == "none" else SURE if c == label else 0.0) for c in classes}
        event = _event(pair, sure, readings, sal, grammar, model)
        if event is not None and event.status == "asserted":
            event.listed = True
            event.certifier = _certifier(event, readings, sal, grammar, model)
            yield from each_holder(event, readings, grammar)


def _of_one(told: Sequence[Event]) -> list[Event]:
    """The events of the sentences that speak of one holder: the likeliest of all of them."""
    sums: dict[str, float] = {}
    for event in told:
        sums[event.holder.key] = sums.get(event.holder.key, 0.0) + event.holder.probability
    likeliest = max(sums, key=lambda key: sums[key], default="")
    of_it = {id(event.reading) for event in told if event.holder.key == likeliest}
    return [event for event in told if id(event.reading) in of_it]


def _untold(event: Event, found: Sequence[Event]) -> Iterator[Event]:
    """The event, of those of its standards that no sentence surely tells of another body."""
    told = {
        split_year(standard)[0]
        for other in found
        if other.holder.key != event.holder.key
        and other.label in HELD and other.probability * other.holder.probability > _TOLD
        for standard in other.standards
    }  # fmt: skip
    rest = tuple(s for s in event.standards if split_year(s)[0] not in told)
    if rest:
        yield replace(event, standards=rest)


def _weight(event: Event) -> float:
    """What a trigger says beyond "granted" outweighs it: a renewed certificate is also received."""
    plain = event.action == "granted" and event.status == "asserted"
    return event.probability * (_PLAIN_WEIGHT if plain else 1.0)


def _distinct(told: list[Event]) -> list[Event]:
    """Of several triggers at one anchor keep one, or one a date where the dates differ."""
    kept: list[Event] = []
    for event in sorted(told, key=lambda e: -_weight(e)):
        if not any(_alike(event, other) for other in kept):
            kept.append(event)
    return kept


def _alike(one: Event, other: Event) -> bool:
    """Whether two tellings are one event: what is dated long ago is none of today's."""
    if one.date.key == other.date.key:
        return True
    if one.date.mention and other.date.mention:
        return False
    dated = one.date.mention or other.date.mention
    return not (
        one.label != other.label and is_old(dated.time if dated else None, one.reading.published)
    )
