"""Nominal mentions to the salient body of a fitting kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import names
from pipeline.linking.clusters import Cluster
from pipeline.records import Mention

_LEAD = re.compile(r"(?:^|[.!?:\n”\"]\s*)(?:\w{1,4} )?$")
_ABROAD = 0.4
_CERTIFIERS = frozenset({"certification_body", "accreditation_body"})


def resolve(
    mentions: Sequence[Mention],
    clusters: Sequence[Cluster],
    kinds: Mapping[int, str],
    lexicon: Lexicon,
    text: str,
    *,
    title_end: int,
    abroad: frozenset[int] = frozenset(),
    unfit: Callable[[int], frozenset[int]] = lambda _: frozenset(),
) -> dict[int, int]:
    """Return for each nominal mention (by number) the cluster (by number) it stands for.

    Bodies of the title and at the head of a sentence weigh more: the text is about them. Those
    of other countries (``abroad``, by number) weigh less; ``unfit`` returns those that a mention
    cannot stand for.
    """
    owner = {number: c for c, cluster in enumerate(clusters) for number in cluster.numbers}
    chosen: dict[int, int] = {}
    salience = _Salience([0.0] * len(clusters), [-1] * len(clusters))
    for number, mention in enumerate(mentions):
        cluster = owner.get(number)
        if cluster is None and mention.source == "coref":
            noun, wanted = _noun(mention.text, lexicon)
            fits = [_fit(noun, wanted, kinds.get(n, c.kind), c) for n, c in enumerate(clusters)]
            if set(names.key(mention.text).split(" ")) & lexicon.nominal.certifiers:
                fits = [
                    2.0 if kinds.get(n, c.kind) in _CERTIFIERS else 0.3 * fit
                    for n, (c, fit) in enumerate(zip(clusters, fits, strict=True))
                ]
            fits = [
                fit - _ABROAD if fit > _ABROAD and n in abroad else fit
                for n, fit in enumerate(fits)
            ]
            others = unfit(number)
            fits = [0.0 if n in others else fit for n, fit in enumerate(fits)]
            cluster = salience.best(fits, number)
            if cluster is not None:
                chosen[number] = cluster
        if cluster is not None:
            first = mention.start < title_end or _LEAD.search(
                text[max(0, mention.start - 12) : mention.start]
            )
            salience.name(cluster, number, 2.0 if first else 1.0)
    return chosen


@dataclass(slots=True)
class _Salience:
    """How often and how lately each body was named, up to a place in the text."""

    weight: list[float]
    last: list[int]

    def name(self, cluster: int, number: int, weight: float) -> None:
        """Note that mention ``number`` names the body."""
        self.weight[cluster] += weight
        self.last[cluster] = number

    def best(self, fits: Sequence[float], number: int) -> int | None:
        """Return the most salient body that fits, else the first to come that fits well."""
        ranked = [
            (
                fit + 1.0 / (1.0 + 0.25 * (number - self.last[c])) + 0.2 * min(self.weight[c], 4.0),
                c,
            )
            for c, fit in enumerate(fits)
            if fit > 0 and self.last[c] >= 0
        ]
        if ranked:
            return max(ranked)[1]
        return next((c for c, fit in enumerate(fits) if fit > 1.2), None)


def _noun(text: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """Return the noun of a nominal mention and the kinds it can stand for."""
    words = names.key(text).split(" ")
    for at in range(len(words)):
        for phrase, wanted in lexicon.nominal.nouns.get(words[at], {}).items():
            if tuple(words[at : at + len(phrase)]) == phrase:
                return words[at], tuple(wanted)
    return words[-1], ()


def _fit(noun: str, wanted: tuple[str, ...], kind: str, cluster: Cluster) -> float:
    """Return how well a body fits the noun: by its own head noun, by kind, or as any body."""
    if any(noun in key.split(" ") for key in cluster.keys):
        return 2.0
    if kind in wanted:
        certifier = kind in _CERTIFIERS and wanted[0] not in _CERTIFIERS
        return 0.8 if certifier else max(0.3, 1.5 - 0.2 * wanted.index(kind))
    if "any" in wanted:
        return 0.1 if kind in _CERTIFIERS else 0.7 if kind == "intergovernmental" else 1.0
    return 0.0
