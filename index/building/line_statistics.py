"""Count the articles that have each line, by outlet and in all, from the index at the end of a run.

Each article keeps the keys of its lines, 8 bytes each, so that the counts are always those of the articles that are
there now, and no run needs those of the last. Only what recurs is kept.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

import msgspec
import numpy as np
from msgspec import Struct

from corpus.overrides.line_recurrence import LineRecurrence
from index.errors import DamagedData, decoding
from index.storage.hashed_keys import key_of_folded, outlet_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.storage.manifest import Manifest
    from index.storage.whoosh.snapshot import Snapshot

_FEWEST = 3
"""A line in fewer articles is not kept."""

_AT_ONCE = 4_000_000
"""So many lines are sorted at a time: some 200 MB."""

_MIX = np.uint64(0x9E3779B97F4A7C15)


_Recurring = tuple["NDArray[np.uint64]", "NDArray[np.uint32]", "NDArray[np.uint64]"]
"""Keys of lines, in how many articles each is, and the outlet of these, 0 where they are of all."""


class _Packed(Struct, frozen=True, array_like=True):
    articles: int
    outlets: bytes
    sizes: bytes
    lines: bytes
    counts: bytes
    common: bytes


class Recurrence:
    """The counts of one state of an index; `corpus.overrides.line_recurrence.Counts`.

    `lines` are keys, in order (n uint64), `counts` says in how many articles each is (n uint32). `outlets` are keys
    of outlets, in order (m uint64), `sizes` says how many articles each has (m uint32); in those with a key in
    `common` (uint64) some lines are in most articles.
    """

    def __init__(
        self,
        articles: int,
        outlets: NDArray[np.uint64],
        sizes: NDArray[np.uint32],
        lines: NDArray[np.uint64],
        counts: NDArray[np.uint32],
        common: NDArray[np.uint64],
    ) -> None:
        self.articles = articles
        self._outlets, self._sizes, self._lines, self._counts = outlets, sizes, lines, counts
        self._common = frozenset(common.tolist())

    def standing(self, line: str, outlet: str | None) -> LineRecurrence | None:
        """Return how often a line occurs in articles of an outlet, or, without one, in all; None if in fewer than 3."""
        key = np.uint64(key_of_folded(line))
        if outlet is None:
            count = _value(self._lines, self._counts, key)
            return LineRecurrence(count, self.articles, None) if count else None
        of = np.uint64(outlet_key(outlet))
        count = _value(self._lines, self._counts, _of_outlet(key, of))
        return LineRecurrence(count, _value(self._outlets, self._sizes, of), outlet) if count else None

    def strips_in(self, outlet: str | None) -> bool:
        """Return True if some lines occur in most articles of an outlet."""
        return bool(self._common and outlet) and outlet_key(outlet or "") in self._common

    def pack(self) -> bytes:
        common = np.array(sorted(self._common), np.uint64)
        arrays = (self._outlets, self._sizes, self._lines, self._counts, common)
        return zlib.compress(msgspec.msgpack.encode(_Packed(self.articles, *(one.tobytes() for one in arrays))), 1)

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Unpack counts that `pack` made. Raises DamagedData if they are damaged."""
        with decoding("the table of lines"):
            raw = msgspec.msgpack.decode(zlib.decompress(packed), type=_Packed)
        long, short = np.dtype(np.uint64), np.dtype(np.uint32)
        return cls(
            raw.articles,
            np.frombuffer(raw.outlets, long),
            np.frombuffer(raw.sizes, short),
            np.frombuffer(raw.lines, long),
            np.frombuffer(raw.counts, short),
            np.frombuffer(raw.common, long),
        )


def count_lines(snapshot: Snapshot, at_once: int = _AT_ONCE) -> Recurrence:
    """Count the lines of all articles of a commit. Memory is bounded by `at_once` lines and what recurs."""
    outlets, sizes = np.unique(snapshot.outlet_keys[snapshot.alive & (snapshot.outlet_keys > 0)], return_counts=True)
    shares = 1 + sum(segment.most_lines for segment in snapshot.segments) // at_once
    found = [_recurring(snapshot, share, shares) for share in range(shares)]
    lines, counts, of = (np.concatenate(columns) for columns in zip(*found, strict=True))
    size = np.append(sizes, 0)[np.searchsorted(outlets, of)]
    common = np.unique(of[(of > 0) & (2 * counts > size)])
    order = np.argsort(lines)
    return Recurrence(snapshot.count, outlets, sizes.astype(np.uint32), lines[order], counts[order], common)


def recurrence_of(manifest: Manifest) -> Recurrence | None:
    """Return the counts of the last run, None if there are none. Raises DamagedData, among others, if damaged."""
    packed = manifest.kept("recurrence")
    if bool(packed) != bool(manifest.about().counted):
        raise DamagedData("the counts of lines are not there")
    return Recurrence.unpack(packed) if packed else None


def _recurring(snapshot: Snapshot, share: int, shares: int) -> _Recurring:
    """The lines of every `shares`-th key that recur, in all articles and in those of each outlet."""
    found = list(_lines_of(snapshot, share, shares))
    lines = np.concatenate([np.empty(0, np.uint64), *(lines for lines, _ in found)])
    outlets = np.concatenate([np.empty(0, np.uint64), *(outlets for _, outlets in found)])
    known = outlets > 0
    keys = np.concatenate([lines, _of_outlet(lines[known], outlets[known])])
    outlets = np.concatenate([np.zeros(len(lines), np.uint64), outlets[known]])
    keys, first, counts = np.unique(keys, return_index=True, return_counts=True)
    often = counts >= _FEWEST
    return keys[often], counts[often].astype(np.uint32), outlets[first[often]]


def _lines_of(snapshot: Snapshot, share: int, shares: int) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64]]]:
    """The lines of each segment, and the outlet of each of them."""
    for base, segment in zip(snapshot.bases, snapshot.segments, strict=True):
        docs, lines = segment.lines()
        wanted = snapshot.alive[base + docs] & (lines % np.uint64(shares) == np.uint64(share))
        yield lines[wanted], segment.outlets[docs[wanted]]


def _of_outlet(lines: NDArray[np.uint64] | np.uint64, outlets: NDArray[np.uint64] | np.uint64) -> NDArray[np.uint64]:
    """The key of a line among the articles of an outlet."""
    with np.errstate(over="ignore"):
        return np.asarray(lines ^ (outlets * _MIX), np.uint64)


def _value(keys: NDArray[np.uint64], values: NDArray[np.uint32], key: NDArray[np.uint64] | np.uint64) -> int:
    at = int(np.searchsorted(keys, key))
    return int(values[at]) if at < len(keys) and keys[at] == key else 0
