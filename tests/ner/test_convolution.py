"""The convolution with fewer products gives what the plain one gives."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.ner.convolution import Convolution, filters


@pytest.mark.parametrize("tokens", [1, 2, 3, 4, 5, 9, 40])
@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_as_the_plain_product(tokens: int, pieces: int) -> None:
    random, width = np.random.default_rng(tokens), 8
    weights = random.normal(size=(3 * width, pieces * width)).astype(np.float32)
    shift = random.normal(size=pieces * width).astype(np.float32)
    convolve = Convolution(tokens, width, pieces * width)
    for _ in range(2):  # the scratch memory of one text serves all its layers
        hidden = random.normal(size=(tokens, width)).astype(np.float32)
        around = np.pad(hidden, ((1, 1), (0, 0)))
        windows = np.concatenate([around[:-2], around[1:-1], around[2:]], axis=1)
        plain = (windows @ weights + shift).reshape(tokens, pieces, width).max(axis=1)
        assert np.allclose(convolve(hidden, filters(weights), shift), plain, atol=1e-4)
