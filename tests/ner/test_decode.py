"""The best valid sequence of tags."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ner import decode
from pipeline.ner.decode import TAGS
from pipeline.ner.features import LABELS


def scored(*tags: str, sure: float = 0.9) -> np.ndarray:
    """Log-probabilities that favour these tags."""
    scores = np.full((len(tags), len(TAGS)), (1 - sure) / (len(TAGS) - 1), dtype=np.float32)
    for number, tag in enumerate(tags):
        scores[number, TAGS.index(tag)] = sure
    return np.log(scores)


def found(scores: np.ndarray, lines: list[int] | None = None) -> list[tuple[int, int, str]]:
    where = np.array(lines or [0] * len(scores))
    return [(a, b, LABELS[label]) for a, b, label, _ in decode.spans(scores, where)]


def test_names_of_one_token_and_of_several():
    scores = scored("O", "S-GPE", "B-AGENCY", "I-AGENCY", "E-AGENCY", "O")
    assert found(scores) == [(1, 2, "GPE"), (2, 5, "AGENCY")]


def test_a_name_without_an_end_is_mended():
    scores = scored("B-AGENCY", "O", "O", sure=0.6)
    scores[1, TAGS.index("E-AGENCY")] = np.log(0.3)
    assert found(scores) == [(0, 2, "AGENCY")]


def test_no_name_crosses_a_line():
    scores = scored("B-PERSON", "E-PERSON")
    assert all(b - a == 1 for a, b, _ in found(scores, [0, 1]))


def test_the_confidence_is_that_of_the_least_sure_token():
    scores = scored("B-PERSON", "E-PERSON")
    scores[1] = scored("E-PERSON", sure=0.7)[0]
    [(_, _, _, confidence)] = decode.spans(scores, np.array([0, 0]))
    assert abs(confidence - 0.7) < 1e-3


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_viterbi_finds_the_best_of_all_valid_sequences(seed):
    keep = [TAGS.index(tag) for tag in ("O", "B-GPE", "I-GPE", "E-GPE", "S-GPE")]
    scores = np.full((4, len(TAGS)), -1e3, dtype=np.float32)
    scores[:, keep] = np.random.default_rng(seed).normal(size=(4, len(keep)))

    def valid(tags: tuple[int, ...]) -> bool:
        text = "".join(TAGS[tag][0] for tag in tags)
        for name in ("BIIE", "BIE", "BE", "S"):
            text = text.replace(name, "O" * len(name))
        return set(text) == {"O"}

    ways = [tags for tags in itertools.product(keep, repeat=4) if valid(tags)]
    best = max(ways, key=lambda tags: scores[np.arange(4), list(tags)].sum())
    assert tuple(decode.viterbi(scores)) == best


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 4.0, 9.0]))
def test_what_is_mended_in_part_is_as_if_looked_for_in_the_whole(seed, certain):
    scores = np.random.default_rng(seed).normal(size=(30, len(TAGS))).astype(np.float32) * 2
    scores[::5, 0] += certain
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    whole = decode.viterbi(scores)
    named = [
        (first, last) for first, last, _, _ in decode.spans(scores, np.zeros(30, dtype=np.int32))
    ]
    begins = [n for n, tag in enumerate(whole) if TAGS[tag][0] in "BS"]
    ends = [n + 1 for n, tag in enumerate(whole) if TAGS[tag][0] in "ES"]
    assert named == list(zip(begins, ends, strict=True))
