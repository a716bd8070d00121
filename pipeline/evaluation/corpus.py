"""The corpus folder: annotations in, releases and gold JSONL out, and reading them again.

seeds/annotations/{a,b,gold}/<id>.md   what annotators write
seeds/<lang>/<id>.txt                  the raw release
seeds/<lang>/gold.jsonl                its gold
seeds/splits.json                      train, dev, test, and the hash of test
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluation import jsonl, markup, splits
from pipeline.evaluation.gold import GoldRelease, Split

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PASSES = ("gold", "a")


@dataclass(frozen=True, slots=True)
class Annotated:
    """The adjudicated annotation of every release, or pass ``a`` where there is none yet."""

    releases: tuple[GoldRelease, ...]
    broken: tuple[GoldError, ...]


def annotated(folder: Path = SEEDS, passes: Sequence[str] = PASSES) -> Annotated:
    """Read the annotations of a corpus folder, the first pass that has a release counts."""
    paths: dict[str, Path] = {}
    for name in reversed(passes):
        paths |= {path.stem: path for path in (folder / "annotations" / name).glob("*.md")}
    releases, broken = [], []
    for stem in sorted(paths):
        try:
            releases.append(markup.read(paths[stem]))
        except GoldError as error:
            broken.append(error)
    return Annotated(tuple(releases), tuple(broken))


def build(folder: Path = SEEDS) -> Annotated:
    """Write the releases, their gold and the splits from the annotations.

    The same annotations give the same bytes. Broken annotations are left out and returned.

    Raises:
        GoldError: the test part was frozen and has changed.
    """
    found = annotated(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write_splits(folder, found.releases)
    for lang in sorted({r.lang for r in found.releases}):
        own = [r for r in found.releases if r.lang == lang]
        home = folder / lang
        home.mkdir(parents=True, exist_ok=True)
        for stale in {p.stem for p in home.glob("*.txt")} - {r.id for r in own}:
            (home / f"{stale}.txt").unlink()
        for release in own:
            (home / f"{release.id}.txt").write_text(release.text, encoding="utf-8", newline="")
        (home / "gold.jsonl").write_text(jsonl.dumps(own), encoding="utf-8", newline="")
    return found


def _write_splits(folder: Path, releases: Sequence[GoldRelease]) -> None:
    path = folder / "splits.json"
    known = splits.load(path) if path.exists() else splits.Splits({}, "")
    assigned = splits.assign(releases, known.of)
    changed = splits.test_hash(releases, assigned)
    if known.frozen and changed != known.test_sha256:
        raise GoldError(
            "the annotation of the test part is not the one that was frozen",
            where=path,
            remedy='undo the change, or set "frozen" to false and say so in the changelog',
        )
    splits.write(splits.Splits(assigned, changed, known.frozen), path)


def freeze(folder: Path = SEEDS) -> str:
    """Freeze the test part as it is, and return its hash.

    Raises:
        GoldError: the corpus is not built.
    """
    found = splits.load(folder / "splits.json")
    fixed = splits.test_hash(read(folder), found.of)
    splits.write(splits.Splits(found.of, fixed, frozen=True), folder / "splits.json")
    return fixed


def read(folder: Path = SEEDS) -> list[GoldRelease]:
    """Return every release of a built corpus, in the order of the ids.

    Raises:
        GoldError: there is none, or one is not well-formed.
    """
    paths = sorted(folder.glob("*/gold.jsonl"))
    if not paths:
        raise GoldError("no gold.jsonl", where=folder, remedy="run: constancia corpus build")
    return sorted((r for path in paths for r in jsonl.read(path)), key=lambda r: r.id)


def gold(split: Split | None = None, folder: Path = SEEDS) -> Iterator[GoldRelease]:
    """Yield the gold releases of a split (all if left out).

    Code that fits or tunes anything calls this with ``train`` or ``dev``, never with ``test``.

    Raises:
        GoldError: the corpus is not built or not well-formed.
    """
    assigned = splits.load(folder / "splits.json").of if split else {}
    for release in read(folder):
        if split is None or assigned.get(release.id) == split:
            yield release
