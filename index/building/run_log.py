"""Keeps the books of a run: each step of the intake goes into the manifest and the index, and is counted."""

from __future__ import annotations

import os
from collections.abc import Iterable

from corpus.readers import FoundFile
from corpus.source import Problem
from index.building.ingest import BytesRead, FileBegun, FileRead, Seen, Step
from index.storage.index_entry import IndexEntry
from index.storage.manifest import FileRecord, Manifest
from index.storage.whoosh.index_writer import IndexWriter


class RunLog:
    """The books of one run. `known` are the files of earlier runs, `run` is the number of the pass over the files.

    `added` and `changed` count articles; a file whose article became another one has changed it. `withdrawn` counts
    those that this run added and that were gone when their file was read once more. `vanished` are the files that were
    gone before they could be read.
    """

    def __init__(self, manifest: Manifest, writing: IndexWriter, known: dict[bytes, FileRecord], run: int) -> None:
        self.added = self.changed = self.withdrawn = 0
        self.vanished: list[bytes] = []
        self._changed_meanwhile: list[FoundFile] = []
        self._first_reading: dict[bytes, set[str]] = {}
        self._manifest, self._writing, self._known, self._run = manifest, writing, known, run
        self._dropped: set[str] = set()
        self._found_elsewhere: set[str] = set()
        self._path = b""
        self._before: set[str] = set()
        self._now: set[str] = set()
        self._new: set[str] = set()
        self._failed = False

    @property
    def moved(self) -> int:
        """Articles that are gone from where they were, and were found somewhere else."""
        return len(self._dropped & self._found_elsewhere)

    @property
    def dropped(self) -> bool:
        """Return True if an article is gone from where it was."""
        return bool(self._dropped)

    def begin_second_pass(self) -> list[FoundFile]:
        """Return the files that changed while they were read, as they are now, to be read once more."""
        again, self._changed_meanwhile = self._changed_meanwhile, []
        if again:
            self._run = self._manifest.begin_pass()
        return again

    def take(self, step: Step | IndexEntry) -> None:
        """Write one step down."""
        match step:
            case FileBegun(found):
                self._begin(found)
            case IndexEntry():
                self._writing.add(step)
                self._new.add(step.id)
                self.added += 1
                self._record(step.name, step.id)
            case Seen(id, name):
                if self._record(name, id):
                    self._found_elsewhere.add(id)
            case Problem():
                self._failed = True
                self._manifest.add_problem(self._path, step)
            case FileRead(found):
                self._finish(found)
            case BytesRead():
                pass

    def forget(self, paths: Iterable[bytes]) -> None:
        """These files are gone."""
        for path in paths:
            self._dropped |= self._manifest.ids_of(path)
            self._manifest.remove_file(path)

    def _begin(self, found: FoundFile) -> None:
        self._path = os.fsencode(found.where)
        is_known = self._path in self._known or self._path in self._first_reading
        self._before = self._manifest.ids_of(self._path) if is_known else set()
        self._now, self._new, self._failed = set(), set(), False
        self._manifest.begin_file(self._path, as_read(found))

    def _record(self, name: str, id: str) -> bool:
        self._now.add(id)
        return self._manifest.record(self._path, name, id, self._run)

    def _finish(self, found: FoundFile) -> None:
        if not self._now and not _can_be_opened(found):
            if not os.path.lexists(found.where):
                self._manifest.forget_problems(self._path)
                self.vanished.append(self._path)
            return
        self._count()
        self._dropped |= self._before - self._now
        self._manifest.finish_file(self._path, self._run, whole=bool(self._now) or not self._failed)
        later = _look_again(found)
        if later is not None and later != found:
            self._changed_meanwhile.append(later)
            self._first_reading[self._path] = self._new

    def _count(self) -> None:
        added_before = self._first_reading.get(self._path, set())
        withdrawn = len(added_before - self._now)
        changed = min(len(self._new), len(self._before - self._now - added_before))
        self.changed += changed
        self.withdrawn += withdrawn
        self.added -= changed + withdrawn


def as_read(found: FoundFile) -> FileRecord:
    """Return the manifest's record of a file that was read, unless it has changed since."""
    return FileRecord(found.name, found.size, found.mtime_ns, whole=True)


def _look_again(found: FoundFile) -> FoundFile | None:
    try:
        status = found.path.stat()
    except OSError:
        return None
    return FoundFile(found.where, found.name, status.st_size, status.st_mtime_ns)


def _can_be_opened(found: FoundFile) -> bool:
    try:
        found.path.open("rb").close()
    except OSError:
        return False
    return True
