"""The folder of an index: owner-only, since an index is code (Whoosh pickles), and one writer at a time.

    folder/lock          held by the builder
    folder/current       the name of the build in use
    folder/build-3/      one build: Whoosh's files and the manifest

A rebuild writes a new build and then names it in `current`, so that readers go from the old one to the new in one step.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from corpus.errors import ArchiveError
from index.errors import IndexBusy, IndexDamaged

MANIFEST = "manifest.db"
_CURRENT = "current"
_BUILD = re.compile(r"build-(\d{1,9})")


class OwnerOnly(FileStorage):
    """Whoosh's storage with files for the owner alone, each on disk before it counts."""

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **_: object) -> StructFile:
        flags = os.O_CREAT | os.O_RDWR | os.O_TRUNC | (os.O_EXCL if excl else 0)
        file = cast(BinaryIO, os.fdopen(os.open(Path(self.folder, name), flags, 0o600), mode))
        return StructFile(file, name=name, onclose=_to_disk)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        super().rename_file(oldname, newname, safe)
        _sync(Path(self.folder))

    def temp_storage(self, name: str | None = None) -> FileStorage:
        # scratch need not reach the disk
        path = Path(self.folder, name or "scratch.tmp")
        path.mkdir(mode=0o700, exist_ok=True)
        return FileStorage(str(path))


def check_folder(folder: Path) -> None:
    """Raise ArchiveError where the index could have been written by somebody else."""
    for part in (folder, *folder.glob("build-*")):
        state = part.lstat()
        if state.st_uid != os.geteuid() or state.st_mode & 0o022 or not part.is_dir() or part.is_symlink():
            raise ArchiveError(
                f"{part} could be written by others, and an index is code", "remove it, or make it yours alone"
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


def use_build(build: Path) -> None:
    """Make this the build in use, and remove all others."""
    folder, draft = build.parent, build.parent / f"{_CURRENT}.new"
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.write(build.name)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _CURRENT)
    _sync(folder)
    remove_unused_builds(folder)


def remove_unused_builds(folder: Path) -> None:
    """Remove what an earlier rebuild left, and builds that were never used."""
    used = folder / _CURRENT
    name = used.read_text("ascii", "replace").strip() if used.exists() else ""
    for path in folder.iterdir():
        if _BUILD.fullmatch(path.name) and path.name != name:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the lock of the index. It ends with the process, so a dead one holds none. Raises IndexBusy."""
    descriptor = os.open(folder / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
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


def _to_disk(file: StructFile) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
