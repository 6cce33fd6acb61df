"""Errors of an index. An index can always be rebuilt, and the hint says how."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import WiresideError

REBUILD = "run `wireside index --rebuild`"


class ArchiveError(WiresideError):
    """The index can't be used; articles and notes are safe."""


class IndexMissing(ArchiveError):
    """There is no index yet, or none that was ever committed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no index in {folder}", "run `wireside index`")


class IndexDamaged(ArchiveError):
    """A file of the index is not what was written."""

    def __init__(self, what: str, hint: str = REBUILD) -> None:
        super().__init__(what, hint)


class IndexOutdated(IndexDamaged):
    """Another version of wireside made the index, so the next run of the builder rebuilds it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another version of wireside made the index in {folder}", "run `wireside index`")


def doubled(folder: Path, count: int) -> IndexDamaged:
    """Return the error for an index that holds articles more than once. The next run of the builder repairs that."""
    return IndexDamaged(f"{count:,} articles are in the index in {folder} more than once", "run `wireside index`")


class IndexBusy(ArchiveError):
    """Another process writes to this index."""

    def __init__(self) -> None:
        super().__init__("another wireside is indexing this corpus", "wait until it is done, or stop it")


class SearchStopped(Exception):
    """A search was asked to stop, since nobody waits for it any more. Never shown to a user."""


class DamagedData(ValueError):
    """Bytes of an index are not what was written. `trouble_with` turns it into IndexDamaged about the whole index."""


@contextmanager
def decoding(what: str) -> Iterator[None]:
    """Turn what a library raises when it decodes garbage into DamagedData.

    Whoosh, pickle and msgspec come up with any exception then, so nothing but a call of theirs belongs in here.
    """
    try:
        yield
    except (DamagedData, OSError, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise DamagedData(f"{what} is damaged") from error


@contextmanager
def trouble_with(folder: Path) -> Iterator[None]:
    """Report a damaged index, a full disk or too little memory as an ArchiveError about the index in `folder`.

    A bug of ours passes as it is, and so does what is about a file elsewhere.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except (DamagedData, sqlite3.Error, OSError, MemoryError, RuntimeError) as error:
        reported = _reported(folder, error)
        if reported is None:
            raise
        raise reported from error


_DISK = {"ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EACCES", "EPERM", "EIO"}
_SHORT_OF = {
    "EAGAIN": "processes or memory",
    "ENOMEM": "memory",
    "EMFILE": "open files",
    "ENFILE": "open files",
}
_NOT_WHOLE = {"ENOENT", "ENOTDIR", "EISDIR", "ELOOP"}
_SQLITE_DISK = (
    "SQLITE_FULL",
    "SQLITE_READONLY",
    "SQLITE_BUSY",
    "SQLITE_IOERR",
    "SQLITE_PERM",
    "SQLITE_CANTOPEN",
)
_NO_THREAD = "can't start new thread"
_OURS = (sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.NotSupportedError)


def _reported(folder: Path, error: Exception) -> ArchiveError | None:
    """Return what to report, or None if the error has nothing to do with the state of the index or the machine."""
    if _is_memory(error):
        return ArchiveError(
            f"not enough memory for the index in {folder}", "close other programs, or lower index.memory_mb"
        )
    if isinstance(error, RuntimeError):
        return _short_of(folder, "threads", _NO_THREAD) if str(error) == _NO_THREAD else None
    if isinstance(error, OSError) and not _is_about(folder, error):
        return None
    if not folder.exists():
        return ArchiveError(f"the index in {folder} is gone", "run `wireside index` to rebuild it")
    match error:
        case OSError():
            return _of_the_system(folder, error)
        # what is no text has no such name
        case sqlite3.OperationalError() if getattr(error, "sqlite_errorname", "").startswith(_SQLITE_DISK):
            return _unusable(folder, str(error))
        case sqlite3.Error() if isinstance(error, _OURS):
            return None
        case _:
            return IndexDamaged(f"the index in {folder} is damaged")


def _is_memory(error: Exception) -> bool:
    return isinstance(error, MemoryError) or getattr(error, "sqlite_errorname", "") == "SQLITE_NOMEM"


def _is_about(folder: Path, error: OSError) -> bool:
    """Return whether an error is about a file of the index, as far as it names one."""
    name = error.filename
    return not isinstance(name, str | bytes | os.PathLike) or Path(os.fsdecode(name)).is_relative_to(folder)


def _of_the_system(folder: Path, error: OSError) -> ArchiveError:
    name, reason = errno.errorcode.get(error.errno or 0, ""), (error.strerror or str(error)).lower()
    if name in _SHORT_OF:
        return _short_of(folder, _SHORT_OF[name], reason)
    if name in _NOT_WHOLE:
        return IndexDamaged(f"the index in {folder} is damaged")
    if name in _DISK:
        return _unusable(folder, reason)
    return ArchiveError(f"can't use the index in {folder}: {reason}", "try again")


def _short_of(folder: Path, what: str, reason: str) -> ArchiveError:
    hint = "close other programs, and try again"
    return ArchiveError(f"can't use the index in {folder}: no more {what} ({reason})", hint)


def _unusable(folder: Path, reason: str) -> ArchiveError:
    return ArchiveError(f"can't use the index in {folder}: {reason}", "check the disk and the permissions")
