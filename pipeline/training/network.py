"""The name model as a thinc network, for training; ``pipeline/ner/model.py`` is its reader.

Per token: a sum of embeddings and a linear map of dense inputs, layer normalisation, then
residual window convolutions with maxout units, and a linear layer onto the tags.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import numpy as np
from thinc.api import (
    Dropout,
    LayerNorm,
    Linear,
    Maxout,
    Model,
    Ragged,
    chain,
    expand_window,
    residual,
    uniform_init,
    with_array,
)

from pipeline.ner.decode import TAGS
from pipeline.ner.features import BUCKETS, LABELS, PLACE_BITS, RULE_BUCKETS, WORD_BITS, Floats, Ints
from pipeline.ner.model import KINDS, LANGUAGES
from pipeline.ner.words import CLUSTER_BUCKETS

RULES = {"rule_tag": 2 * len(LABELS) + 1, "rule_source": 8, "rule_name": RULE_BUCKETS}
TABLES: Mapping[str, int] = {**BUCKETS, **CLUSTER_BUCKETS, **RULES}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network: hidden width, layers, maxout pieces, dropout."""

    width: int = 128
    layers: int = 4
    pieces: int = 3
    dropout: float = 0.3

    @property
    def dense(self) -> dict[str, int]:
        """The parts of the dense input and their lengths, in their order."""
        return {
            "bits": len(WORD_BITS),
            "places": len(PLACE_BITS),
            "start": len(LANGUAGES),
            "ruled": 1,
            "kinds": len(KINDS),
        }


@dataclass(slots=True)
class Tokens:
    """Tokens of several texts: table rows (tokens, tables), dense inputs, lengths of the texts."""

    rows: Ints
    dense: Floats
    lengths: Ints


def network(shape: Shape) -> Model[Tokens, Ragged]:
    """Return the network, with weights at random."""
    width = shape.width
    layers: list[Model[Any, Any]] = [_embed(shape), with_array(LayerNorm(nI=width))]
    layers.append(with_array(Dropout(shape.dropout)))
    for _ in range(shape.layers):
        window: Model[Ragged, Ragged] = chain(
            expand_window(1),
            with_array(
                Maxout(
                    nO=width,
                    nI=3 * width,
                    nP=shape.pieces,
                    init_W=_uniform(3 * width),
                    normalize=True,
                    dropout=shape.dropout,
                )
            ),
        )
        layers.append(residual(window))
    layers.append(with_array(Linear(nO=len(TAGS), nI=width, init_W=_uniform(width))))
    made: Model[Tokens, Ragged] = chain(*layers)
    made.initialize()
    return made


def _uniform(inputs: int) -> Callable[..., Any]:
    """Weights whose sums over so many inputs are small at first.

    The default of thinc for maxout units counts the pieces for the inputs, and begins four times as
    wide; behind a layer normalisation that makes each step of learning so much smaller.
    """
    reach = inputs**-0.5
    return partial(uniform_init, lo=-reach, hi=reach)


def _embed(shape: Shape) -> Model[Tokens, Ragged]:
    rng = np.random.default_rng(0)
    length = sum(shape.dense.values())
    params: dict[str, Any] = {
        name: rng.normal(0, 0.1, (size, shape.width)).astype(np.float32)
        for name, size in TABLES.items()
    }
    params["dense"] = rng.normal(0, length**-0.5, (length, shape.width)).astype(np.float32)
    return Model("name_embed", _forward, params=params)


def _forward(
    model: Model[Tokens, Ragged],
    tokens: Tokens,
    is_train: bool,  # noqa: ARG001 # thinc names it so
) -> tuple[Ragged, Callable[[Ragged], Tokens]]:
    out = tokens.dense @ _array(model, "dense")
    for column, name in enumerate(TABLES):
        out += _array(model, name)[tokens.rows[:, column]]

    def backprop(gradient: Ragged) -> Tokens:
        change: Any = gradient.dataXd
        model.inc_grad("dense", tokens.dense.T @ change)
        for column, name in enumerate(TABLES):
            total: Any = np.zeros_like(_array(model, name))
            rows: Any = tokens.rows[:, column]
            model.ops.scatter_add(total, rows, change)
            model.inc_grad(name, total)
        return tokens

    return Ragged(cast("Any", out), cast("Any", tokens.lengths)), backprop


def _array(node: Model[Any, Any], name: str) -> Floats:
    found: Floats = np.asarray(node.get_param(name), dtype=np.float32)
    return found


def weights(model: Model[Tokens, Ragged], shape: Shape) -> dict[str, Floats]:
    """Return the trained weights as ``pipeline.ner.model.NameModel`` reads them."""
    embed, last = model.layers[0], model.layers[-1].layers[0]
    out = {name: _array(embed, name) for name in TABLES}
    first = 0
    for name, length in shape.dense.items():
        out[name] = _array(embed, "dense")[first : first + length]
        first += length
    norms = [node for node in model.walk() if node.name == "layernorm"]
    maxouts = [node for node in model.walk() if node.name == "maxout"]
    out["norm_scale"], out["norm_shift"] = _array(norms[0], "G"), _array(norms[0], "b")
    for number, (maxout, norm) in enumerate(zip(maxouts, norms[1:], strict=True)):
        size = shape.width * shape.pieces
        kernel = _array(maxout, "W").transpose((1, 0, 2)).reshape((size, 3 * shape.width))
        out[f"conv{number}"], out[f"conv{number}_shift"] = (
            kernel.T,
            _array(maxout, "b").T.reshape(size),
        )
        out[f"norm{number}_scale"], out[f"norm{number}_shift"] = (
            _array(norm, "G"),
            _array(norm, "b"),
        )
    out["out"], out["out_shift"] = _array(last, "W").T, _array(last, "b")
    out["layers"] = np.array([shape.layers], dtype=np.float32)
    return {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in out.items()}
