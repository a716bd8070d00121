"""Members of one list that one rule tells alike are as likely as the likeliest of them.

"The Ministry held talks with Peru, Chile and Cuba": with all three or with none.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.pairs.candidates import Scene
from pipeline.relations.pairs.judge import listmates
from pipeline.relations.pairs.proposal import Proposal

# Less likely members are left as they are: the list may not be what it seems.
LEAST = 0.1
_Member = tuple[Proposal, str]


def level(told: Sequence[Proposal], whole: Scene) -> None:
    """Raise each member to the likeliest of its list.

    Args:
        told: the relations of a release with their calibrated probabilities, which are set.
        whole: the release.
    """
    alike = _told_alike(told)
    mates = listmates(whole) if alike else {}
    raised = [
        (each, max(other.probability for other, _ in fellows))
        for members in alike
        for each, own in members
        if each.probability > LEAST
        and (fellows := [m for m in members if m[1] in mates.get(own, ())])
    ]
    for each, probability in raised:
        each.probability = max(each.probability, probability)


def _told_alike(told: Sequence[Proposal]) -> list[list[_Member]]:
    """The relations that one rule tells of one entity in one sentence, with their other side."""
    groups: dict[tuple[str, int, str], list[_Member]] = {}
    for each in told:
        for rule in _rules(each):
            for key, other in (each.keys, each.keys[::-1]):
                start = each.candidate.context.sentence.start
                groups.setdefault((rule, start, key), []).append((each, other))
    return [members for members in groups.values() if len(members) > 1]


def _rules(each: Proposal) -> set[str]:
    """The rules that tell a relation, whichever side they take for the subject."""
    if not each.candidate.near:
        return set()
    items = each.candidate.context.sentence.items
    one, other = items.index(each.candidate.subject), items.index(each.candidate.object)
    known = each.candidate.context.rules
    return {
        match.rule.rule_id
        for pair in ((one, other), (other, one))
        for match in known.get(pair, ())
        if match.rule.relation == each.relation and not match.rule.hint
    }
