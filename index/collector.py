"""From a query to all its hits: each clause becomes one truth and one score an article, over the whole index at once.

Whole posting lists are read as arrays, so there is no first page to stop at, and counting, sorting and the timeline
see every hit. Clauses that only narrow (dates, a language, a path) give no score.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from index.clauses import And, Clause, Dates, Everything, Language, Not, Or, PathPart, Text
from index.errors import SearchStopped
from index.snapshot import Snapshot
from index.text_scores import text_scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CACHED = 1 << 26
"""Bytes of scores that are kept for the next key typed."""


class Found(Struct, frozen=True, eq=False):
    """What matches a clause: n bool, and n float32 that are 0 where nothing matches."""

    hits: NDArray[np.bool_]
    scores: NDArray[np.float32] | None = None


class Collector:
    """Finds the hits of queries in one snapshot. For one thread at a time."""

    def __init__(self, snapshot: Snapshot, ids_with_path: Callable[[str], Iterable[str]]) -> None:
        self._snapshot = snapshot
        self._ids_with_path = ids_with_path
        self._kept: OrderedDict[tuple[Clause, bool], Found] = OrderedDict()
        self._room = max(4, _CACHED // (5 * snapshot.size + 1))

    def find(self, clause: Clause, typing: bool, stop: threading.Event) -> Found:
        """All live articles that match. Raises SearchStopped within a posting list after `stop` is set.

        With `typing` the beginning of a word stands for the most frequent words that begin so.
        """
        found = self._find(clause, typing, stop)
        return Found(found.hits & self._snapshot.alive, found.scores)

    def _find(self, clause: Clause, typing: bool, stop: threading.Event) -> Found:
        if stop.is_set():
            raise SearchStopped
        snapshot = self._snapshot
        match clause:
            case Everything():
                return Found(np.ones(snapshot.size, bool))
            case Dates(first, last):
                return Found((snapshot.published >= first) & (snapshot.published <= last) & (snapshot.published > 0))
            case Language(code):
                return Found(snapshot.languages == code.encode("ascii", "replace"))
            case PathPart(text):
                ids = [id.encode("ascii", "replace") for id in self._ids_with_path(text)]
                return Found(np.isin(snapshot.ids, np.array(ids, "S12")))
            case And(clauses):
                return _all([self._find(part, typing, stop) for part in clauses])
            case Or(clauses):
                return _any([self._find(part, typing, stop) for part in clauses])
            case Not(inner):
                return Found(~self._find(inner, typing, stop).hits)
            case _:
                return self._text(clause, typing, stop)

    def _text(self, clause: Text, typing: bool, stop: threading.Event) -> Found:
        key = (clause, typing and getattr(clause, "prefix", False))
        found = self._kept.pop(key, None)
        if found is None:
            scores = text_scores(self._snapshot, clause, key[1], stop)
            found = Found(scores > 0, scores)
        self._kept[key] = found
        if len(self._kept) > self._room:
            self._kept.popitem(last=False)
        return found


def _all(parts: Sequence[Found]) -> Found:
    hits = np.logical_and.reduce([part.hits for part in parts])
    scores = _sum(parts)
    return Found(hits, None if scores is None else scores * hits)


def _any(parts: Sequence[Found]) -> Found:
    return Found(np.logical_or.reduce([part.hits for part in parts]), _sum(parts))


def _sum(parts: Sequence[Found]) -> NDArray[np.float32] | None:
    scores = [part.scores for part in parts if part.scores is not None]
    return np.add.reduce(scores) if scores else None
