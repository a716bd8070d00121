"""How often each rule is right: what a rule is worth where the pair classifier sees no pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.relations import rules
from pipeline.relations.grammar import grammar
from pipeline.relations.view import build
from pipeline.training.align import Lesson

_STRENGTH, _EXPECTED = 4.0, 0.8


def precisions(lessons: Sequence[Lesson]) -> dict[str, float]:
    """The share of right matches of each rule, pulled towards an expected precision.

    A rule counts as right if the release states its pair, whatever the sentence.
    """
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for lesson in lessons:
        stated = {(f.predicate, f.subject, f.object) for f in lesson.facts}
        for match in rules.find(build(lesson.release, lesson.mentions, grammar(lesson.lang))):
            one = match.subject.mention if match.subject else None
            other = match.object.mention if match.object else None
            if one is None or other is None or one.entity_id == other.entity_id:
                continue
            relation, keys = match.rule.relation, (one.entity_id, other.entity_id)
            turned = rules.kinds()[relation].symmetric and (relation, *keys[::-1]) in stated
            seen[match.rule.rule_id] += 1
            right[match.rule.rule_id] += turned or (relation, *keys) in stated
    return {
        rule: round((right[rule] + _STRENGTH * _EXPECTED) / (seen[rule] + _STRENGTH), 3)
        for rule in sorted(seen)
    }
