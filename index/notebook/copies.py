"""A copy of a notebook for each day that it was used, the last three kept, and the way back to one of them.

Copies are in a folder beside the notebook, for the owner alone: `corpus-0a1b2c3d4e5f.copies/2031-03-14.sqlite`.
"""

from __future__ import annotations

import os
import re
import sqlite3
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from index.notebook.atomic_file import alone_in, create_file, drafted, sync_folder
from index.notebook.checks import check
from index.notebook.errors import NotebookError, notebook_errors

KEPT = 3  # copies: yesterday's and the day before's are there when a mistake is noticed
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Copy(Struct, frozen=True):
    """A copy of a notebook, as it was on `day` (2031-03-14) when it was first opened; `size` is in bytes."""

    day: str
    path: Path
    size: int


def copies_of(notebook: Path) -> tuple[Copy, ...]:
    """Return the copies of a notebook, newest first; none if their folder can't be read."""
    try:
        files = [file for file in _folder(notebook).iterdir() if file.suffix == ".sqlite" and _DAY.fullmatch(file.stem)]
        return tuple(Copy(file.stem, file, file.stat().st_size) for file in sorted(files, reverse=True))
    except OSError:
        return ()


def keep_copy(notebook: Path, day: str) -> bool:
    """Copy a notebook, unless `day` has its copy; return whether a copy was made. Raises NotebookError.

    Only a copy that holds what was written counts; then all but the newest three go.
    """
    folder = _folder(notebook)
    copy = folder / f"{day}.sqlite"
    with notebook_errors(notebook):
        if copy.exists():
            return False
        folder.mkdir(mode=0o700, exist_ok=True)
        with alone_in(folder):
            if copy.exists():
                return False
            with drafted(copy, 0o600) as draft:
                _vacuum(notebook, draft)
                _check_file(draft)
                draft.replace(copy)
            sync_folder(folder)
            for old in [one for one in copies_of(notebook) if one.day != day][KEPT - 1 :]:
                old.path.unlink(missing_ok=True)
    return True


def restore(notebook: Path, copy: Copy, now: datetime) -> tuple[Path, ...]:
    """Put a copy in the place of a notebook, and return where the files that were there are now. Raises NotebookError.

    Readers that have the notebook open go on with the copy at their next write.
    """
    with notebook_errors(copy.path):
        _check_file(copy.path)
        raw = copy.path.read_bytes()
    with notebook_errors(notebook):
        notebook.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone_in(notebook.parent):
            moved = _move_away(notebook, now)
            create_file(notebook, raw, 0o600)
    return moved


def _move_away(notebook: Path, now: datetime) -> tuple[Path, ...]:
    """Rename a notebook and the files that belong to it, while nobody writes to it."""
    db = _locked(notebook) if notebook.exists() and notebook.stat().st_size else None
    try:
        moved = []
        stem = f"{notebook.stem}.replaced-{now:%Y-%m-%d-%H%M%S}"
        for ending in ("-journal", "-wal", "-shm", ""):  # the files that SQLite reads together
            file = notebook.with_name(notebook.name + ending)
            if file.exists():
                away = notebook.with_name(f"{stem}{notebook.suffix}{ending}")
                if away.exists():
                    raise NotebookError(f"{away} is there already", "try again in a second")
                file.rename(away)
                moved.append(away)
        return tuple(reversed(moved))
    finally:
        if db is not None:
            db.close()


def _locked(notebook: Path) -> sqlite3.Connection:
    """Return a connection that keeps others from writing, as far as a damaged file lets it."""
    db = sqlite3.connect(f"file:{quote(str(notebook))}?mode=rw", uri=True, isolation_level=None, timeout=1)
    try:
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            db.close()
            raise
    return db


def _vacuum(notebook: Path, draft: Path) -> None:
    db = sqlite3.connect(f"file:{quote(str(notebook))}?mode=ro", uri=True, isolation_level=None, timeout=1.5)
    try:
        db.execute("VACUUM INTO ?", (str(draft),))
    finally:
        db.close()
    descriptor = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _check_file(path: Path) -> None:
    db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        check(db, path)
    finally:
        db.close()


def _folder(notebook: Path) -> Path:
    return notebook.with_suffix(".copies")
