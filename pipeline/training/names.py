"""Training the name model on the train split and writing it to ``models/names``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from thinc.api import Adam, Ragged, fix_random_seed, set_dropout_rate, warmup_linear

from pipeline.ner.features import BUCKETS, Floats, Ints
from pipeline.ner.model import KINDS, LANGUAGES
from pipeline.ner.words import WordTable
from pipeline.resources import models
from pipeline.training.examples import Example
from pipeline.training.network import RULES, Shape, Tokens, network, weights

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train (``models/names/config.json``)."""

    shape: Shape = field(default_factory=Shape)
    epochs: int = 20
    batch: int = 3000
    rate: float = 0.002
    decay: float = 0.01
    warmup: float = 0.1
    forget_word: float = 0.15
    forget_rules: float = 0.5
    repeat: int = 2
    seed: int = 0

    @classmethod
    def read(cls, path: Path | None = None) -> Plan:
        """Return the plan of a file, ``models/names/config.json`` by default."""
        known = json.loads((path or models() / "names" / "config.json").read_text("utf-8"))
        return cls(**{**known, "shape": Shape(**known["shape"])})


class Encoder:
    """From examples to the inputs of the network; what depends on a word alone is kept."""

    def __init__(self, tables: dict[str, WordTable] | None = None) -> None:
        self._tables = tables or {lang: WordTable.load(lang) for lang in LANGUAGES}
        self._known: dict[tuple[str, str], tuple[Ints, Floats]] = {}

    def tokens(
        self, batch: Sequence[Example], plan: Plan, rng: np.random.Generator | None
    ) -> Tokens:
        """Return a batch; with a generator, some words and rules are forgotten at random."""
        parts = [self._one(example, plan, rng) for example in batch]
        return Tokens(
            np.concatenate([rows for rows, _ in parts]),
            np.concatenate([dense for _, dense in parts]),
            np.array([len(rows) for rows, _ in parts], dtype=np.int32),
        )

    def _one(
        self, example: Example, plan: Plan, rng: np.random.Generator | None
    ) -> tuple[Ints, Floats]:
        words, bits = self._words(example)
        total = len(words)
        rules, ruled = example.rules, example.rules is not None
        if rules is None or (rng is not None and rng.random() < plan.forget_rules):
            rules, ruled = np.zeros((total, len(RULES)), dtype=np.int32), False
        if rng is not None:
            words = words.copy()
            words[rng.random(total) < plan.forget_word, 0] = 0
            gone = rng.random(total) < plan.forget_word
            words[gone, len(BUCKETS) :] = 0
            words[:, 1 : len(BUCKETS)][
                rng.random((total, len(BUCKETS) - 1)) < plan.forget_word / 2
            ] = 0
        start = np.zeros((total, len(LANGUAGES) + 1 + len(KINDS)), dtype=np.float32)
        start[:, LANGUAGES.index(example.lang)] = 1
        start[:, len(LANGUAGES)] = ruled
        start[:, len(LANGUAGES) + 1 + example.kind] = 1
        dense = np.concatenate([bits, example.places.astype(np.float32), start], axis=1)
        return np.concatenate([words, rules], axis=1), dense

    def _words(self, example: Example) -> tuple[Ints, Floats]:
        new = [w for w in dict.fromkeys(example.words) if (example.lang, w) not in self._known]
        if new:
            rows, bits = self._tables[example.lang].parts(new)
            dense = bits.astype(np.float32)
            for number, word in enumerate(new):
                self._known[example.lang, word] = (rows[number], dense[number])
        known = [self._known[example.lang, word] for word in example.words]
        return np.stack([rows for rows, _ in known]), np.stack([dense for _, dense in known])


def batches(
    found: Sequence[Example], size: int, rng: np.random.Generator
) -> Iterator[list[Example]]:
    """Yield the examples in a random order, some ``size`` tokens at a time."""
    batch: list[Example] = []
    total = 0
    for number in rng.permutation(len(found)):
        batch.append(found[number])
        total += len(batch[-1].words)
        if total >= size:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


def train(
    found: Sequence[Example],
    plan: Plan,
    progress: Callable[[int, float], None] | None = None,
    tables: dict[str, WordTable] | None = None,
) -> dict[str, Floats]:
    """Train on examples and return the weights, averaged over the training, the last steps most.

    Args:
        found: the examples of the train split.
        plan: sizes and rates.
        progress: called after each epoch with its number and its mean loss.
        tables: the word tables by language, the shipped ones if left out.
    """
    rng = np.random.default_rng(plan.seed)
    found = [example for example in found for _ in range(1 if example.kind else plan.repeat)]
    teacher = _Teacher(found, plan, Encoder(tables), rng)
    for epoch in range(1, plan.epochs + 1):
        losses = [teacher.step(batch) for batch in batches(found, plan.batch, rng)]
        if progress:
            progress(epoch, float(np.mean(losses)))
    return teacher.averaged()


class _Teacher:
    """A network in training."""

    def __init__(
        self, found: Sequence[Example], plan: Plan, encoder: Encoder, rng: np.random.Generator
    ) -> None:
        self._plan, self._encoder, self._rng = plan, encoder, rng
        fix_random_seed(plan.seed)
        self._model = network(plan.shape)
        set_dropout_rate(self._model, plan.shape.dropout)
        steps = plan.epochs * (1 + sum(len(e.words) for e in found) // plan.batch)
        rates: Any = warmup_linear(plan.rate, int(plan.warmup * steps), int(steps * 1.05))
        self._optimizer = Adam(
            rates,
            L2=plan.decay,
            L2_is_weight_decay=True,
            grad_clip=5.0,
            use_averages=True,
        )

    def step(self, batch: Sequence[Example]) -> float:
        """Learn from a batch; returns the mean loss (cross-entropy of the tags)."""
        tokens = self._encoder.tokens(batch, self._plan, self._rng)
        scores, backprop = self._model.begin_update(tokens)
        right = np.concatenate([example.tags for example in batch])
        logits: Floats = np.asarray(scores.dataXd)
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        at = np.arange(len(right))
        loss = -np.log(chances[at, right] + _TINY).mean()
        chances[at, right] -= 1
        change: Any = chances / np.float32(len(right))
        backprop(Ragged(change, scores.lengths))
        self._model.finish_update(self._optimizer)
        self._optimizer.step_schedules()
        return float(loss)

    def averaged(self) -> dict[str, Floats]:
        """Return the weights, averaged over the training."""
        with self._model.use_params(self._optimizer.averages):
            return weights(self._model, self._plan.shape)


def write(found: dict[str, Floats], path: Path) -> None:
    """Write weights as half floats."""
    path.parent.mkdir(parents=True, exist_ok=True)
    small: dict[str, Any] = {name: value.astype(np.float16) for name, value in found.items()}
    np.savez_compressed(path, **small)
