"""Check what a run leaves: every segment, column and table of a build is opened, and what is new on disk is read whole.

Which files were read whole, and how large and old they were then, is kept beside the build. So a check costs one look
at the size and time of each file, about as long as opening the index, some 0.6 s of CPU for each GB written since,
and, only if anyone else wrote to the manifest, 0.3 s for each 100,000 articles.
What decays on the disk without a change of size or time is found when it is searched, or by `status --verify`.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec

from index.actors.actor_map import kept_table
from index.building.line_statistics import recurrence_of
from index.building.reindex import unpack_rules
from index.errors import DamagedData
from index.storage.folders import MANIFEST
from index.storage.manifest import Manifest
from index.storage.whoosh.snapshot import Snapshot
from index.stories.clustering import check_places

_CHECKED = "checked"


class State(NamedTuple):
    """The part of a file's status that changes when it is written: its size in bytes, and two times in ns."""

    size: int
    modified: int
    changed: int


class Health:
    """The files of a build before a run and after it. Create it before anything writes to the build."""

    def __init__(self, build: Path) -> None:
        self._build = build
        self._checked = _read_states(build / _CHECKED)
        self._manifest_is_known = self._same(_manifest_files(build))

    def check(self) -> None:
        """Check the build. Raises DamagedData or sqlite3.Error if something is damaged, FileNotFoundError."""
        build = self._build
        with closing(Manifest(build)) as manifest:
            if not self._manifest_is_known:
                manifest.check()
            with closing(Snapshot(build, manifest.about(), {})) as snapshot:
                if manifest.about().complete and snapshot.count != manifest.count():
                    raise DamagedData("the index and its manifest have different articles")
                self._check_segments(snapshot)
            recurrence_of(manifest)
            unpack_rules(manifest.kept("rules"))
            kept_table(manifest)
            check_places(manifest.kept("stories"))

    def remember(self) -> None:
        """Keep that the build as it is now is whole. To be called when its manifest is closed."""
        names = [path.name for path in self._build.iterdir() if path.is_file() and path.name != _CHECKED]
        states = _states(self._build, names)
        draft = self._build / f"{_CHECKED}.new"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "wb") as file:
            file.write(msgspec.json.encode(states))
        draft.replace(self._build / _CHECKED)

    def _check_segments(self, snapshot: Snapshot) -> None:
        names = [path.name for path in self._build.iterdir()]
        for segment in snapshot.segments:
            if not self._same([name for name in names if segment.name in name]):
                segment.check()

    def _same(self, names: list[str]) -> bool:
        """Return whether these files are as they were when they were checked."""
        return all(self._checked.get(name) == state for name, state in _states(self._build, names).items())


def _manifest_files(build: Path) -> list[str]:
    return [MANIFEST, f"{MANIFEST}-wal"]


def _states(build: Path, names: list[str]) -> dict[str, State]:
    states = dict[str, State]()
    for name in names:
        try:
            found = (build / name).lstat()
        except FileNotFoundError:
            continue
        if found.st_size:  # whoever reads a manifest may leave an empty log beside it
            states[name] = State(found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return states


def _read_states(file: Path) -> dict[str, State]:
    """Read what `remember` wrote; nothing if it is not there or not whole, so that all is checked."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, State])
    except (OSError, msgspec.MsgspecError):
        return {}
