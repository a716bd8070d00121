"""What is in the corpus: counts, and the shares that it was asked to have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluation.gold import GoldRelease, Split

_PLAIN = frozenset({"granted", "renewed"})


@dataclass(frozen=True, slots=True)
class Requirement:
    """A count or share that the corpus must have, and what it has."""

    name: str
    value: float
    least: float
    most: float = float("inf")

    @property
    def met(self) -> bool:
        """Whether the value is within the bounds."""
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        most = "" if self.most == float("inf") else f" and at most {self.most:g}"
        return f"{self.name}: {round(self.value, 3):g}, at least {self.least:g}{most}"


def certified(release: GoldRelease) -> bool:
    """Tell whether a release tells of a certification at all."""
    return any(fact.predicate == "certified" for fact in release.facts)


def uncommon(release: GoldRelease) -> bool:
    """Tell whether a certification was other than granted or renewed."""
    return any(
        f.predicate == "certified" and (f.action not in _PLAIN or f.status != "asserted")
        for f in release.facts
    )


def several(release: GoldRelease) -> bool:
    """Tell whether a release tells of two certifications or more."""
    return sum(fact.predicate == "certified" for fact in release.facts) > 1


def _share(releases: Sequence[GoldRelease], chosen: Iterable[bool]) -> float:
    return sum(chosen) / len(releases) if releases else 0.0


def requirements(releases: Sequence[GoldRelease]) -> list[Requirement]:
    """Return what the corpus must have."""
    langs = Counter(r.lang for r in releases)
    pairs: dict[str, set[str]] = {}
    for release in releases:
        if release.pair:
            pairs.setdefault(release.pair, set()).add(release.lang)
    return [
        Requirement("releases", len(releases), 240),
        Requirement("countries", len({r.country for r in releases}), 25),
        Requirement("genres", len({r.genre for r in releases}), 12),
        *(
            Requirement(f"share in {lang}", count / len(releases), 0.45, 0.55)
            for lang, count in sorted(langs.items())
        ),
        Requirement("pairs in two languages", sum(len(p) > 1 for p in pairs.values()), 30),
        Requirement("share with site noise", _share(releases, (r.noise for r in releases)), 0.25),
        Requirement(
            "share without certification",
            _share(releases, (not certified(r) for r in releases)), 0.25, 0.45,
        ),
        Requirement(
            "share with other than granted or renewed",
            _share(releases, (uncommon(r) for r in releases)), 0.20,
        ),
        Requirement(
            "share with several certifications",
            _share(releases, (several(r) for r in releases)), 0.25,
        ),
    ]  # fmt: skip


def markdown(releases: Sequence[GoldRelease], splits: Mapping[str, Split]) -> str:
    """Return the statistics as Markdown."""
    parts = [
        _counts("Releases by split", ((splits.get(r.id, "none"), r.lang) for r in releases)),
        _counts("Genres", ((r.genre, r.lang) for r in releases)),
        _counts("Mentions", ((m.label, r.lang) for r in releases for m in r.mentions)),
        _counts("Facts", ((f.predicate, r.lang) for r in releases for f in r.facts)),
        _counts(
            "Certifications: what happened",
            ((f.action, r.lang) for r in releases for f in r.facts if f.predicate == "certified"),
        ),
    ]  # fmt: skip
    words = sorted(len(r.text.split()) for r in releases)
    middle = words[len(words) // 2] if words else 0
    counted = Counter(r.country for r in releases)
    countries = ", ".join(f"{c} {n}" for c, n in sorted(counted.items()))
    adjudicated = sum(r.annotation == "gold" for r in releases)
    head = (
        f"{len(releases)} releases, {adjudicated} of them adjudicated; "
        f"{sum(words)} words, median {middle}. Countries ({len(counted)}): {countries}.\n"
    )
    return "\n".join([head, *parts])


def _counts(title: str, pairs: Iterable[tuple[str, str]]) -> str:
    counts = Counter(pairs)
    langs = sorted({lang for _, lang in counts})
    names = sorted({name for name, _ in counts})
    lines = [f"| {title} | {' | '.join(langs)} | all |", f"|---{'|---' * (len(langs) + 1)}|"]
    for name in names:
        row = [counts[name, lang] for lang in langs]
        lines.append(f"| {name} | {' | '.join(map(str, row))} | {sum(row)} |")
    return "\n".join(lines) + "\n"
