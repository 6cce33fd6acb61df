"""Errors of a notebook, and those of SQLite in words that a user can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import WiresideError

_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA)
_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM)


class NotebookError(WiresideError):
    """The notebook can't be used. It is never deleted or written over."""


class NotebookDamaged(NotebookError):
    """The notebook isn't as it was written."""


@contextmanager
def notebook_errors(path: Path) -> Iterator[None]:
    """Raise NotebookError for whatever SQLite and the file system raise about the notebook at `path`."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeError) as error:
        raise _named(path, error) from error


def damaged(path: Path, reason: str) -> NotebookDamaged:
    """Return the error for a notebook that isn't as it was written, with the way to get back to a copy."""
    from index.notebook.copies import copies_of

    copies = copies_of(path)
    if copies:
        hint = f"`wireside notebook restore` goes back to the copy of {copies[0].day}, and keeps this file"
    else:
        hint = "there is no copy of it; move the file away to begin a new notebook"
    return NotebookDamaged(f"the notebook {path} is damaged ({reason})", hint)


def _named(path: Path, error: sqlite3.Error | OSError | UnicodeError) -> NotebookError:
    if isinstance(error, OSError):
        hint = "check its folder, the permissions and the room on the disk"
        return NotebookError(f"can't use the notebook {path}: {error.strerror or error}", hint)
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None  # the rest of an extended code says where it happened
    if primary in _IN_USE:
        return NotebookError(f"the notebook {path} is in use by another program", "close that, or try again later")
    if primary in _DAMAGE or isinstance(error, UnicodeError) or "UTF-8" in str(error):
        return damaged(path, str(error))
    hint = "check its folder, the permissions and the room on the disk" if primary in _UNWRITABLE else "try again"
    return NotebookError(f"can't use the notebook {path}: {error}", hint)
