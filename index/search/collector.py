"""From a query to all its hits. What is done grows with the hits, not with the index.

A clause of text is read from its posting lists. What only narrows (a date, a language, an outlet, a path, what is
excluded) is looked at for those articles alone that are left, and gives no score.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Protocol, TypeGuard

import numpy as np

from index.errors import SearchStopped
from index.query.clauses import (
    Among,
    And,
    Clause,
    Dates,
    Everything,
    Language,
    Not,
    Or,
    PathPart,
    Phrase,
    Text,
    Unresolved,
    Word,
)
from index.search.matching import ClauseReader
from index.search.outlet_filter import Outlets
from index.search.path_filter import Paths
from index.search.score_sums import DocLists, ScoreSums
from index.search.text_scores import ScoredDocs, text_scores
from index.storage.postings.sorted_ints import Counts
from index.storage.whoosh.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CACHED = 1 << 25
"""Bytes of hits that are kept for the next key typed."""

_NEXT_TO_NOTHING = np.finfo(np.float32).tiny
"""The score of what was found by a date alone where others have scores, since all scores are above zero."""

_SPARSE = 8
"""What has so many times the hits of another is looked up, not read through."""


class PathsByArticle(Protocol):
    """Knows where the articles lie: their ids, with a path each, and a number that changes with them."""

    def places(self) -> Sequence[tuple[str, str]]: ...

    def places_version(self) -> int: ...


class Collector:
    """Finds the hits of queries in one snapshot. For one thread at a time."""

    def __init__(self, snapshot: Snapshot, known: PathsByArticle) -> None:
        self._snapshot = snapshot
        self._known = known
        self._outlets = Outlets(snapshot)
        self._sums = ScoreSums(snapshot.size)
        self._kept: OrderedDict[tuple[Text, bool], ScoredDocs] = OrderedDict()
        self._bytes = 0
        self._paths = lru_cache(maxsize=1)(lambda version: Paths(snapshot, known.places()))
        # what a user has read is asked for with every key
        self._among = lru_cache(maxsize=4)(partial(_members, snapshot))

    def find(self, clause: Clause, typing: bool, stop: threading.Event) -> ScoredDocs:
        """All live articles that match. Raises SearchStopped within a posting list after `stop` is set.

        With `typing` the beginning of a word matches the most frequent words that begin so.
        """
        found = self._find(clause, typing, stop)
        alive = self._snapshot.alive
        return found if self._snapshot.count == self._snapshot.size else _only(found, alive[found.docs])

    def _find(self, clause: Clause, typing: bool, stop: threading.Event) -> ScoredDocs:
        if stop.is_set():
            raise SearchStopped
        match clause:
            case And(clauses):
                return self._all(clauses, typing, stop)
            case Or(clauses):
                return self._any([self._find(part, typing, stop) for part in clauses])
            case _ if isinstance(clause, Text) and not _is_outlet(clause):
                return self._text(clause, typing, stop)
            case _:
                docs = np.arange(self._snapshot.size)
                return ScoredDocs(docs[self._narrowed(docs, clause, typing, stop)])

    def _all(self, clauses: Sequence[Clause], typing: bool, stop: threading.Event) -> ScoredDocs:
        narrowing = [part for part in clauses if _only_narrows(part)]
        parts = [self._find(part, typing, stop) for part in clauses if part not in narrowing]
        if not parts:
            parts = [self._find(narrowing.pop(0), typing, stop)]
        parts.sort(key=lambda part: len(part.docs))
        found, *others = parts
        for other in others:
            found = self._both(found, other)
        for part in narrowing:
            found = _only(found, self._narrowed(found.docs, part, typing, stop))
        return found

    def _narrowed(
        self, docs: NDArray[np.intp], clause: Clause, typing: bool, stop: threading.Event
    ) -> NDArray[np.bool_]:
        """Select those of n articles, ascending, that match a clause: n bool."""
        snapshot = self._snapshot
        match clause:
            case Everything():
                return np.ones(len(docs), bool)
            case Dates(first, last):
                published = snapshot.published.take(docs)
                return (published >= max(first, 1)) & (published <= last)
            case Language(code):
                return np.asarray(snapshot.languages[docs] == code.encode("ascii", "replace"), bool)
            case PathPart(text):
                return self._paths(self._known.places_version()).having(text)[docs]
            case Among(chosen):
                return self._among(chosen)[docs]
            case _ if isinstance(clause, Unresolved):
                return np.zeros(len(docs), bool)
            case Word() | Phrase() if _is_outlet(clause):
                return self._outlets.of(docs, clause, typing)
            case Not(inner):
                return ~self._narrowed(docs, inner, typing, stop)
            case _:
                return self._is_in(docs, self._find(clause, typing, stop).docs)

    def _both(self, few: ScoredDocs, many: ScoredDocs) -> ScoredDocs:
        """Intersect two sets of hits, of which the first is the smaller."""
        if few.scores is None or many.scores is None:
            scored, other = (many, few) if few.scores is None else (few, many)
            return _only(scored, self._is_in(scored.docs, other.docs))
        if _SPARSE * len(few.docs) >= len(many.docs):
            return ScoredDocs(*self._sums.in_both(Counts(few.docs, few.scores), Counts(many.docs, many.scores)))
        at = many.docs.searchsorted(few.docs)
        at[at == len(many.docs)] = 0
        both = np.flatnonzero(many.docs[at] == few.docs)
        return ScoredDocs(few.docs[both], few.scores[both] + many.scores[at[both]])

    def _any(self, parts: Sequence[ScoredDocs]) -> ScoredDocs:
        """Unite sets of hits."""
        scored = [DocLists(0, part.docs, part.scores) for part in parts if part.scores is not None]
        if len(scored) == len(parts):
            return ScoredDocs(*self._sums.of(scored))
        there = np.zeros(self._snapshot.size, bool)
        scores = np.full(self._snapshot.size, _NEXT_TO_NOTHING)
        for part in parts:
            there[part.docs] = True
            if part.scores is not None:
                scores[part.docs] += part.scores
        docs = np.flatnonzero(there)
        return ScoredDocs(docs, scores[docs] if scored else None)

    def _is_in(self, docs: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Select those of n articles that are among others: n bool."""
        there = np.zeros(self._snapshot.size, bool)
        there[others] = True
        return there.take(docs)

    def _text(self, clause: Text, typing: bool, stop: threading.Event) -> ScoredDocs:
        key = (clause, typing and getattr(clause, "prefix", False))
        found = self._kept.pop(key, None)
        if found is None:
            found = text_scores(ClauseReader(self._snapshot, self._sums, key[1], stop), clause)
            self._bytes += _bytes(found)
        self._kept[key] = found
        while self._bytes > _CACHED and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= _bytes(oldest)
        return found


def _only_narrows(clause: Clause) -> bool:
    return isinstance(clause, Not | Dates | Language | PathPart | Among) or _is_outlet(clause)


def _is_outlet(clause: Clause) -> TypeGuard[Word | Phrase]:
    return isinstance(clause, Word | Phrase) and clause.field == "outlet"


def _bytes(found: ScoredDocs) -> int:
    return 12 * len(found.docs) + 200


def _only(found: ScoredDocs, wanted: NDArray[np.bool_]) -> ScoredDocs:
    places = np.flatnonzero(wanted)
    return ScoredDocs(found.docs.take(places), None if found.scores is None else found.scores.take(places))


def _members(snapshot: Snapshot, ids: frozenset[str]) -> NDArray[np.bool_]:
    """Return which of all articles have one of these ids: n bool."""
    docs, there = snapshot.docs_of(ids), np.zeros(snapshot.size, bool)
    there[docs[docs >= 0]] = True
    return there
