"""What an archive answers with: hits, their spread over time, and how the index is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from corpus.article import Published
from corpus.source import Problem
from index.clauses import Query
from index.highlight import Snippet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.snapshot import Snapshot

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


class Bar(Struct, frozen=True):
    """How many articles were published in the day, week, month or year that begins at `start`."""

    start: date
    count: int


class Timeline(Struct, frozen=True):
    """Articles by when they were published: bars without a gap, the first and last not empty, and the undated."""

    unit: Literal["day", "week", "month", "year"]
    bars: tuple[Bar, ...]
    undated: int


class Results(Struct, frozen=True, eq=False):
    """All hits of a query, in order. `of` counts the articles of the index, `outlets` the outlets among the hits.

    `hidden` articles are kept out by the filters `hidden_by` alone. `docs` and `scores`, one each a hit, mean something
    to the archive that answered, and to nobody else; `copies`, too, where near-duplicates are folded.
    """

    query: Query
    sort: Sort
    total: int
    of: int
    ms: float
    outlets: int
    timeline: Timeline
    docs: NDArray[np.intp]
    scores: NDArray[np.float32]
    snapshot: Snapshot
    hidden: int = 0
    hidden_by: str = ""
    copies: NDArray[np.intp] | None = None


class Status(Struct, frozen=True):
    """How an index is. `first` and `last` are ISO dates, `bytes` its size on disk, `built` seconds since the epoch.

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
