"""Gold releases as rows for the name model: words, places, what the rules found, and the tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.entities.scan import line_shapes
from pipeline.entities.tokens import TokenView
from pipeline.evaluation.gold import GoldRelease
from pipeline.ner.decode import TAGS
from pipeline.ner.features import LABELS, Bits, Ints, place_bits, rule_ids
from pipeline.ner.model import KINDS, LANGUAGES
from pipeline.records import Mention
from pipeline.training.align import Lesson, lessons

_TAG = {tag: number for number, tag in enumerate(TAGS)}


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from: ``rules`` is None where the rules did not run over it.

    ``kind`` is the number of its kind in ``pipeline.ner.model.KINDS``.
    """

    id: str
    lang: str
    words: list[str]
    places: Bits
    rules: Ints | None
    tags: Ints
    kind: int = 0


def label_of(mention: Mention) -> str:
    """Return the label that the model has for a mention, "" if it has none."""
    label = "NOM" if mention.source == "coref" else mention.label
    return label if label in LABELS else ""


def tags_of(view: TokenView, mentions: Iterable[Mention]) -> Ints:
    """Return the BIOES tag of each token."""
    tags = np.zeros(len(view), dtype=np.int32)
    starts, ends = np.asarray(view.starts), np.asarray(view.ends)
    for mention in mentions:
        label = label_of(mention)
        first = int(np.searchsorted(ends, mention.start, "right"))
        last = int(np.searchsorted(starts, mention.end))
        if label and first < last:
            tags[first:last] = _spelled(label, last - first)
    return tags


def _spelled(label: str, length: int) -> list[int]:
    """Return the tags of a name of ``length`` tokens."""
    if length == 1:
        return [_TAG[f"S-{label}"]]
    inner = [_TAG[f"I-{label}"]] * (length - 2)
    return [_TAG[f"B-{label}"], *inner, _TAG[f"E-{label}"]]


def of_lesson(gold: Lesson, system: Lesson) -> Example:
    """Return the example of a release from its gold mentions and those that the rules found."""
    view = TokenView.from_text(gold.release.text)
    fixed = [m for m in system.mentions if m.label in ("DATE", "STANDARD")]
    return Example(
        gold.id,
        gold.lang,
        view.texts,
        place_bits(view, gold.release.sections, fixed, line_shapes(view)),
        rule_ids(view, system.mentions),
        tags_of(view, gold.mentions),
    )


def examples(releases: Sequence[GoldRelease]) -> Iterator[Example]:
    """Yield one example a release; the rules run over each, without the model."""
    for release in releases:
        gold, system = lessons(release, names=False)
        yield replace(of_lesson(gold, system), kind=kind_of(release))


def kind_of(release: GoldRelease) -> int:
    """Return the kind of a text by the folder that its annotation lies in."""
    if release.annotation in LANGUAGES:
        return KINDS.index("training")
    return KINDS.index("other" if release.annotation == "other" else "release")
