"""The notebook: marks, tags, read articles, saved and earlier queries, and the place where reading stopped.

Never derived, never deleted.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from index.notebook.atomic_file import alone_in, drafted, link, sync_folder
from index.notebook.checks import check, version_of
from index.notebook.copies import copies_of
from index.notebook.errors import NotebookError, damaged, notebook_errors
from index.notebook.tables import FORMAT, create, prepare

PATIENCE = 1.5  # seconds to wait for another process's lock, so that a lock is reported within 2 s
_QUERIES_KEPT = 1000


class Session(Struct, frozen=True):
    """The state of the reader at its end: `place` is the offset in the source at the top of the article pane."""

    query: str
    sort: Literal["relevance", "date"]
    article: str | None
    place: int


class Notebook:
    """One file a corpus. Safe to use from several threads and processes.

    Every method raises NotebookError where the file is damaged, newer than this wireside, or can't be written.
    """

    def __init__(self, path: Path) -> None:
        """Open the notebook, or begin one, for the owner alone; check it, and bring an older format up to date."""
        self._path = path
        self._lock = threading.RLock()
        with notebook_errors(path):
            if not os.path.lexists(path):
                _begin(path)
            self._open()

    @property
    def writable(self) -> bool:
        """Return True if the file and its folder may be written."""
        effective = os.access in os.supports_effective_ids
        return all(os.access(path, os.W_OK, effective_ids=effective) for path in (self._path, self._path.parent))

    def check_writable(self) -> None:
        """Raise NotebookError if the file or its folder may not be written; a full disk only shows when writing."""
        if not self.writable:
            raise NotebookError(f"can't write the notebook {self._path}", "check the permissions of its folder")

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write several notes in one transaction: all of them are kept, or, if anything is raised, none."""
        with self._lock, notebook_errors(self._path):
            self._take_up()
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
            if not self._is_current():
                raise NotebookError(f"the notebook {self._path} was replaced meanwhile", "try again")

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
        """Return the state of the reader at its last end, None if it was never saved."""
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

    def _open(self) -> None:
        """Connect to the file that is there, and look for damage."""
        status = self._path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "Is a directory" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise NotebookError(f"can't use the notebook {self._path}: {what}", "move it away to begin a new notebook")
        if status.st_size == 0:
            raise damaged(self._path, "it is empty: 0 bytes")
        writable = self.writable
        self._opened = status.st_dev, status.st_ino, writable
        self._db = _connected(self._path, writable)
        try:
            if version_of(self._db, self._path) < FORMAT and writable:
                self._migrate()
            check(self._db, self._path)
        except BaseException:
            self._db.close()
            raise

    def _migrate(self) -> None:
        """Bring a notebook of an older format up to date, all of it or nothing."""
        self._leave_wal()
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if version_of(self._db, self._path) < FORMAT:  # else another process was first
                check(self._db, self._path)
                create(self._db)
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def _leave_wal(self) -> None:
        """Keep all that is written in the one file: a write-ahead log that is cut short loses its end in silence."""
        self._db.execute("PRAGMA busy_timeout = 0")
        try:
            self._db.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:  # an older wireside has it open: the next start does it
                raise
        self._db.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")

    def _do(self, statement: str, *values: str | int | None) -> list[tuple[str, ...]]:
        """Execute a statement on the file that has the notebook's name now: it may have been restored meanwhile."""
        with self._lock, notebook_errors(self._path):
            if self._db.in_transaction:
                return self._db.execute(statement, values).fetchall()
            while True:
                self._take_up()
                rows = self._db.execute(statement, values).fetchall()
                if self._is_current():
                    return rows

    def _take_up(self) -> None:
        """Open the file again if it was replaced, or if it can be written now and could not before."""
        if not self._is_current():
            self._db.close()
            self._open()

    def _is_current(self) -> bool:
        status = self._path.stat()
        return (status.st_dev, status.st_ino, self.writable) == self._opened


def _connected(path: Path, writable: bool) -> sqlite3.Connection:
    how = "mode=rw" if writable else "mode=ro"
    if not writable and not any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-journal")):
        how += "&immutable=1"  # else SQLite wants to write beside it
    uri = f"file:{quote(str(path))}?{how}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    prepare(db)
    return db


def _begin(path: Path) -> None:
    """Create a notebook, whole from the moment that it has its name. Raises NotebookDamaged if one is missing."""
    if copies_of(path):
        raise damaged(path, "it is missing")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone_in(path.parent):
        if path.exists():
            return
        with drafted(path, 0o600) as draft:
            db = sqlite3.connect(draft, isolation_level=None)
            try:
                prepare(db)
                db.execute("BEGIN")
                create(db)
                db.execute("COMMIT")
            finally:
                db.close()
            link(draft, path)
        sync_folder(path.parent)
