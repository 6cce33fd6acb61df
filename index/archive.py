"""The door to an index: open it, search it, take articles out. What lies behind it is nobody else's business."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Self

from corpus.article import Article
from index.highlight import Snippet
from index.query import Query
from index.results import Bar, Hit, Results, Sort, Status, Timeline

__all__ = ["Archive", "Bar", "Hit", "Results", "Snippet", "Sort", "Status", "Timeline"]


class Archive:
    """An index, opened for reading. Safe to use from several threads."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the newest commit. Raises IndexMissing, IndexDamaged."""
        raise NotImplementedError

    @property
    def count(self) -> int:
        """Articles in the index."""
        raise NotImplementedError

    def search(self, query: Query, *, sort: Sort = "relevance", stop: threading.Event | None = None) -> Results:
        """All hits of a query. Raises SearchStopped soon after `stop` is set."""
        raise NotImplementedError

    def hits(self, results: Results, start: int, count: int, *, width: int = 240) -> tuple[Hit, ...]:
        """A page of the hits, with snippets of at most `width` cells."""
        raise NotImplementedError

    def article(self, name: str) -> Article:
        """The article whose id begins with `name`, at least 4 hex digits.

        Raises NothingFound where there is none, UsageError where there are several.
        """
        raise NotImplementedError

    def raw(self, id: str) -> str:
        """The decoded, safe text of an article, whole. Raises NothingFound."""
        raise NotImplementedError

    def status(self) -> Status:
        """How the index is."""
        raise NotImplementedError

    def refresh(self) -> bool:
        """Take up a newer commit, if there is one; True if there was."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of all files. Closing twice is fine."""
        raise NotImplementedError
