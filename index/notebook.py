"""What the user adds: marks, tags, what was read, saved and earlier queries, where reading stopped.

Never derived, never deleted.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from msgspec import Struct

from corpus.errors import WiresideError

_FORMAT = 2
_TABLES = f"""
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS marks (id TEXT PRIMARY KEY, number INTEGER);
    CREATE TABLE IF NOT EXISTS read (id TEXT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS tags (id TEXT, tag TEXT, PRIMARY KEY (id, tag));
    CREATE TABLE IF NOT EXISTS saved (name TEXT PRIMARY KEY, query TEXT);
    CREATE TABLE IF NOT EXISTS queries (text TEXT PRIMARY KEY, number INTEGER);
    CREATE TABLE IF NOT EXISTS session (
        one INTEGER PRIMARY KEY CHECK (one = 1), query TEXT, sort TEXT, article TEXT, place INTEGER
    );
    PRAGMA user_version = {_FORMAT};
    COMMIT;
"""
_QUERIES_KEPT = 1000


class NotebookError(WiresideError):
    """The notebook can't be used. It is never deleted or written over."""


class Session(Struct, frozen=True):
    """Where a user was: `place` is the offset in the source at the top of the article pane."""

    query: str
    sort: Literal["relevance", "date"]
    article: str | None
    place: int


class Notebook:
    """One file a corpus. Safe to use from several threads and processes.

    Every method raises NotebookError where the file is damaged, newer than this wireside, or can't be written.
    """

    def __init__(self, path: Path) -> None:
        """Open the notebook, or begin one, for the owner alone."""
        self._path = path
        self._lock = threading.Lock()
        with self._errors():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
            self._begin()

    def marked(self) -> tuple[str, ...]:
        """Ids of the marked articles, in the order of marking."""
        return tuple(id for (id,) in self._do("SELECT id FROM marks ORDER BY number"))

    def mark(self, id: str, on: bool) -> None:
        """Mark an article, or take its mark away."""
        if on:
            self._do("INSERT OR IGNORE INTO marks SELECT ?, ifnull(max(number), 0) + 1 FROM marks", id)
        else:
            self._do("DELETE FROM marks WHERE id = ?", id)

    def read_ids(self) -> frozenset[str]:
        """Ids of the articles that were read."""
        return frozenset(id for (id,) in self._do("SELECT id FROM read"))

    def mark_read(self, id: str) -> None:
        """Remember that an article was read."""
        self._do("INSERT OR IGNORE INTO read VALUES (?)", id)

    def tags(self) -> dict[str, tuple[str, ...]]:
        """The tags of each article that has any, in their order."""
        found: dict[str, tuple[str, ...]] = {}
        for id, tag in self._do("SELECT id, tag FROM tags ORDER BY id, tag"):
            found[id] = (*found.get(id, ()), tag)
        return found

    def tag(self, id: str, tag: str, on: bool) -> None:
        """Tag an article, or take a tag away; white space and capitals don't count."""
        tag = " ".join(tag.casefold().split())
        if on and tag:
            self._do("INSERT OR IGNORE INTO tags VALUES (?, ?)", id, tag)
        else:
            self._do("DELETE FROM tags WHERE id = ? AND tag = ?", id, tag)

    def saved(self) -> dict[str, str]:
        """The saved queries by name, in the order of the names."""
        return dict((name, query) for name, query in self._do("SELECT name, query FROM saved ORDER BY name"))  # noqa: C402, two texts a row

    def save_query(self, name: str, query: str | None) -> None:
        """Save a query under a name, in the place of what had it; None forgets it."""
        if query is None:
            self._do("DELETE FROM saved WHERE name = ?", name)
        else:
            self._do("REPLACE INTO saved VALUES (?, ?)", name, query)

    def history(self, limit: int) -> tuple[str, ...]:
        """The last queries, newest first, each once."""
        return tuple(text for (text,) in self._do("SELECT text FROM queries ORDER BY number DESC LIMIT ?", limit))

    def add_query(self, text: str) -> None:
        """Remember a query; white space around it and empty ones don't count."""
        text = " ".join(text.split())
        if text:
            self._do("REPLACE INTO queries SELECT ?, ifnull(max(number), 0) + 1 FROM queries", text)
            self._do("DELETE FROM queries WHERE number <= (SELECT max(number) FROM queries) - ?", _QUERIES_KEPT)

    def session(self) -> Session | None:
        """Where reading stopped last time, if it was ever saved."""
        for query, sort, article, place in self._do("SELECT query, sort, article, place FROM session"):
            return Session(query, "date" if sort == "date" else "relevance", article, int(place))
        return None

    def save_session(self, session: Session) -> None:
        """Remember where the user is."""
        values = (session.query, session.sort, session.article, session.place)
        self._do("REPLACE INTO session VALUES (1, ?, ?, ?, ?)", *values)

    def close(self) -> None:
        """Let go of the file. Closing twice is fine."""
        with self._lock:
            self._db.close()

    def _begin(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > _FORMAT:
            raise NotebookError(f"a newer wireside wrote the notebook {self._path}", "use that version")
        self._db.execute("PRAGMA journal_mode = WAL")
        if version < _FORMAT:
            self._db.executescript(_TABLES)

    def _do(self, statement: str, *values: str | int | None) -> list[tuple[str, ...]]:
        with self._lock, self._errors():
            return self._db.execute(statement, values).fetchall()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, UnicodeError) as error:
            hint = "your notes are still in it: copy it before you try anything"
            reason = (isinstance(error, OSError) and error.strerror) or error
            raise NotebookError(f"can't use the notebook {self._path}: {reason}", hint) from error
