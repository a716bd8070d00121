"""Bodies that attest by their name: "Accreditation Service", "Instituto de Normalización"."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.entities.lexicon import BodyWords

# What a noun makes of a body whose other words may say that it attests; units and ministries
# of that name belong to one that does, or make rules for it.
_MAY = frozenset({
    "", "agency", "institute", "council", "intergovernmental", "company", "association",
    "authority", "foundation", "consultancy", "regulator", "certification_body", "other",
})  # fmt: skip


def refined(kind: str, folded: Iterable[str], words: BodyWords) -> str:
    """Return the kind of a body: that of its noun, or that by which it attests.

    Args:
        kind: what the noun of the name makes of it.
        folded: the words of the name.
        words: the words of the language (``attests`` of ``bodies.yaml``).
    """
    if kind not in _MAY:
        return kind
    told = [words.attests[word] for word in folded if word in words.attests]
    return told[0] if told else kind
