"""Writing a file of the user's in one step: it is as it was, or whole, and what a killed write left behind goes.

A draft is `.NAME.` and eight characters, beside the file. Drafts are removed by the next write to the same file, which
has the folder for itself meanwhile.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
_DRAFT = r"\.[a-z0-9_]{8}"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes files in `folder`, and keep it so; do not nest. Raises OSError.

    On a file system without locks there is no waiting.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield
    finally:
        os.close(descriptor)


@contextmanager
def drafted(target: Path, mode: int) -> Iterator[Path]:
    """Give an empty draft of `target` to write to and rename; it is removed if it is still there at the end.

    `mode` is narrowed by the umask. Call it within `alone_in`: drafts of earlier writes are removed. Raises OSError.
    """
    pattern = re.compile(rf"\.{re.escape(target.name)}{_DRAFT}")
    for left in [file for file in target.parent.iterdir() if pattern.fullmatch(file.name)]:
        left.unlink(missing_ok=True)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, mode))
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def replace_file(target: Path, raw: bytes, mode: int = 0o666) -> None:
    """Write a file, in the place of what is there, whose mode it keeps. Call it within `alone_in`. Raises OSError."""
    with drafted(target, mode) as draft:
        _fill(draft, raw)
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    sync_folder(target.parent)


def create_file(target: Path, raw: bytes, mode: int = 0o666) -> None:
    """Write a file where none is. Call it within `alone_in`. Raises OSError, of them FileExistsError."""
    with drafted(target, mode) as draft:
        _fill(draft, raw)
        link(draft, target)
    sync_folder(target.parent)


def link(draft: Path, target: Path) -> None:
    """Give a whole draft its name, unless that is taken. Raises OSError, of them FileExistsError."""
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        draft.rename(target)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut, where its file system can."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)


def _fill(draft: Path, raw: bytes) -> None:
    with draft.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
