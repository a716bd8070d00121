"""Evaluation of a system on gold: release by release, outcome by outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.evaluation import documents, facts, given, linking, mentions
from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.linking import Tally
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.resolve import ByKey, ByName
from pipeline.evaluation.system import SystemRelease
from pipeline.records import Fact

System = Callable[[GoldRelease], SystemRelease]


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured on one release; ``ids`` is the system's id of each gold entity found."""

    gold: GoldRelease
    outcomes: tuple[Outcome, ...]
    tallies: tuple[Tally, ...] = ()
    status: str = "ok"
    error: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)


def evaluate(
    releases: Iterable[GoldRelease], system: System, *, from_gold_mentions: bool = True
) -> Iterator[Result]:
    """Yield the result of every release.

    Args:
        releases: gold.
        system: says what the system found in a release.
        from_gold_mentions: whether to run the relation stage on gold mentions too.
    """
    for gold in releases:
        yield compare(gold, system(gold), from_gold_mentions=from_gold_mentions)


def compare(
    gold: GoldRelease, system: SystemRelease, *, from_gold_mentions: bool = False
) -> Result:
    """Compare what the system found in a release with its gold, as far as gold has the layers."""
    found: list[Outcome] = [*documents.score(gold, system)]
    tallies: list[Tally] = []
    if "mentions" in gold.layers:
        found += mentions.score(gold, system.mentions)
    if {"mentions", "linking"} <= gold.layers:
        for each in linking.score(gold, system.mentions):
            if isinstance(each, Tally):
                tallies.append(each)
            else:
                found.append(each)
    trouble = ""
    if "facts" in gold.layers:
        resolver = ByName(gold, system.mentions, system.entities)
        found += facts.score(gold, system.facts, resolver)
        if from_gold_mentions and gold.mentions:
            told, trouble = _given(gold, system)
            found += facts.score(gold, told, ByKey(), "facts.given")
    status = system.status if system.status != "ok" or not trouble else "failed"
    reason = "; ".join(each for each in (system.error, trouble) if each)
    ids = linking.ids(linking.linked_pairs(gold, system.mentions))
    return Result(gold, tuple(found), tuple(tallies), status, reason, ids)


def _given(gold: GoldRelease, system: SystemRelease) -> tuple[list[Fact], str]:
    """A release on which the relation stage breaks counts as one without facts."""
    try:
        return given.facts(gold, system.mentions), ""
    except Exception as error:  # told in the report; the others are still measured
        return [], f"from gold mentions: {type(error).__name__}: {error}"
