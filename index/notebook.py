"""What the user adds: marks, what was read, earlier queries, where reading stopped. Never derived, never deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct


class Session(Struct, frozen=True):
    """Where a user was: `place` is the offset in the source at the top of the article pane."""

    query: str
    sort: Literal["relevance", "date"]
    article: str | None
    place: int


class Notebook:
    """One file a corpus. Safe to use from several threads and processes. Errors are NotebookError."""

    def __init__(self, path: Path) -> None:
        raise NotImplementedError

    def marked(self) -> tuple[str, ...]:
        """Ids of the marked articles, in the order of marking."""
        raise NotImplementedError

    def mark(self, id: str, on: bool) -> None:
        raise NotImplementedError

    def read_ids(self) -> frozenset[str]:
        """Ids of the articles that were read."""
        raise NotImplementedError

    def mark_read(self, id: str) -> None:
        raise NotImplementedError

    def history(self, limit: int) -> tuple[str, ...]:
        """The last queries, newest first, each once."""
        raise NotImplementedError

    def add_query(self, text: str) -> None:
        """Remember a query; white space around it and empty ones don't count."""
        raise NotImplementedError

    def session(self) -> Session | None:
        """Where reading stopped last time, if it was ever saved."""
        raise NotImplementedError

    def save_session(self, session: Session) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError
