"""What the models of certifications learn from: the tellings of a release, and its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.dates.intervals import interval
from pipeline.evaluation.gold import GoldFact
from pipeline.records import TimeValue
from pipeline.relations.certified.anchors import Anchor, Pair, Reading, read
from pipeline.relations.certified.bodies import Candidate, certifier_rows, role_candidates, salience
from pipeline.relations.certified.events import prepare
from pipeline.relations.certified.merge import standard_number as number
from pipeline.relations.certified.when import date_candidates, date_rows, is_old
from pipeline.relations.grammar import grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.view import build
from pipeline.training.align import Lesson
from pipeline.training.rows import Group, Instances

Prepared = Sequence[tuple[Anchor, list[Pair]]]
_NEAR = 900

# How well each kind of trigger says each action; the trigger that a fact is learnt from.
FIT: dict[str, dict[str, float]] = {
    "granted": {"get": 3, "award": 2.9, "certify": 2.8, "hold": 2.5, "keep": 1},
    "renewed": {"renew": 4},
    "maintained": {"keep": 4, "renew": 1, "hold": 2},
    "extended": {"extend": 4},
    "planned": {"plan": 4, "get": 1.5, "certify": 1.6},
    "suspended": {"suspend": 4},
    "withdrawn": {"withdraw": 4},
    "denied": {"deny": 4},
}


def _choose_pair(
    fact: GoldFact,
    prepared: Sequence[tuple[Anchor, list[Pair]]],
    told: Mapping[int, Sequence[GoldFact]],
) -> Pair | None:
    best: tuple[float, Pair] | None = None
    for anchor, pairs in prepared:
        sentence = anchor.reading.sentence
        if fact.end <= sentence.start or fact.start >= sentence.end:
            continue
        wrong = number(fact.object) not in {number(s) for s in anchor.standards}
        for pair in pairs:
            score = -4.0 if wrong else 0.0
            score -= 3.0 if _taken(fact, told.get(id(pair), ())) else 0.0
            if pair.trigger is not None:
                item = sentence.items[pair.trigger.start]
                score += FIT.get(fact.action, {}).get(pair.trigger.kind, 0.0)
                score += 2.0 if fact.start <= item.start < fact.end else 0.0
                score -= 0.05 * abs(pair.trigger.start - anchor.at)
            if best is None or score > best[0]:
                best = (score, pair)
    return best[1] if best else None


def _taken(fact: GoldFact, others: Sequence[GoldFact]) -> bool:
    """Whether a pair tells another fact already; bodies certified together share one."""
    return any(
        other.subject == fact.subject
        or other.action != fact.action
        or number(other.object) != number(fact.object)
        for other in others
    )


def label_of(fact: GoldFact) -> str:
    """The class of a fact's event."""
    return {"planned": "planned", "negated": "negated"}.get(fact.status, fact.action)


def _group(
    candidates: Sequence[Candidate], wanted: str, empty: Sequence[str] | None
) -> Group | None:
    """Candidates of other entities, one of the wanted (the first), and none where it may be."""
    right = [i for i, c in enumerate(candidates) if c.key == wanted] if wanted else []
    rows: list[Sequence[str]] = []
    answer = -1
    for index, candidate in enumerate(candidates):
        if index in right[1:]:
            continue
        if right and index == right[0]:
            answer = len(rows)
        rows.append(candidate.features)
    if empty is not None:
        rows.append(empty)
        if not wanted:
            answer = len(rows) - 1
    return (rows, answer) if answer >= 0 else None


def _roles(
    lesson: Lesson,
    pair: Pair,
    fact: GoldFact,
    together: set[str],
    readings: Sequence[Reading],
    out: Instances,
) -> None:
    """The choices of one fact; ``together`` holds all bodies of which its words tell the same."""
    rules_of = grammar(lesson.lang)
    sal = salience(readings)
    holders = [
        c
        for c in role_candidates(pair, readings, sal, rules_of, "holder")
        if c.key == fact.subject or c.key not in together
    ]
    if group := _group(holders, fact.subject, None):
        out.holder.append((lesson.id, group))
    others = [
        c
        for c in role_candidates(pair, readings, sal, rules_of, "certifier")
        if c.key != fact.subject and c.mention.label != "LOC"
    ]
    certifier = fact.qualifier("certifier")
    days = interval(fact.date)
    time = TimeValue(fact.date, end=days[1]) if days else None
    rows = certifier_rows(
        pair, others, label_of(fact), old=is_old(time, lesson.release.published.value)
    )
    named = [Candidate(c.key, c.mention, row) for c, row in zip(others, rows[:-1], strict=True)]
    if group := _group(named, certifier, rows[-1]):
        out.certifier.append((lesson.id, group))
    _date(lesson, pair, (label_of(fact), fact.date), readings, out)


def _date(
    lesson: Lesson, pair: Pair, told: tuple[str, str], readings: Sequence[Reading], out: Instances
) -> None:
    """Learn the date of a telling, given its class and date; one told farther off is none here."""
    label, wanted = told
    dates = date_candidates(pair, grammar(lesson.lang), readings, label)
    here = wanted if any(c.key == wanted for c in dates) else ""
    rows = date_rows(pair, dates, label)
    named = [Candidate(c.key, c.mention, row) for c, row in zip(dates, rows[:-1], strict=True)]
    if group := _group(named, here, rows[-1]):
        out.date.append((lesson.id, group))


def _retold(prepared: Prepared, told: Mapping[int, Sequence[GoldFact]]) -> dict[int, GoldFact]:
    """Sentences that refer to a certificate told of before and give its date."""
    found: dict[int, GoldFact] = {}
    given = {id(f): f for each in told.values() for f in each if f.date and f.status == "asserted"}
    for anchor, pairs in prepared:
        if not anchor.reference:
            continue
        sentence = anchor.reading.sentence
        dates = {i.mention.value for i in sentence.items if i.label == "DATE" and i.mention}
        for fact in given.values():
            near = 0 < sentence.start - fact.start < _NEAR
            same = number(fact.object) in {number(s) for s in anchor.standards}
            if near and same and fact.date in dates:
                verbs = [
                    p for p in pairs if p.trigger and p.trigger.kind in ("get", "award", "certify")
                ]
                if verbs:
                    found[id(verbs[0])] = fact
    return found


def collect(lessons: Sequence[Lesson]) -> Instances:
    """Training rows of many releases."""
    out = Instances()
    for lesson in lessons:
        _tellings(lesson, out)
    return out


def _tellings(lesson: Lesson, out: Instances) -> None:
    """Add what a release teaches of certifications."""
    view = build(lesson.release, lesson.mentions, grammar(lesson.lang))
    readings = read(view, lexicon(lesson.lang, "certified"))
    prepared = list(prepare(readings, view.grammar))
    told: dict[int, list[GoldFact]] = {}
    for fact in lesson.facts:
        if fact.predicate == "certified":
            pair = _choose_pair(fact, prepared, told)
            if pair is not None:
                told.setdefault(id(pair), []).append(fact)
    _learn(lesson, readings, prepared, told, out)


def _learn(
    lesson: Lesson,
    readings: Sequence[Reading],
    prepared: Prepared,
    told: Mapping[int, Sequence[GoldFact]],
    out: Instances,
) -> None:
    again = _retold(prepared, told)
    by_number: dict[str, set[str]] = {}
    for fact in lesson.facts:
        if fact.predicate == "certified":
            by_number.setdefault(number(fact.object), set()).add(fact.action)
    for anchor, pairs in prepared:
        actions = {a for s in anchor.standards for a in by_number.get(number(s), ())}
        learnt = any(id(p) in told for p in pairs)
        for pair in pairs:
            if id(pair) in told:
                together = told[id(pair)]
                out.events.append((lesson.id, pair.features, label_of(together[0])))
                for fact in together:
                    _roles(lesson, pair, fact, {f.subject for f in together}, readings, out)
            elif id(pair) in again:
                out.events.append((lesson.id, pair.features, "granted"))
                _date(lesson, pair, ("granted", again[id(pair)].date), readings, out)
            elif not _ambiguous(pair, lesson.facts) and not (
                _told_again(pair) and _says_too(pair, actions, learnt=learnt)
            ):
                out.events.append((lesson.id, pair.features, "none"))


def _told_again(pair: Pair) -> bool:
    """Whether a pair may retell an event: a title, or a sentence that names the standard."""
    return not pair.anchor.reference or pair.anchor.reading.sentence.section == "title"


def _ambiguous(pair: Pair, facts: Sequence[GoldFact]) -> bool:
    """Whether a pair's trigger lies in the evidence of a fact of a class that it may tell."""
    if pair.trigger is None:
        return False
    place = pair.anchor.reading.sentence.items[pair.trigger.start].start
    return any(
        fact.predicate == "certified"
        and fact.start <= place < fact.end
        and pair.trigger.kind in FIT.get(fact.action, {})
        for fact in facts
    )


def _says_too(pair: Pair, actions: set[str], *, learnt: bool) -> bool:
    """Whether a pair may tell what another one is learnt from: then it is neither right nor wrong.

    A title tells the event that the first paragraph tells with its evidence.
    """
    if pair.trigger is None:
        return learnt
    return any(pair.trigger.kind in FIT.get(a, {}) for a in actions)
