"""Score linking on the gold of ``seeds/linking``: what each marked mention was linked to.

A mention counts as right if a mention of the program covers at least half of the same words
and has the right id. A body no registry knows has no right id of its own: all its mentions must
share one that is in no registry and that no other body of the text has.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.extraction import extract_one
from pipeline.records import Mention, RawRelease
from pipeline.registry import index

Part = Literal["tuning", "held", "abroad", "borders", "borders-dev", "blind", "blind-dev"]
# Parts whose errors are looked at; those of the others are only counted.
READ: tuple[Part, ...] = ("tuning", "borders-dev", "blind-dev")
# Parts that have files of their own.
_OWN = ("abroad", "borders", "borders-dev", "blind", "blind-dev")
# The halves of "blind", which is one file: of texts for tuning, and of those held.
_HALVES: dict[str, Part] = {"blind": "held", "blind-dev": "tuning"}
_FOLDER = Path(__file__).parents[2] / "seeds" / "linking"
_NEW = "new:"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A marked mention; ``id`` is a registry id, or ``new:<n>`` for an unknown body."""

    start: int
    end: int
    text: str
    nominal: bool
    id: str

    @property
    def sort(self) -> str:
        """What the mention is counted as: ``named``, ``unknown`` or ``nominal``."""
        return "nominal" if self.nominal else "unknown" if self.id.startswith(_NEW) else "named"


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text and its marked mentions."""

    id: str
    text: str
    mentions: tuple[GoldMention, ...]

    @property
    def part(self) -> Part:
        """Which half the text is in, by a hash of its words and by no other choice."""
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        return "tuning" if int(digest[0], 16) % 2 == 0 else "held"


@dataclass(slots=True)
class Score:
    """Right and all mentions by sort, the mentions linked to another country's body, the errors."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    abroad: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def accuracy(self, *sorts: str) -> float:
        """Return the share of right mentions of some sorts (of all where none is given)."""
        wanted = sorts or tuple(self.total)
        return sum(self.right[s] for s in wanted) / max(1, sum(self.total[s] for s in wanted))


def texts(lang: str, part: Part | None = None) -> list[GoldText]:
    """Return the gold texts of a language, of one half of them, or those of another part."""
    name = "blind" if part in _HALVES else part
    name = f"{name}.{lang}" if part in _OWN else lang
    lines = (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    found = [
        GoldText(row["id"], row["text"], tuple(GoldMention(**m) for m in row["mentions"]))
        for row in rows
    ]
    half = _HALVES.get(part or "", None if part in _OWN else part)
    return [gold for gold in found if half in (None, gold.part)]


@cache
def score(lang: str, part: Part) -> Score:
    """Extract every text of a half and return its score."""
    total = Score()
    for gold in texts(lang, part):
        digest = hashlib.sha256(gold.text.encode()).hexdigest()
        found = extract_one(RawRelease(f"text:{gold.id}", gold.text, digest))
        assert found.status == "ok", f"{gold.id}: {found.error}"
        same_text = found.release.text == gold.text.rstrip("\n")
        assert same_text, f"{gold.id}: the clean text is not the gold's"
        _add(total, gold, found.mentions)
    return total


def _add(total: Score, gold: GoldText, mentions: tuple[Mention, ...]) -> None:
    answers = [_answer(marked, mentions) for marked in gold.mentions]
    minted = _minted(gold, answers)
    for marked, answer in zip(gold.mentions, answers, strict=True):
        right = bool(answer) and answer == minted.get(marked.id, marked.id)
        total.total[marked.sort] += 1
        total.right[marked.sort] += right
        if right:
            continue
        line = f"{gold.id} {marked.sort}: {marked.text!r} is {marked.id}, not {answer or 'nothing'}"
        total.errors.append(line)
        if _is_abroad(gold, marked, answer):
            total.abroad.append(line)


def _answer(marked: GoldMention, mentions: tuple[Mention, ...]) -> str:
    """Return the id of the body that covers a marked mention best, by half of the words or more."""
    best, share = "", 0.5
    for mention in mentions:
        common = min(mention.end, marked.end) - max(mention.start, marked.start)
        whole = max(mention.end, marked.end) - min(mention.start, marked.start)
        if mention.label in ("AGENCY", "ORG") and common >= share * whole:
            best, share = mention.entity_id, common / whole
    return best


def _minted(gold: GoldText, answers: list[str]) -> dict[str, str]:
    """Return for each unknown body the new id that most of its mentions got, each id once."""
    votes = Counter(
        (marked.id, answer)
        for marked, answer in zip(gold.mentions, answers, strict=True)
        if marked.id.startswith(_NEW)
    )
    given: dict[str, str] = {
        marked.id: "" for marked in gold.mentions if marked.id.startswith(_NEW)
    }
    for (body, answer), _ in votes.most_common():
        free = answer and answer not in given.values() and index.load().get(answer) is None
        if free and not given[body]:
            given[body] = answer
    return given


def _is_abroad(gold: GoldText, marked: GoldMention, answer: str) -> bool:
    """Tell whether a mention was linked to a registered body of a country it does not belong to."""
    entry = index.load().get(answer)
    if entry is None or not entry.country:
        return False
    right = index.load().get(marked.id)
    if right is None:
        here = [index.load().get(m.id) for m in gold.mentions]
        return entry.country not in {e.country for e in here if e}
    return bool(right.country) and entry.country != right.country
