"""The corpus's linter: files, references, values, shares, splits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluation import corpus, jsonl, splits, statistics
from pipeline.evaluation.gold import GoldRelease, Split
from pipeline.evaluation.linking import family
from pipeline.evaluation.values import designation

WORDS = (110, 520)
_SHINGLE = 6
_TOO_ALIKE = 0.15
_TOLERANCE = 0.04


def problems(folder: Path = corpus.SEEDS) -> Iterator[str]:
    """Yield everything that is wrong with a corpus folder."""
    found = corpus.annotated(folder)
    yield from (str(error) for error in found.broken)
    for release in found.releases:
        yield from _release(release)
    yield from _built(folder, found.releases)
    yield from _splits(folder, found.releases)
    yield from _alike(found.releases)
    for requirement in statistics.requirements(found.releases):
        if not requirement.met:
            yield f"the corpus has too few or too many: {requirement}"


def _release(release: GoldRelease) -> Iterator[str]:
    """What the strict reader lets pass."""
    words = len(release.text.split())
    if not WORDS[0] <= words <= WORDS[1]:
        yield f"{release.source}: {words} words, {WORDS[0]} to {WORDS[1]} are wanted"
    used = {m.entity_id for m in release.mentions}
    for fact in release.facts:
        used |= {fact.subject, fact.object, fact.qualifier("certifier")}
    for entity in release.entities:
        if entity.key not in used:
            yield f"{release.source}: entity {entity.key} ({entity.name}) is never used"
    for mention in release.mentions:
        known = release.entity(mention.entity_id) if mention.entity_id else None
        if known and family(known.type) != family(mention.label):
            yield (
                f"{release.source}: {mention.text!r} is marked {mention.label}, "
                f"its entity {known.key} is {known.type}"
            )
    yield from _standards(release)


def _standards(release: GoldRelease) -> Iterator[str]:
    """Designations must be in the canonical form that the system writes."""
    from pipeline.standards import parse  # noqa: PLC0415 # loads the catalogue

    values = {m.value for m in release.mentions if m.label == "STANDARD"}
    values |= {f.object for f in release.facts if f.predicate == "certified"}
    for value in sorted(values):
        parsed = parse(value)
        if parsed is None or designation(parsed.canonical) != designation(value):
            right = parsed.canonical if parsed else "no designation"
            yield f"{release.source}: {value!r} is written {right!r}"


def _built(folder: Path, releases: Sequence[GoldRelease]) -> Iterator[str]:
    """The releases and their gold must be what the annotations give."""
    for lang in sorted({r.lang for r in releases}):
        own = [r for r in releases if r.lang == lang]
        built = folder / lang / "gold.jsonl"
        if not built.is_file() or built.read_text(encoding="utf-8") != jsonl.dumps(own):
            yield f"{built} is not up to date: run constancia corpus build"
        for release in own:
            text = folder / lang / f"{release.id}.txt"
            if not text.is_file() or text.read_bytes() != release.text.encode():
                yield f"{text} is not up to date: run constancia corpus build"


def _splits(folder: Path, releases: Sequence[GoldRelease]) -> Iterator[str]:
    try:
        given = splits.load(folder / "splits.json")
    except GoldError as error:
        yield str(error)
        return
    yield from split_problems(releases, given.of)
    if splits.test_hash(releases, given.of) != given.test_sha256:
        yield "the test part is not the one that was frozen (its hash differs)"


def split_problems(releases: Sequence[GoldRelease], assigned: Mapping[str, Split]) -> Iterator[str]:
    """Yield what is wrong with an assignment to splits."""
    pairs: dict[str, set[str]] = {}
    for release in releases:
        split = assigned.get(release.id)
        if split is None:
            yield f"{release.id} is in no split"
            continue
        if split == "test" and splits.tuned_on(release.id):
            yield f"{release.id} was tuned on and is in test"
        if release.pair:
            pairs.setdefault(release.pair, set()).add(split)
    yield from (
        f"the pair {p} is in {', '.join(sorted(s))}" for p, s in pairs.items() if len(s) > 1
    )
    for split, share in splits.SHARES.items():
        part = sum(assigned.get(r.id) == split for r in releases) / max(1, len(releases))
        if abs(part - share) > _TOLERANCE:
            yield f"{split} has {part:.2f} of the corpus, not {share:.2f}"


def _alike(releases: Sequence[GoldRelease]) -> Iterator[str]:
    """Two releases that share many runs of words come from one template."""
    shingles = {r.id: _shingles(r.text) for r in releases}
    for one, other in combinations(sorted(shingles), 2):
        left, right = shingles[one], shingles[other]
        least = min(len(left), len(right))
        if least and len(left & right) / least > _TOO_ALIKE:
            yield f"{one} and {other} share too many words in a row"


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
