"""Scores of facts: core, full, certifier, status and qualifiers.

For ``certified``: core is holder and standard; full is also action and date; the certifier
is compared on facts whose core is right. For other predicates: core is subject and object,
full also status and date. Optional gold facts are neither required nor punished.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.evaluation import factmatch
from pipeline.evaluation.gold import GoldFact, GoldRelease
from pipeline.evaluation.outcomes import Kind, Outcome
from pipeline.evaluation.qualifiers import compare
from pipeline.evaluation.resolve import Resolver
from pipeline.records import Fact


def score(
    gold: GoldRelease, system: Sequence[Fact], resolver: Resolver, layer: str = "facts"
) -> Iterator[Outcome]:
    """Compare the facts of a release.

    Args:
        gold: the annotated release.
        system: the system's facts, offsets in the gold text.
        resolver: says which arguments mean which entities.
        layer: name of the layer (``facts`` end to end, ``facts.given`` from gold mentions).
    """
    told = Facts(gold, resolver, layer)
    system = [fact for fact in system if fact.predicate in gold.predicates]
    found = factmatch.match(gold.facts, system, resolver)
    for i, j in found.items():
        if not gold.facts[i].optional:
            yield from told.matched(gold.facts[i], system[j])
    rest = [f for i, f in enumerate(gold.facts) if i not in found and not f.optional]
    extra = [f for j, f in enumerate(system) if j not in set(found.values())]
    yield from told.unmatched(rest, extra)


class Facts:
    """The comparisons of one release.

    Args:
        gold: the annotated release.
        resolver: says which arguments mean which entities.
        layer: name of the layer.
    """

    def __init__(self, gold: GoldRelease, resolver: Resolver, layer: str) -> None:
        self._gold, self._resolver, self._layer = gold, resolver, layer

    def matched(self, gold: GoldFact, system: Fact) -> Iterator[Outcome]:
        """Yield the outcomes of two facts of the same core."""
        yield self._outcome("", "hit", gold, system)
        errors = self._differences(gold, system)
        kind: Kind = "wrong" if errors else "hit"
        yield self._outcome(".full", kind, gold, system, ", ".join(errors))
        same = gold.status == system.status
        yield Outcome(
            f"{self._layer}.status", gold.status, "hit" if same else "wrong", gold.status,
            system.status, "" if same else f"{gold.status} taken for {system.status}",
            system.start, system.end,
        )  # fmt: skip
        for each in compare(gold, system, self._resolver, f"{self._layer}.qualifiers"):
            if each.group.partition(".")[2] in self._gold.qualifiers:
                yield each

    def _differences(self, gold: GoldFact, system: Fact) -> list[str]:
        certified = gold.predicate == "certified"
        errors = []
        if certified and not factmatch.same_action(gold, system):
            errors.append(f"{gold.action} taken for {factmatch.action(system)}")
        if not certified and gold.status != system.status:
            errors.append(f"{gold.status} taken for {system.status}")
        if not factmatch.same_date(gold, system):
            told = factmatch.date(system)
            errors.append(
                "wrong date"
                if gold.date and told
                else "date missed"
                if gold.date
                else "date too much"
            )
        return errors

    def unmatched(self, gold: Sequence[GoldFact], system: Sequence[Fact]) -> Iterator[Outcome]:
        """Yield the outcomes of facts whose core nothing on the other side has."""
        near = factmatch.near_misses(gold, system, self._resolver)
        used = {j for j, _ in near.values()}
        for i, fact in enumerate(gold):
            j, error = near.get(i, (-1, ""))
            other = system[j] if i in near else None
            kind: Kind = "wrong" if other else "missed"
            yield self._outcome("", kind, fact, other, error or self._why_missed(fact))
            yield self._outcome(".full", kind, fact, other)
        for j, extra in enumerate(system):
            if j not in used:
                yield self._outcome("", "spurious", None, extra, "spurious")
                yield self._outcome(".full", "spurious", None, extra)

    def _why_missed(self, fact: GoldFact) -> str:
        keys = {e.key for e in self._gold.entities}
        for side in ("subject", "object"):
            key = getattr(fact, side)
            if key in keys and not self._resolver.seen(key):
                return f"missed, {side} not recognised"
        return "missed"

    def _outcome(
        self, part: str, kind: Kind, gold: GoldFact | None, system: Fact | None, error: str = ""
    ) -> Outcome:
        predicate = gold.predicate if gold else system.predicate if system else ""
        place = gold if gold and gold.end else system
        return Outcome(
            self._layer + part, predicate, kind, self._say(gold) if gold else "",
            say(system) if system else "", error and f"{predicate}: {error}",
            place.start if place else 0, place.end if place else 0,
            system.confidence if system else -1.0, system.rule if system else "",
        )  # fmt: skip

    def _say(self, fact: GoldFact) -> str:
        names = {e.key: e.name for e in self._gold.entities}
        subject, obj = names.get(fact.subject, fact.subject), names.get(fact.object, fact.object)
        extras = [fact.action, fact.date, "" if fact.status == "asserted" else fact.status]
        return f"{subject} | {obj} | {' '.join(e for e in extras if e)}"


def say(fact: Fact) -> str:
    """Return a system fact as a line."""
    act = factmatch.action(fact) if fact.predicate == "certified" else ""
    extras = [act, factmatch.date(fact), "" if fact.status == "asserted" else fact.status]
    return f"{fact.subject.name} | {fact.object.name} | {' '.join(e for e in extras if e)}"
