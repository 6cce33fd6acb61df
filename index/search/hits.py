"""The answers of an archive: hits, their spread over time, and the state of the index."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from msgspec import Struct

from corpus.article import Published
from corpus.source import Problem
from index.query.clauses import Query
from index.search.date_histogram import Timeline, spread
from index.search.highlight import Snippet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.top_k import Ranked
    from index.storage.whoosh.snapshot import Snapshot

Sort = Literal["relevance", "date"]


class Hit(Struct, frozen=True):
    """An article that was found. `path` is the first of its paths; `copies` with its text are folded into it."""

    id: str
    score: float
    headline: str
    outlet: str | None
    published: Published | None
    path: str
    snippet: Snippet
    copies: int = 0


class Results(Struct, frozen=True, eq=False, dict=True):
    """All hits of a query, in order. `of` counts the articles of the index.

    `ranked`, what comes of it, and `copies`, one a hit if near-duplicates are folded, are valid only for the archive
    that answered.
    """

    query: Query
    sort: Sort
    of: int
    ms: float
    ranked: Ranked
    snapshot: Snapshot
    copies: NDArray[np.intp] | None = None

    @property
    def total(self) -> int:
        return len(self.ranked)

    @property
    def docs(self) -> NDArray[np.intp]:
        """The number of each hit, in order."""
        return self.ranked.docs

    @property
    def scores(self) -> NDArray[np.float32]:
        """Return the score of each hit, in order."""
        return self.ranked.scores

    @cached_property
    def outlets(self) -> int:
        """Count the outlets of the hits."""
        return int(np.count_nonzero(np.bincount(self.snapshot.outlets[self.ranked.unordered])[1:]))

    @cached_property
    def timeline(self) -> Timeline:
        """Return the hits by date of publication."""
        return spread(*self.snapshot.days_of(self.ranked.unordered))


class Hidden(Struct, frozen=True):
    """The number of further articles a query would find without its filters, and these filters as typed."""

    articles: int = 0
    filters: str = ""


class Status(Struct, frozen=True):
    """The state of an index. `first` and `last` are ISO dates, `bytes` its size on disk, `built` seconds since the
    epoch.

    `complete` is False while a run of the builder was begun and not brought to its end.
    """

    articles: int
    outlets: int
    first: str | None
    last: str | None
    bytes: int
    built: float | None
    problems: tuple[Problem, ...]
    complete: bool
