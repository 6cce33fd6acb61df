"""Progress of the builder, its rate, and the report of a run."""

from __future__ import annotations

from collections import deque
from time import monotonic

from msgspec import Struct

from corpus.source import Problem
from index.building.missing_files import Missing

_WINDOW = 60.0


class Progress(Struct, frozen=True):
    """The progress of a run. `articles` were read in it, `searchable` of these are committed; `rate` is articles a
    second.

    `bytes_total` counts the files that have to be read; `seconds_left` is None until it can be estimated. `replacing`:
    the old index serves until the new one is whole.
    """

    articles: int
    bytes_done: int
    bytes_total: int
    seconds: float
    rate: float
    seconds_left: float | None
    searchable: int
    replacing: bool = False


class Report(Struct, frozen=True):
    """The report of a run, in articles; `failed` counts the problems, and `problems` names them.

    `vanished` counts the files that were gone before they could be read. If so many files are gone at once that they
    may come back, `missing` says how many, and their articles were kept.
    `worker_deaths` is one line about worker processes that died, "" where none did. `rebuilt`: the index was damaged,
    so a new one was made from the articles.
    """

    added: int
    changed: int
    removed: int
    moved: int
    unchanged: int
    failed: int
    problems: tuple[Problem, ...]
    seconds: float
    vanished: int = 0
    missing: Missing | None = None
    worker_deaths: str = ""
    rebuilt: bool = False


class Pace:
    """Counts articles and bytes, and estimates the remaining time from the last seconds."""

    def __init__(self, bytes_total: int, *, replacing: bool = False) -> None:
        self.articles = 0
        self.searchable = 0
        self.bytes_done = 0
        self._bytes_total = bytes_total
        self._replacing = replacing
        self._begun = monotonic()
        self._marks = deque([(self._begun, 0, 0)])

    @property
    def seconds(self) -> float:
        return monotonic() - self._begun

    def progress(self) -> Progress:
        """Return the progress so far."""
        now = monotonic()
        while len(self._marks) > 1 and self._marks[1][0] < now - _WINDOW:
            self._marks.popleft()
        then, articles, done = self._marks[0]
        self._marks.append((now, self.articles, self.bytes_done))
        span = max(now - then, 1e-6)
        speed = (self.bytes_done - done) / span
        left = self._bytes_total - self.bytes_done
        return Progress(
            articles=self.articles,
            bytes_done=self.bytes_done,
            bytes_total=self._bytes_total,
            seconds=now - self._begun,
            rate=(self.articles - articles) / span,
            seconds_left=left / speed if speed else None,
            searchable=self.searchable,
            replacing=self._replacing,
        )
