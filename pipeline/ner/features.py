"""What the model sees of each token: the word itself, its place, and what the rules found.

Everything that depends on the word alone is worked out once a word and kept (`Words`); what
depends on its place is a matrix of bits. No word of a language stands here: the lists are those
of ``patterns/<lang>/entities`` and ``patterns/names``.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from pipeline.entities import lexicon
from pipeline.entities.givennames import CLEAR, COMMON, given_name
from pipeline.entities.tokens import TokenView, fold
from pipeline.kept import Kept
from pipeline.records import Mention, Section
from pipeline.registry import gazetteer

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Bits = npt.NDArray[np.bool_]

BUCKETS = {"form": 16384, "prefix": 4096, "suffix": 4096, "ending": 2048, "shape": 1024}
LABELS = ("AGENCY", "ORG", "PERSON", "GPE", "LOC", "ROLE", "NOM")
RULE_BUCKETS = 128
_SECTIONS = ("title", "dateline", "heading", "body", "credit", "footer", "boilerplate")
WORD_BITS = (
    "given", "given_common", "surname", "place", "place_first", "country", "head", "head_plural",
    "head_agency", "role", "honorific", "particle", "say", "function", "company", "demonym",
    "acronym", "nominal", "determiner", "starter", "verb", "of", "landmark_first",
    "landmark_last", "region", "cap", "upper", "mixed", "digit", "alnum", "punct", "short",
)  # fmt: skip
PLACE_BITS = (
    "line_capitals", "line_titled", "line_first", "line_last", "sentence_first", "glued",
    "seen_small", "place_begin", "place_inside", "date", "standard",
    *(f"section_{kind}" for kind in _SECTIONS),
)  # fmt: skip
_LONGEST, _RUN = 24, 3
_SIZES = tuple(BUCKETS.values())


def bucket(text: str, size: int) -> int:
    """Return the bucket (1 to ``size`` - 1) of a string; 0 is for nothing."""
    return 1 + zlib.crc32(text.encode("utf-8")) % (size - 1)


def shape(word: str) -> str:
    """Return the shape of a word: X for capitals, x for small letters, d for digits, runs cut."""
    if word.isalpha() and word.islower():
        return "xxx"[: len(word)]
    out, last, run = "", "", 0
    for char in word[:_LONGEST]:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        run = run + 1 if kind == last else 1
        last = kind
        if run <= _RUN:
            out += kind
    return out


# Beginnings, endings and shapes are those of many words.
_PARTS = [Kept(partial(bucket, size=size)) for size in _SIZES[1:]]


def word_ids(word: str) -> tuple[int, ...]:
    """Return the buckets of a word, in the order of ``BUCKETS``."""
    folded = fold(word)
    parts = (folded[:3], folded[-3:], folded[-2:], shape(word))
    return bucket(folded, _SIZES[0]), *[
        kept[part] for kept, part in zip(_PARTS, parts, strict=True)
    ]


class WordBits:
    """What the lists of a language say of a single word."""

    def __init__(self, lang: str) -> None:
        self._words = lexicon.load(lang)
        self._places = gazetteer.load()
        self._surnames = lexicon.word_list("surnames")
        self._nominal = {
            " ".join(words) for group in self._words.nominal.nouns.values() for words in group
        }

    def __call__(self, word: str) -> tuple[bool, ...]:
        """Return one bit for each of ``WORD_BITS``."""
        words, folded = self._words, fold(word)
        head = words.bodies.heads.get(folded)
        given = given_name(word)
        places = words.places
        small = word.isalpha() and word.islower()
        return (
            given == CLEAR, given == COMMON, folded in self._surnames,
            folded in self._places, self._places.longest(folded) > 1,
            self._places.is_country(folded) or folded in places.countries,
            head is not None, bool(head and head.plural), bool(head and head.label == "AGENCY"),
            folded in words.roles.nouns, folded in words.persons.honorifics,
            folded in words.persons.particles, folded in words.persons.say,
            folded in words.function, folded in words.bodies.suffixes,
            folded in words.demonyms, folded in words.acronyms, folded in self._nominal,
            folded in words.nominal.determiners, folded in words.starters, folded in words.verbs,
            folded in words.bodies.of, folded in places.first, folded in places.last,
            folded in places.region_first or folded in places.region_last,
            *(_SMALL if small else _signs(word)), len(word) < 4,
        )  # fmt: skip


_SMALL = (False,) * 6


def _signs(word: str) -> tuple[bool, ...]:
    """Return the bits of capitals, digits and marks; a word in small letters has none of them."""
    letters = sum(map(str.isalpha, word))
    return (
        word[0].isupper(), word.isupper() and letters > 1,
        any(map(str.isupper, word[1:])) and not word.isupper(),
        word.isdigit(), letters > 0 and any(map(str.isdigit, word)),
        not any(map(str.isalnum, word)),
    )  # fmt: skip


def place_bits(
    view: TokenView,
    sections: Sequence[Section] = (),
    occupied: Iterable[Mention] = (),
    shapes: tuple[Sequence[bool], Sequence[bool]] | None = None,
) -> Bits:
    """Return one row of ``PLACE_BITS`` for each token of ``view``.

    Args:
        view: the tokens.
        sections: the sections of the release; their offsets are those of the text.
        occupied: mentions of dates and standards.
        shapes: whether a token's line is in capitals, and in title case.
    """
    total = len(view)
    bits = np.zeros((total, len(PLACE_BITS)), dtype=bool)
    if not total:
        return bits
    line = np.asarray(view.line)
    starts, ends = np.asarray(view.starts), np.asarray(view.ends)
    changes = line[1:] != line[:-1]
    capitals, titled = shapes or ([False] * total, [False] * total)
    bits[:, 0], bits[:, 1] = capitals, titled
    bits[0, 2] = bits[-1, 3] = True
    bits[1:, 2], bits[:-1, 3] = changes, changes
    bits[:, 4] = view.sent_starts
    bits[1:, 5] = ends[:-1] == starts[1:]
    small = {f for f, word in zip(view.folded, view.texts, strict=True) if word[0].islower()}
    bits[:, 6] = [f in small for f in view.folded]
    for first, last in _places(view):
        bits[first, 7] = True
        bits[first + 1 : last, 8] = True
    for mention in occupied:
        if mention.label in ("DATE", "STANDARD"):
            first, last = _tokens(view, mention)
            bits[first:last, 9 if mention.label == "DATE" else 10] = True
    for section in sections:
        if section.kind in _SECTIONS:
            first = bisect_left(view.starts, section.start)
            last = bisect_left(view.starts, section.end)
            bits[first:last, 11 + _SECTIONS.index(section.kind)] = True
    return bits


def _tokens(view: TokenView, mention: Mention) -> tuple[int, int]:
    """Return the first token of a mention and the one behind its last."""
    return bisect_right(view.ends, mention.start), bisect_left(view.starts, mention.end)


def _places(view: TokenView) -> Iterable[tuple[int, int]]:
    """Yield the longest known place names of two tokens or more."""
    places = gazetteer.load()
    free, total = 0, len(view)
    for first in [at for at, cap in enumerate(view.cap) if cap]:
        if first < free:
            continue
        last = min(first + places.longest(view.folded[first]), total)
        while last > first + 1 and view.key(first, last) not in places:
            last -= 1
        if last > first + 1:
            yield first, last
            free = last


def rule_ids(view: TokenView, found: Sequence[Mention]) -> Ints:
    """Return what the rules found at each token: (tokens, 3) tags, sources and rules; 0 is nothing.

    The tag is 1 + 2 * label for the first token of a mention and 2 + 2 * label for the others.
    """
    out = np.zeros((len(view), 3), dtype=np.int32)
    for mention in found:
        label = "NOM" if mention.source == "coref" else mention.label
        if label not in LABELS:
            continue
        first, last = _tokens(view, mention)
        tag = 2 + 2 * LABELS.index(label)
        source, rule = bucket(mention.source, 8), bucket(mention.rule, RULE_BUCKETS)
        out[first:last] = tag, source, rule
        out[first:last][:1, 0] = tag - 1
    return out
