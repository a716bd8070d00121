"""Maxout convolution over three tokens with half the multiplications of the plain product.

Winograd's minimal filtering F(4, 3), as Lavin & Gray (2016, section 4.3) have it for networks:
four neighbouring outputs of a filter of three taps need twelve products, or only six if sums of
inputs meet sums of taps. The sums of taps are worked out once; those of inputs and of products
are additions of rows. The result is that of the plain product but for the rounding.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.ner.features import Floats

_OUT, _IN, _TAPS = 4, 6, 3
_TAP_SUMS = (
    (1 / 4, 0, 0),
    (-1 / 6, -1 / 6, -1 / 6),
    (-1 / 6, 1 / 6, -1 / 6),
    (1 / 24, 1 / 12, 1 / 6),
    (1 / 24, -1 / 12, 1 / 6),
    (0, 0, 1),
)


def filters(weights: Floats) -> Floats:
    """Return the sums of taps of a layer: (6, width, pieces) from (3 * width, pieces)."""
    taps = weights.reshape(_TAPS, -1, weights.shape[1])
    return np.tensordot(np.array(_TAP_SUMS), taps, axes=1).astype(np.float32)


class Convolution:
    """The scratch memory of the layers over one text.

    Args:
        tokens: how many tokens the text has.
        width: how many values a token has.
        total: how many values all its pieces have, the greatest of which is taken.
    """

    def __init__(self, tokens: int, width: int, total: int) -> None:
        tiles = -(-tokens // _OUT)
        self._padded = np.zeros((_OUT * tiles + _IN - _OUT, width), dtype=np.float32)
        self._inputs = np.empty((_IN, tiles, width), dtype=np.float32)
        self._products = np.empty((_IN, tiles, total), dtype=np.float32)
        self._sums = np.empty((4, tiles, total), dtype=np.float32)
        self._best = np.empty((tiles, _OUT, width), dtype=np.float32)

    def __call__(self, hidden: Floats, sums: Floats, shift: Floats) -> Floats:
        """Return the greatest pieces at each token; the next call overwrites them.

        Args:
            hidden: (tokens, width).
            sums: what ``filters`` made of the weights.
            shift: what is added to each piece.
        """
        tokens, width = hidden.shape
        self._padded[1 : tokens + 1] = hidden
        self._add_inputs()
        np.matmul(self._inputs, sums, out=self._products)
        self._products[1] += shift
        for place, pieces in enumerate(self._outputs()):
            best = self._best[:, place]
            np.maximum(pieces[:, :width], pieces[:, -width:], out=best)
            for start in range(width, pieces.shape[1] - width, width):
                np.maximum(best, pieces[:, start : start + width], out=best)
        found: Floats = self._best.reshape(-1, width)[:tokens]
        return found

    def _add_inputs(self) -> None:
        """Fill in the sums of the six tokens that four outputs depend on."""
        end = len(self._padded) - _IN + _OUT
        one, two, three, four, five, six = (self._padded[n : n + end : _OUT] for n in range(_IN))
        into, (even, odd) = self._inputs, self._sums[:2, :, : one.shape[1]]
        np.multiply(three, -5, out=into[0])
        into[0] += five
        np.multiply(one, 4, out=even)
        into[0] += even
        np.multiply(four, -5, out=into[5])
        into[5] += six
        np.multiply(two, 4, out=odd)
        into[5] += odd
        np.subtract(four, odd, out=odd)
        np.multiply(three, -4, out=even)
        even += five
        np.add(even, odd, out=into[1])
        np.subtract(even, odd, out=into[2])
        np.subtract(four, two, out=odd)
        odd *= 2
        np.subtract(five, three, out=even)
        np.add(even, odd, out=into[3])
        np.subtract(even, odd, out=into[4])

    def _outputs(self) -> Iterator[Floats]:
        """Yield the pieces of each fourth token, from the first, the second ... token on."""
        first, one, two, three, four, last = self._products
        near, away, far, off = self._sums
        np.add(one, two, out=near)
        np.subtract(one, two, out=away)
        np.add(three, four, out=far)
        np.subtract(three, four, out=off)
        first += near
        first += far
        yield first
        off *= 2
        np.add(away, off, out=one)
        yield one
        far *= 4
        near += far
        yield near
        off *= 4
        away += off
        away += last
        yield away
