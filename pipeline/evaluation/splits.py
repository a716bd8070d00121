"""Which release belongs to train, dev or test; the test part is frozen by its hash.

A release that was read while the system was tuned can never be in test: its id hashes
into ``_TUNED``. The members of a pair stay together, and languages are stratified.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluation.gold import SPLITS, GoldRelease, Split
from pipeline.evaluation.jsonl import to_json

_TUNED = frozenset("012345678")
SHARES: Mapping[Split, float] = {"train": 0.6, "dev": 0.2, "test": 0.2}
_PASSES: tuple[tuple[Split, bool], ...] = (
    ("test", False), ("dev", False), ("dev", True), ("train", True),
)  # fmt: skip


def tuned_on(release_id: str) -> bool:
    """Tell whether a release was open to those who tuned the system."""
    return _sha(release_id)[0] in _TUNED


def _sha(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def assign(
    releases: Sequence[GoldRelease], known: Mapping[str, Split] | None = None
) -> dict[str, Split]:
    """Assign every release to a split by a salted hash of its id, with no other choice.

    In each language test is filled up to its share from releases never tuned on, then dev
    likewise, then dev from all; the rest is train. A release that has a split keeps it.

    Args:
        releases: the corpus.
        known: splits already given.
    """
    splits = {r.id: known[r.id] for r in releases if known and r.id in known}
    room = Counter[tuple[str, Split]]()
    for lang, size in Counter(r.lang for r in releases).items():
        for split in ("test", "dev"):
            taken = sum(splits.get(r.id) == split for r in releases if r.lang == lang)
            room[lang, split] = round(SHARES[split] * size) - taken
    groups: dict[str, list[GoldRelease]] = {}
    for release in releases:
        groups.setdefault(f"pair:{release.pair}" if release.pair else release.id, []).append(
            release
        )
    order = sorted(groups, key=lambda key: _sha(f"split:{key}"))
    for split, may_be_tuned in _PASSES:
        for key in order:
            _fill(groups[key], split, room, splits, may_be_tuned=may_be_tuned)
    return dict(sorted(splits.items()))


def _fill(
    group: Sequence[GoldRelease],
    split: Split,
    room: Counter[tuple[str, Split]],
    splits: dict[str, Split],
    *,
    may_be_tuned: bool,
) -> None:
    """Put a group into a split if there is room for it in all its languages."""
    fresh = [r for r in group if r.id not in splits]
    joined = {splits[r.id] for r in group if r.id in splits}
    if not fresh or (joined and joined != {split}):
        return
    if not may_be_tuned and any(tuned_on(r.id) for r in group):
        return
    if split != "train" and not joined and any(room[r.lang, split] < 1 for r in fresh):
        return
    for release in fresh:
        splits[release.id] = split
        room[release.lang, split] -= 1


def fingerprint(releases: Sequence[GoldRelease]) -> str:
    """Return the SHA-256 of releases with their annotation, in any order."""
    whole = hashlib.sha256()
    for release in sorted(releases, key=lambda r: r.id):
        row = to_json(release)
        del row["annotation"]
        whole.update(json.dumps(row, sort_keys=True, ensure_ascii=False).encode())
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Splits:
    """The split of each release and the hash of test; ``frozen`` means that test stays so."""

    of: Mapping[str, Split]
    test_sha256: str
    frozen: bool = False


def test_hash(releases: Sequence[GoldRelease], assigned: Mapping[str, Split]) -> str:
    """Return the hash of the releases that are in test."""
    return fingerprint([r for r in releases if assigned.get(r.id) == "test"])


def write(splits: Splits, path: Path) -> None:
    """Write the splits."""
    value = {
        "frozen": splits.frozen, "test_sha256": splits.test_sha256,
        "splits": dict(sorted(splits.of.items())),
    }  # fmt: skip
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(path: Path) -> Splits:
    """Return the splits of a corpus.

    Raises:
        GoldError: the file is missing or not well-formed.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        found = Splits(dict(value["splits"]), value["test_sha256"], bool(value["frozen"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = "run: constancia corpus build"
        raise GoldError(f"no splits: {error}", where=path, remedy=remedy) from error
    if not set(found.of.values()) <= set(SPLITS):
        raise GoldError(f"a split is none of {', '.join(SPLITS)}", where=path)
    return found
