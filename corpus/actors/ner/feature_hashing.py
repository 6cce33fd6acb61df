"""Hashes of features: one number for a feature of several words, made for a whole array at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpus.actors.ner.word_shapes import hash_feature

Hashes = NDArray[np.uint64]

_FACTOR = tuple(
    np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)


def mix_hashes(template: str, *parts: NDArray[np.uint32] | NDArray[np.uint64] | NDArray[np.int64]) -> Hashes:
    """Return a hash of 32 bits of a template and arrays of hashes; never 0."""
    total = np.full(1, hash_feature(template), dtype=np.uint64) * _FACTOR[0]
    for part, factor in zip(parts, _FACTOR[1:], strict=False):
        total = (total ^ (part.astype(np.uint64) * factor)) * _FACTOR[0]
        total ^= total >> np.uint64(29)
    return (total >> np.uint64(32)) | np.uint64(1)
