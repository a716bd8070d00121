"""Fitting the pair classifier: rows from lessons, a penalised multinomial logit, calibration.

A pair whose relation gold states with evidence in another sentence is neither right nor wrong
here and is left out. Scales and thresholds come from folds that the weights had not seen, and
from the mentions of the system: a fact between mentions that it does not find is not told.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.evaluation.gold import GoldFact
from pipeline.relations import rules
from pipeline.relations.grammar import grammar
from pipeline.relations.pairs.candidates import NEVER, Candidate, Scene, candidates, scene
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.pairs.model import NONE, Judges, PairModel
from pipeline.relations.pairs.speakers import RELATION, People, tellings
from pipeline.relations.pairs.spoken import people
from pipeline.relations.rules import kinds
from pipeline.relations.said import statements
from pipeline.relations.view import Sentence, View, build
from pipeline.training import judges
from pipeline.training.align import Lesson
from pipeline.training.calibrate import decisions
from pipeline.training.logit import Problem, fit_logit
from pipeline.training.statements import statement_of

BITS = 17
PENALTY = 15.0
FOLDS = 3
_SHARE = 3  # one of so many far pairs without relation is learnt from, with that weight
_GATE_LOSS = 0.01
SAID = RELATION[0]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Row:
    """A pair to learn from; ``lead`` is the number of buckets of its anchor (far pairs only)."""

    buckets: array[int]
    lead: int
    relations: tuple[str, ...]
    label: str
    subject: str
    object: str
    weight: float = 1.0

    @property
    def relation(self) -> str:
        """The relation of the label."""
        return self.label.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Rows:
    """The pairs of one lesson, and the relations that its gold states."""

    id: str
    rows: tuple[Row, ...]
    stated: frozenset[tuple[str, str, str]]
    by_system: bool = False


def key(relation: str, subject: str, obj: str) -> tuple[str, str, str]:
    """A relation of two entities, in one order where it is symmetric."""
    if kinds()[relation].symmetric and obj < subject:
        subject, obj = obj, subject
    return relation, subject, obj


def label_of(fact: GoldFact) -> str:
    """The class of a fact: its relation, with the variant where the relation has them."""
    name = kinds()[fact.predicate].variant
    variant = fact.qualifier(name) if name else ""
    return f"{fact.predicate}/{variant}" if variant else fact.predicate


def _stated(lesson: Lesson) -> dict[tuple[str, str], list[GoldFact]]:
    stated: dict[tuple[str, str], list[GoldFact]] = {}
    for fact in lesson.facts:
        if fact.predicate not in NEVER:
            stated.setdefault((fact.subject, fact.object), []).append(fact)
            if kinds()[fact.predicate].symmetric:
                stated.setdefault((fact.object, fact.subject), []).append(fact)
    return stated


def _label(facts: Sequence[GoldFact], candidate: Candidate) -> str | None:
    """The class of a pair, nothing if gold tells its relation elsewhere."""
    if not facts:
        return NONE
    sentence: Sentence = candidate.context.sentence
    for fact in facts:
        told = fact.start < sentence.end and sentence.start < fact.end
        if told and fact.predicate in candidate.relations:
            return label_of(fact)
    return None


def rows_of(lesson: Lesson, bits: int = BITS) -> Rows:
    """The pairs of a lesson with their classes."""
    view = build(lesson.release, lesson.mentions, grammar(lesson.lang))
    found = list(rules.find(view))
    whole = scene(view, found)
    stated = _stated(lesson)
    out = [*_spoken_rows(lesson, view, whole, people(found, view.grammar), bits)]
    for number, candidate in enumerate(candidates(whole)):
        one, other = candidate.subject.mention, candidate.object.mention
        if one is None or other is None:
            continue
        pair = key_of(one), key_of(other)
        label = _label(stated.get(pair, ()), candidate)
        thinned = label == NONE and not candidate.near
        if label is None:
            label = ""
        lead = sum(map(len, candidate.parts[: candidate.lead]))
        weight = 0.0 if not label else 1.0
        if thinned:
            weight = 0.0 if number % _SHARE else float(_SHARE)
        buckets = _hashed(candidate.features, bits)
        out.append(Row(buckets, lead, candidate.relations, label, *pair, weight))
    told = {
        key(f.predicate, f.subject, f.object)
        for f in lesson.facts
        if f.predicate not in NEVER and not f.optional
    }
    told |= {
        (SAID, fact.subject, f"{SAID}:{number}")
        for number, fact in enumerate(lesson.facts)
        if fact.predicate == SAID and not fact.optional
    }
    return Rows(lesson.id, tuple(out), frozenset(told), lesson.by_system)


def _spoken_rows(
    lesson: Lesson, view: View, whole: Scene, named: People, bits: int
) -> Iterator[Row]:
    """Statements with each who may have made them; the object is the gold statement they match."""
    matched: dict[tuple[int, int], int | None] = {}
    for telling in tellings(view, whole.contexts, statements(view), named, whole.known):
        if telling.speaker.mention is None:
            continue
        span = telling.statement.start, telling.statement.end
        if span not in matched:
            matched[span] = statement_of(lesson, span)
        number, speaker = matched[span], key_of(telling.speaker.mention)
        right = number is not None and lesson.facts[number].subject == speaker
        obj = f"at:{span}" if number is None else f"{SAID}:{number}"
        label = SAID if right else NONE
        yield Row(_hashed(telling.features, bits), 0, RELATION, label, speaker, obj)


def _hashed(features: Sequence[str], bits: int) -> array[int]:
    mask = (1 << bits) - 1
    return array("i", (zlib.crc32(name.encode()) & mask for name in features))


def _problem(rows: Sequence[Row], classes: Sequence[str], bits: int) -> Problem:
    numbers = {name: number for number, name in enumerate(classes)}
    masks = {r: _mask(classes, r) for r in {row.relations for row in rows}}
    return Problem(
        buckets=[row.buckets for row in rows],
        size=1 << bits,
        allowed=np.stack([masks[row.relations] for row in rows]),
        labels=np.array([numbers.get(row.label, 0) for row in rows]),
        weights=np.array([row.weight for row in rows], dtype=np.float32),
    )


def _mask(classes: Sequence[str], relations: tuple[str, ...]) -> Floats:
    fits = [name == NONE or name.partition("/")[0] in relations for name in classes]
    return np.where(fits, 0.0, -30.0).astype(np.float32)


def _flat(lessons: Sequence[Rows]) -> list[Row]:
    return [row for lesson in lessons for row in lesson.rows]


def fit_weights(lessons: Sequence[Rows], classes: Sequence[str], bits: int = BITS) -> Floats:
    """Fit the weights on the pairs of some lessons."""
    used = [row for row in _flat(lessons) if row.weight]
    if not used:
        return np.zeros((1 << bits, len(classes)), dtype=np.float32)
    return fit_logit(_problem(used, classes, bits), PENALTY)


def _gate(lessons: Sequence[Rows], weights: Floats, classes: Sequence[str]) -> float:
    """The margin over ``none`` that the anchors of nearly all far facts reach by themselves."""
    none = classes.index(NONE)
    margins = []
    for row in _flat(lessons):
        if row.lead and row.relation not in ("", NONE):
            sums = weights[np.asarray(row.buckets[: row.lead])].sum(axis=0)
            sums = sums + _mask(classes, row.relations)
            margins.append(float(np.delete(sums, none).max() - sums[none]))
    return round(float(np.quantile(margins, _GATE_LOSS)), 3) if margins else -30.0


def fit_pairs(
    taught: Sequence[Lesson], precisions: Mapping[str, float]
) -> tuple[Floats, dict[str, Any], Judges]:
    """Fit classifier and judges; returns weights, description and judges as ``save`` takes them.

    Args:
        taught: the lessons.
        precisions: how often each rule is right.
    """
    lessons = [rows_of(lesson) for lesson in taught]
    labels = {row.label for row in _flat(lessons) if row.weight}
    classes = [NONE, *sorted(labels - {NONE})]
    ids = sorted({lesson.id for lesson in lessons})
    fold = {name: number % FOLDS for number, name in enumerate(ids)}
    found = [lesson for lesson in lessons if lesson.by_system] or lessons
    rows: list[judges.Row] = []
    for part in range(FOLDS):
        rest = [lesson for lesson in lessons if fold[lesson.id] != part]
        weights = fit_weights(rest, classes)
        model = PairModel(weights, {"classes": classes} | judges.OPEN)
        for lesson, told in zip(taught, lessons, strict=True):
            if fold[lesson.id] == part:
                rows += judges.rows_of(lesson, told.stated, model, precisions)
    weights = fit_weights(lessons, classes)
    about: dict[str, Any] = {"classes": classes, "gate": _gate(lessons, weights, classes)}
    return weights, about | decisions(list(judges.unseen(rows)), _wanted(found)), judges.fit(rows)


def _wanted(lessons: Sequence[Rows]) -> Mapping[str, int]:
    counts = dict.fromkeys((name for name in kinds() if name not in NEVER - {SAID}), 0)
    for lesson in lessons:
        for relation, _, _ in lesson.stated:
            counts[relation] += 1
    return counts
