"""A ranker learns: nets of one hidden layer side by side over the signs of candidates, by Adam (Kingma and Ba 2015)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bench.training.quotes.groups import Group
from corpus.quotes.feature_sheet import BITS, Numbers
from corpus.quotes.ranker import Ranker

FEWEST = 3
"""Candidates, fewer of which leave a sign out."""
NETS, BATCH, RATE = 2, 48, 4e-3

Floats = NDArray[np.float32]


class Learning(NamedTuple):
    """How a ranker learns: width of its hidden layer, rounds, decay of weights, share of signs left out at random."""

    hidden: int
    rounds: int
    decay: float
    dropped: float


class Trained(NamedTuple):
    signs: Numbers
    rows: Floats
    bias: Floats
    outer: Floats

    def ranker(self) -> Ranker:
        return Ranker(self.signs, self.rows, self.bias, self.outer)

    def handicap(self, signs: Numbers, score: float) -> None:
        """Lower by `score` what the first of `signs`, which all candidates of its kind have, speaks for them."""
        self.rows[np.searchsorted(self.signs, signs[0]), 0] -= score


def fit(groups: Sequence[Group], learning: Learning, nets: int = NETS) -> Trained:
    """Nets side by side, by Adam on the log of the chance that the right candidates have together."""
    counts = np.zeros(1 << BITS, np.int64)
    for group in groups:
        counts[np.unique(np.concatenate(group.signs))] += 1
    names = np.flatnonzero(counts >= FEWEST)
    numbers = np.full(1 << BITS, -1)
    numbers[names] = np.arange(len(names))
    lengths: list[int] = []
    columns: list[int] = []
    for signs in chain.from_iterable(group.signs for group in groups):
        found = numbers[signs]
        known = found[found >= 0].tolist()
        lengths.append(len(known))
        columns += known
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    table = sparse.csr_matrix(
        (np.ones(len(columns), np.float32), np.array(columns, np.int32), bounds), (len(lengths), len(names))
    )
    right = np.array(list(chain.from_iterable(group.right for group in groups)), bool)
    sizes = np.array([len(group.signs) for group in groups])
    trained = [_net(table, right, sizes, learning, seed) for seed in range(nets)]
    rows = np.concatenate(
        [np.mean([rows[:, :1] for rows, _, _ in trained], axis=0), *(rows[:, 1:] for rows, _, _ in trained)], axis=1
    )
    bias = np.concatenate([bias for _, bias, _ in trained])
    outer = np.concatenate([outer for _, _, outer in trained]) / nets
    return Trained(names, rows.astype(np.float32), bias.astype(np.float32), outer.astype(np.float32))


def _net(
    table: Any, right: NDArray[np.bool_], sizes: NDArray[np.int_], learning: Learning, seed: int
) -> tuple[Floats, Floats, Floats]:
    random = np.random.default_rng(seed)
    hidden, rounds, decay, dropped = learning
    rows = (random.normal(size=(table.shape[1], hidden + 1)) * 0.05).astype(np.float32)
    rows[:, 0] = 0
    values = [rows, np.full(hidden, 0.1, np.float32), (random.normal(size=hidden) * 0.3).astype(np.float32)]
    moments = [(np.zeros_like(value), np.zeros_like(value)) for value in values]
    starts = np.cumsum(sizes) - sizes
    tick = 0
    total = rounds * -(-len(sizes) // BATCH)
    for _ in range(rounds):
        order = random.permutation(len(sizes))
        for low in range(0, len(order), BATCH):
            chosen = order[low : low + BATCH]
            picked = np.concatenate([np.arange(starts[one], starts[one] + sizes[one]) for one in chosen])
            part = table[picked]
            part.data = (random.random(len(part.data)) > dropped).astype(np.float32) / (1 - dropped)
            slopes = _slopes(values, part, right[picked], sizes[chosen])
            tick += 1
            rate = RATE * (1 - tick / (total + 1))
            for value, slope, (mean, spread) in zip(values, slopes, moments, strict=True):
                slope = slope + decay * len(chosen) * value
                mean += 0.1 * (slope - mean)
                spread += 0.002 * (slope * slope - spread)
                value -= rate * (mean / (1 - 0.9**tick)) / (np.sqrt(spread / (1 - 0.998**tick)) + 1e-6)
    return values[0], values[1], values[2]


def _slopes(values: list[Floats], table: Any, right: NDArray[np.bool_], sizes: NDArray[np.int_]) -> list[Floats]:
    rows, bias, outer = values
    sums = table @ rows
    inner = np.maximum(sums[:, 1:] + bias, 0)
    scores = sums[:, 0] + inner @ outer
    if sizes.max() == 1:
        slope = 1 / (1 + np.exp(-scores)) - right
    else:
        starts = np.cumsum(sizes) - sizes
        group = np.repeat(np.arange(len(sizes)), sizes)
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        every = np.add.reduceat(odds, starts)
        good = np.add.reduceat(odds * right, starts) + 1e-30
        slope = odds / every[group] - odds * right / good[group]
    slope = (slope / len(sizes)).astype(np.float32)
    behind = (slope[:, None] * outer) * (inner > 0)
    down = np.concatenate((slope[:, None], behind), axis=1)
    return [np.asarray(table.T @ down), behind.sum(axis=0), inner.T @ slope]
