"""What can go wrong with an index. An index can always be made again, and the hint says how."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import ArchiveError, WiresideError

REBUILD = "run `wireside index --rebuild`"


class IndexMissing(ArchiveError):
    """There is no index yet, or none that was ever committed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no index in {folder}", "run `wireside index`")


class IndexDamaged(ArchiveError):
    """A file of the index is not what was written."""

    def __init__(self, what: str, hint: str = REBUILD) -> None:
        super().__init__(what, hint)


class IndexOutdated(IndexDamaged):
    """Another version of wireside made the index, so the next run of the builder makes it anew."""

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


_OF_THE_DISK = ("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EACCES", "EPERM", "EIO", "EMFILE", "ENFILE")
_OF_THE_DISK_SQLITE = (
    "SQLITE_FULL",
    "SQLITE_READONLY",
    "SQLITE_BUSY",
    "SQLITE_IOERR",
    "SQLITE_PERM",
    "SQLITE_CANTOPEN",
)


@contextmanager
def trouble_with(folder: Path) -> Iterator[None]:
    """Turn what a damaged index or a full disk raises into an ArchiveError about this index."""
    try:
        yield
    except (WiresideError, SearchStopped, BrokenPipeError):
        raise
    except Exception as error:  # Whoosh and pickle, given garbage, come up with anything
        if not folder.exists():
            raise ArchiveError(f"the index in {folder} is gone", "run `wireside index` to make it anew") from error
        if reason := _outer_reason(error):
            hint = "check the disk and the permissions"
            raise ArchiveError(f"can't use the index in {folder}: {reason}", hint) from error
        raise IndexDamaged(f"the index in {folder} is damaged") from error


def _outer_reason(error: Exception) -> str | None:
    """Why the disk, not what is on it, is to blame; None where it is not."""
    match error:
        case OSError() if errno.errorcode.get(error.errno or 0) in _OF_THE_DISK:
            return os.strerror(error.errno or 0).lower()
        # what is no text has no such name
        case sqlite3.OperationalError() if getattr(error, "sqlite_errorname", "").startswith(_OF_THE_DISK_SQLITE):
            return str(error)
        case _:
            return None
