"""The folder of an index: owner-only, since an index is code (Whoosh pickles), and one writer at a time.

    folder/lock          held by the builder
    folder/current       the name of the build in use
    folder/build-3/      one build: Whoosh's files and the manifest

A rebuild writes a new build and, when it is whole, names it in `current`, so that readers go from the old one to the
new in one step. A build that `current` does not name is left over from a rebuild that did not finish.
"""

from __future__ import annotations

import fcntl
import math
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ArchiveError, IndexBusy, IndexDamaged

MANIFEST = "manifest.db"
_CURRENT = "current"
_BUILD = re.compile(r"build-(\d{1,9})")


def check_folder(folder: Path) -> None:
    """Raise ArchiveError if anyone else could have written the folder, or anything below it.

    Some 5 µs a file; an index has about 15 files a segment.
    """
    _check_owner(folder, folder.lstat())
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                try:
                    state = entry.stat(follow_symlinks=False)
                except FileNotFoundError:  # a writer removes files meanwhile
                    continue
                _check_owner(Path(entry.path), state)
                if stat.S_ISDIR(state.st_mode):
                    folders.append(Path(entry.path))


def _check_owner(path: Path, state: os.stat_result) -> None:
    is_plain = stat.S_ISDIR(state.st_mode) or stat.S_ISREG(state.st_mode)
    if state.st_uid != os.geteuid() or state.st_mode & 0o022 or not is_plain:
        raise ArchiveError(
            f"{path} could be written by others, and an index is code", "remove it, or make it yours alone"
        )


def make_folder(folder: Path) -> None:
    """Make the folder of an index, for the owner alone. Raises ArchiveError."""
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"can't make {folder}: {error.strerror}", "choose another cache folder") from error
    check_folder(folder)


def current_build(folder: Path) -> Path | None:
    """The build in use, None where there is none. Raises IndexDamaged where `current` names none."""
    try:
        name = (folder / _CURRENT).read_bytes()[:40].decode("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    if not _BUILD.fullmatch(name) or not (folder / name).is_dir():
        raise IndexDamaged(f"the index in {folder} is not whole")
    return folder / name


def new_build(folder: Path) -> Path:
    """An empty folder for the next build."""
    numbers = [int(match[1]) for path in folder.iterdir() if (match := _BUILD.fullmatch(path.name))]
    build = folder / f"build-{max(numbers, default=0) + 1}"
    build.mkdir(mode=0o700)
    return build


def remove_build(build: Path) -> None:
    """Remove a build that nobody uses."""
    shutil.rmtree(build, ignore_errors=True)


def check_room(folder: Path, bytes_needed: float) -> None:
    """Raise ArchiveError if the disk of `folder` has less room than a new build needs beside the old one."""
    free = shutil.disk_usage(folder).free
    if free < bytes_needed:
        raise ArchiveError(
            f"a rebuild needs about {_megabytes(bytes_needed)} beside the old index, and the disk of {folder} has "
            f"{_megabytes(free)}",
            "make room, or choose a folder on another disk with index.folder",
        )


def _megabytes(size: float) -> str:
    return f"{math.ceil(size / 1e6):,} MB"


def use_build(build: Path) -> None:
    """Make this the build in use, and remove all others."""
    folder, draft = build.parent, build.parent / f"{_CURRENT}.new"
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "w") as file:
        file.write(build.name)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _CURRENT)
    sync_folder(folder)
    remove_unused_builds(folder)


def remove_unused_builds(folder: Path) -> None:
    """Remove what an earlier rebuild left, and builds that were never used."""
    used = folder / _CURRENT
    name = used.read_text("ascii", "replace").strip() if used.exists() else ""
    for path in folder.iterdir():
        if _BUILD.fullmatch(path.name) and path.name != name:
            remove_build(path)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the lock of the index. It ends with the process, so a dead one holds none. Raises IndexBusy."""
    descriptor = os.open(folder / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise IndexBusy from None
    else:
        yield
    finally:
        os.close(descriptor)


def size_on_disk(folder: Path) -> int:
    """Bytes of all files below `folder`; those that vanish meanwhile don't count."""
    total = 0
    for directory, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(directory, name).stat().st_size
            except FileNotFoundError:
                continue
    return total


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
