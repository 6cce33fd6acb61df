"""Tables of features: a row for each feature, a column for each block."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.boilerplate.classifier.block_tokens import Floats

FARTHEST = 60
"""How many blocks away anything counts as far."""


class FeatureTable(NamedTuple):
    """Some features: their names, and a table of features × blocks."""

    names: tuple[str, ...]
    rows: Floats


def feature_table(rows: dict[str, NDArray[np.generic] | float], blocks: int) -> FeatureTable:
    """Return named rows as one table; a single number fills a row."""
    table = np.empty((len(rows), blocks), np.float32)
    for to, row in zip(table, rows.values(), strict=True):
        to[:] = row
    return FeatureTable(tuple(rows), table)


def stack_tables(*bands: FeatureTable) -> FeatureTable:
    """Tables on the same blocks, one below the other."""
    return FeatureTable(tuple(name for one in bands for name in one.names), np.concatenate([one.rows for one in bands]))
