"""The list of errors: each with its sentence, and a key that is the same in every run."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.evaluation.evaluate import Result
from pipeline.evaluation.gold import GoldRelease
from pipeline.evaluation.outcomes import Outcome

LAYERS = (
    "language", "published", "published.ambiguous", "title", "mentions.strict", "nominals.strict",
    "values", "linking.aligned", "linking.registry", "linking.nominal", "linking.across",
    "facts", "facts.full", "facts.status", "facts.qualifiers", "facts.given", "facts.given.full",
)  # fmt: skip
_CONTEXT = 200


@dataclass(frozen=True, slots=True)
class Error:
    """One error.

    ``key`` is a hash of release, layer and the item; ``before``, ``marked``, ``after`` are its
    sentence. Of a hidden release only key, layer, group, kind and error are told.
    """

    key: str
    layer: str
    group: str
    kind: str
    error: str
    release: str = ""
    lang: str = ""
    genre: str = ""
    gold: str = ""
    system: str = ""
    before: str = ""
    marked: str = ""
    after: str = ""
    confidence: float = -1.0
    rule: str = ""


def errors(results: Iterable[Result], *, hidden: bool = False) -> list[Error]:
    """Return the errors of the layers that tell them best, sorted by layer and sort.

    Args:
        results: what was measured.
        hidden: whether to keep the texts back (of the test part).
    """
    found = [error for result in results for error in _of(result, hidden=hidden)]
    return sorted(found, key=lambda e: (LAYERS.index(e.layer), e.error, e.release, e.key))


def _of(result: Result, *, hidden: bool) -> Iterator[Error]:
    seen: Counter[str] = Counter()
    for outcome in result.outcomes:
        if outcome.layer not in LAYERS or not outcome.error:
            continue
        key = _key(result.gold, outcome, seen)
        head = (key, outcome.layer, outcome.group, outcome.kind, outcome.error)
        if hidden:
            yield Error(*head)
            continue
        gold = result.gold
        yield Error(
            *head, gold.id, gold.lang, gold.genre, outcome.gold, outcome.system,
            *sentence(gold.text, outcome.start, outcome.end), outcome.confidence, outcome.rule,
        )  # fmt: skip


def _key(gold: GoldRelease, outcome: Outcome, seen: Counter[str]) -> str:
    """An item of gold keeps its key whatever the system says about it."""
    item = f"gold:{outcome.gold}" if outcome.gold else f"system:{outcome.system}"
    words = "\n".join((gold.id, outcome.layer, outcome.group, item))
    seen[words] += 1
    return hashlib.sha256(f"{words}\n{seen[words]}".encode()).hexdigest()[:16]


def sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before a span on its line, the span, and what follows it."""
    if end <= start:
        return "", "", ""
    left = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    stop = text.find("\n", end)
    right = min(stop if stop >= 0 else len(text), end + _CONTEXT)
    return (
        ("…" if left and text[left - 1] != "\n" else "") + text[left:start],
        text[start:end],
        text[end:right] + ("…" if right < len(text) and text[right] != "\n" else ""),
    )
