"""What each model learns from: the features of its choices, with the right answer."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations import offices, rules
from pipeline.relations.grammar import grammar
from pipeline.relations.view import View, build
from pipeline.training.align import Lesson
from pipeline.training.rows import Instances
from pipeline.training.tellings import tellings


def _offices(lesson: Lesson, view: View, found: list[rules.Found], out: Instances) -> None:
    held: dict[str, list[str]] = {}
    for fact in lesson.facts:
        if fact.predicate == "holds_role":
            held.setdefault(fact.subject, []).append(fact.object)
    for office in offices.offices(found):
        if office.body is not None or office.person.mention is None:
            continue
        wanted = held.get(office.person.mention.entity_id, [])
        bodies = offices.candidates(view, office)
        right = [i for i, body in enumerate(bodies) if body.key in wanted]
        if right:
            rows = [b.features for i, b in enumerate(bodies) if i == right[0] or i not in right]
            answer = [i for i in range(len(bodies)) if i == right[0] or i not in right].index(
                right[0]
            )
            out.office.append((lesson.id, (list(rows), answer)))


def _rules(lesson: Lesson, found: list[rules.Found], out: Instances) -> None:
    """How often each rule is right, pair by pair."""
    types = rules.kinds()
    stated = {(f.predicate, f.subject, f.object) for f in lesson.facts}
    for match in found:
        relation = match.rule.relation
        if relation == "holds_role" and match.object is None:
            continue
        if match.subject is None or match.object is None:
            continue
        one, other = match.subject.mention, match.object.mention
        if one is None or other is None or one.entity_id == other.entity_id:
            continue
        key = (relation, one.entity_id, other.entity_id)
        turned = (relation, other.entity_id, one.entity_id)
        right = key in stated or (types[relation].symmetric and turned in stated)
        out.rules.append((lesson.id, match.rule.rule_id, right))


def collect(lessons: Sequence[Lesson]) -> Instances:
    """Training rows of many releases."""
    out = Instances()
    for lesson in lessons:
        view = build(lesson.release, lesson.mentions, grammar(lesson.lang))
        found = list(rules.find(view))
        tellings(lesson, view, out)
        _offices(lesson, view, found, out)
        _rules(lesson, found, out)
    return out
