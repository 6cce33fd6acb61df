"""One commit of an index, opened: its segments as one row of articles, with what every search needs of them."""

from __future__ import annotations

import re
import threading
import zlib
from bisect import bisect_right
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from whoosh.index import TOC

from corpus.errors import NothingFound, UsageError
from index.errors import DamagedData, decoding
from index.storage.hashed_keys import outlet_key
from index.storage.manifest import About
from index.storage.postings.sorted_ints import distinct
from index.storage.whoosh.fields import schema
from index.storage.whoosh.file_storage import OwnerOnly
from index.storage.whoosh.segment import INDEX_NAME, Segment

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TRIES = 10
_NAME = re.compile(r"[0-9a-f]{4,12}")
_CANDIDATES = 8
K1, B = 1.2, 0.75
T = TypeVar("T", bound=np.generic)


class Snapshot:
    """The articles of a commit, numbered from 0; a number means nothing to another snapshot.

    Arrays of n articles: `alive` (bool: not deleted), `ids`, `published`, `lengths` and `languages` as in a segment,
    `outlet_keys` (uint64, 0 for none), `outlets` (intp: a small number for each outlet, 0 for none), and
    `language_numbers` (intp: places in `language_codes`, 0 for none). Hold `lock` while taking articles out.
    """

    def __init__(self, build: Path, about: About, known: Mapping[str, Segment]) -> None:
        """Open the newest commit of a build. Segments that are in `known` are not opened again.

        Raises DamagedData, among others, where a file is damaged.
        """
        self.build = build
        self.lock = threading.RLock()
        toc, self.segments = _open(build, about, known)
        self.generation: int = toc.generation
        self.bases: list[int] = [0]
        for segment in self.segments:
            self.bases.append(self.bases[-1] + segment.size)
        self.size = self.bases.pop()

        self._with_field: dict[str, tuple[tuple[int, Segment], ...]] = {}
        self.alive = np.ones(self.size, bool)
        for base, written in zip(self.bases, toc.segments, strict=True):
            self.alive[[base + doc for doc in written.deleted_docs()]] = False
        self.count = int(self.alive.sum())

        self.ids = _joined([one.ids for one in self.segments], np.dtype("S12"))
        self.published = _joined([one.published for one in self.segments], np.dtype(np.int32))
        self.lengths = _joined([one.lengths for one in self.segments], np.dtype(np.float32))
        self.languages = _joined([one.languages for one in self.segments], np.dtype("S3"))
        self.outlet_keys = _joined([one.outlets for one in self.segments], np.dtype(np.uint64))
        self._keys_of_outlets = distinct(np.append(self.outlet_keys, np.uint64(0)))

    def check_sizes(self) -> None:
        """Raise DamagedData if a mapped file was cut short since it was opened."""
        for segment in self.segments:
            segment.words.check_sizes()

    def close(self) -> None:
        """Close the files of all segments, also of those that another snapshot has."""
        for segment in self.segments:
            segment.close()

    def with_field(self, field: str) -> tuple[tuple[int, Segment], ...]:
        """The segments with words in a field, and the number of the first article of each."""
        known = self._with_field.get(field)
        if known is None:
            every = zip(self.bases, self.segments, strict=True)
            known = self._with_field[field] = tuple(pair for pair in every if field in pair[1].words)
        return known

    @cached_property
    def outlets(self) -> NDArray[np.intp]:
        return np.searchsorted(self._keys_of_outlets, self.outlet_keys)

    @cached_property
    def language_codes(self) -> tuple[str, ...]:
        """The languages, in order; the first is empty."""
        codes = distinct(np.append(self.languages, np.bytes_()))
        return tuple(code.decode("ascii", "replace") for code in codes.tolist())

    @cached_property
    def language_numbers(self) -> NDArray[np.intp]:
        codes = np.array([code.encode("ascii", "replace") for code in self.language_codes], self.languages.dtype)
        return np.searchsorted(codes, self.languages)

    @cached_property
    def outlet_names(self) -> tuple[str, ...]:
        """The name behind each number in `outlets`; the first is empty."""
        names = {
            outlet_key(name): name
            for segment in self.segments
            if "outlet_name" in segment.words
            for name in (raw.decode("utf-8", "replace") for raw in segment.words["outlet_name"].words())
        }
        return tuple(names.get(key, "") for key in self._keys_of_outlets.tolist())

    @cached_property
    def norms(self) -> NDArray[np.float32]:
        """Return the length norm of each article for BM25 (n float32)."""
        mean = max(1.0, float(self.lengths.mean(dtype=np.float64))) if self.size else 1.0
        return np.float32(K1 * (1 - B)) + np.float32(K1 * B / mean) * self.lengths

    @cached_property
    def newest_first(self) -> NDArray[np.intp]:
        """All articles by date, the undated last."""
        return np.argsort(-self.published, kind="stable")

    @cached_property
    def freshness(self) -> NDArray[np.uint32]:
        """A number for each article, the larger the earlier it is in `newest_first`."""
        ranks = np.empty(self.size, np.uint32)
        ranks[self.newest_first[::-1]] = np.arange(self.size, dtype=np.uint32)
        return ranks

    def days_of(self, docs: NDArray[np.intp]) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """The days on which some articles were published, each once, ascending, and on how many of them."""
        days, numbers = self._days
        often = np.bincount(numbers[docs], minlength=len(days))
        there = np.flatnonzero(often)
        return days[there], often[there]

    @cached_property
    def _days(self) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """All days, ascending, and the number of that of each article."""
        oldest_first = self.newest_first[::-1]
        days = self.published[oldest_first]
        begins = np.diff(days, prepend=-1) > 0
        numbers = np.empty(self.size, np.intp)
        numbers[oldest_first] = np.cumsum(begins) - 1
        return days[begins], numbers

    @cached_property
    def sorted_ids(self) -> NDArray[np.bytes_]:
        """The ids of all live articles, in order."""
        return self.ids[self._by_id]

    @cached_property
    def _by_id(self) -> NDArray[np.intp]:
        live = np.flatnonzero(self.alive)
        return live[np.argsort(self.ids[live])]

    def docs_of(self, ids: Collection[str]) -> NDArray[np.intp]:
        """The number of the live article with each id, -1 where there is none."""
        sought = np.array([id.encode("ascii", "replace") for id in ids], self.ids.dtype)
        if not len(self.sorted_ids):
            return np.full(len(sought), -1)
        at = np.searchsorted(self.sorted_ids, sought)
        at[at == len(self.sorted_ids)] = 0
        return np.where(self.sorted_ids[at] == sought, self._by_id[at], -1)

    def named(self, name: str) -> int:
        """The live article whose id begins with `name`, 4 to 12 hex digits.

        Raises NothingFound where there is none, UsageError where there are several, or where that is no name.
        """
        sought = name.strip().lower()
        if not _NAME.fullmatch(sought):
            raise UsageError(f"“{name}” is not the name of an article", "give 4 to 12 hex digits of its id")
        ids = self.sorted_ids
        begin, end = np.searchsorted(ids, [sought.encode(), sought.encode() + b"g"])
        if begin == end:
            raise NothingFound(f"no article has an id that begins with {sought}")
        if end - begin > 1:
            some = ", ".join(id.decode() for id in ids[begin : begin + _CANDIDATES].tolist())
            raise UsageError(f"{sought} is the beginning of {end - begin} ids", f"give more digits: {some}")
        return int(self._by_id[begin])

    def place(self, doc: int) -> tuple[Segment, int]:
        """The segment that an article is in, and its number there."""
        number = bisect_right(self.bases, doc) - 1
        return self.segments[number], doc - self.bases[number]


def newest_generation(build: Path) -> int:
    """The number of the newest commit of a build, -1 where there is none."""
    generation: int = TOC._latest_generation(OwnerOnly(str(build)), INDEX_NAME)
    return generation


def checksum_of_contents(build: Path, generation: int) -> int:
    """The CRC-32 of the table of contents of a commit."""
    return zlib.crc32((build / TOC._filename(INDEX_NAME, generation)).read_bytes())


def _open(build: Path, about: About, known: Mapping[str, Segment]) -> tuple[TOC, tuple[Segment, ...]]:
    storage = OwnerOnly(str(build))
    for left in reversed(range(_TRIES)):
        try:
            _check_contents(build, about)
            with decoding("the table of contents"):
                toc = TOC.read(storage, INDEX_NAME, schema=schema())
            return toc, tuple(known.get(one.segment_id()) or Segment(storage, one) for one in toc.segments)
        except FileNotFoundError:
            # a newer commit may just have removed what this one names
            if not left:
                raise
    raise AssertionError("unreachable")


def _check_contents(build: Path, about: About) -> None:
    # between the two commits of a batch nothing can be said
    if newest_generation(build) == about.generation and checksum_of_contents(build, about.generation) != about.contents:
        raise DamagedData("the table of contents is damaged")


def _joined(columns: list[NDArray[T]], dtype: np.dtype[T]) -> NDArray[T]:
    return np.concatenate([np.empty(0, dtype), *columns])
